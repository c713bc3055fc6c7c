"""Pages while they arrive, as over a slow line."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from tests.site.building import ADDRESSES, public_address
from tests.site.readers import reading
from tests.site.serving import SlowSite, served

pytestmark = pytest.mark.slow

KINDS = ("home", "day", "asset", "archive", "records", "tag")
"""Pages whose first screen is without what only its end can settle: the columns of a table are as
wide as their widest cell, a row of numbers stands below its longest label, and the footer of a
short page stands at the bottom of the window."""

MOVED = """
() => new Promise((done) => {
  const moved = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const what = entry.sources.map(({ node }) => node?.textContent.trim()).join(" | ");
      moved.push(`${entry.value}: ${what}`);
    }
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(moved), 300);
})
"""
"""By how much which texts have moved since the page was opened."""


@pytest.mark.parametrize("width", [360, 768, 1280])
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_moves_while_a_page_arrives(
    browser: Browser, built_project: Path, site: Path, kind: str, width: int
) -> None:
    """What is shown first stays where it is, however slowly the rest comes."""
    prefix = urlsplit(public_address(built_project)).path
    with (
        served(site, prefix, host=SlowSite) as address,
        reading(
            browser, address + ADDRESSES[kind], viewport={"width": width, "height": 800}
        ) as page,
    ):
        assert page.evaluate(MOVED) == []
