from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Response

from tests.site.building import ADDRESSES

pytestmark = pytest.mark.parametrize("kind", ADDRESSES)

NARROW = (360, 320)
"""Widths in CSS pixels: a small phone, and what WCAG 2.2 asks a page to reflow into."""

PROTRUDING = """
() => {
  const width = document.documentElement.clientWidth;
  const scrolls = (element) => {
    for (let box = element.parentElement; box; box = box.parentElement) {
      const overflow = getComputedStyle(box).overflowX;
      if (box !== document.body && (overflow === "auto" || overflow === "scroll")) return true;
    }
    return false;
  };
  return [...document.querySelectorAll("main *")]
    .filter((element) => element.getBoundingClientRect().right > width + 1)
    .filter((element) => element.checkVisibility() && !scrolls(element))
    .map((element) => element.outerHTML.slice(0, 120));
}
"""
"""What sticks out of the window on the right, other than inside a box that scrolls by itself."""


@contextmanager
def opened(browser: Browser, address: str, *, scripts: bool) -> Iterator[Page]:
    """Open an address in a browser without history, and close it again."""
    context = browser.new_context(java_script_enabled=scripts)
    try:
        page = context.new_page()
        page.goto(address, wait_until="load")
        yield page
    finally:
        context.close()


def listen(page: Page, faults: list[str]) -> None:
    """Add to `faults` each missing file, console error and script error of a page."""

    def on_response(response: Response) -> None:
        if response.status >= 400:
            faults.append(f"{response.status} {response.url}")

    def on_console(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            faults.append(message.text)

    page.on("response", on_response)
    page.on("console", on_console)
    page.on("pageerror", lambda error: faults.append(str(error)))


def test_a_page_asks_no_third_party_and_runs_without_an_error(
    browser: Browser, address: str, kind: str
) -> None:
    """Opening a page asks only the site itself, finds all it asks for, and logs no error."""
    requests: list[str] = []
    faults: list[str] = []
    context = browser.new_context()
    try:
        page = context.new_page()
        page.on("request", lambda request: requests.append(request.url))
        listen(page, faults)
        page.goto(address + ADDRESSES[kind], wait_until="networkidle")
    finally:
        context.close()
    own = (address, "data:", "blob:")
    assert requests[0] == address + ADDRESSES[kind]
    assert [request for request in requests if not request.startswith(own)] == []
    assert faults == []


@pytest.mark.slow
def test_a_page_is_whole_without_scripts(browser: Browser, address: str, kind: str) -> None:
    """With scripts off, headline, tables and charts are visible, and no figure is lacking."""
    with opened(browser, address + ADDRESSES[kind], scripts=True) as page:
        figures_with_scripts = page.locator("main data:not(figure.span *)").all_text_contents()
    with opened(browser, address + ADDRESSES[kind], scripts=False) as page:
        headline = page.locator("h1")
        assert headline.count() == 1
        assert headline.is_visible()
        # A reader opens what is folded, and chooses among the spans of a chart: see test_charts.py.
        for summary in page.locator("main summary >> visible=true").all():
            summary.click()
        charts = page.locator("main figure.chart >> visible=true")
        assert charts.count() or not page.locator("main figure.chart").count()
        for chart in charts.all():
            assert chart.locator(".chart__drawing svg >> visible=true").count() == 1
        parts = "main .keyfigure__value, main table, main figcaption"
        for part in page.locator(f":is({parts}):not(figure.span *)").all():
            assert part.is_visible(), part.evaluate("element => element.outerHTML")
        figures = page.locator("main data:not(figure.span *)")
        assert figures.all_text_contents() == figures_with_scripts
        assert all(figure.is_visible() for figure in figures.all())


def test_a_page_fits_a_narrow_window(browser: Browser, address: str, kind: str) -> None:
    """On a narrow window nothing sticks out to the right; what is wide scrolls within itself."""
    with opened(browser, address + ADDRESSES[kind], scripts=True) as page:
        for width in NARROW:
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert page.evaluate(PROTRUDING) == [], f"at a width of {width} px"
