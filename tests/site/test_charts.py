"""Charts as a reader's browser shows them, with scripts off."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.site.test_number_card_limits import faults_of_axe

PAGES = ("2025/10/24/", "assets/btc/", "records/", "archive/", "2025/")

PHONE = {"width": 360, "height": 800}

SMALL_TEXTS = """
() => [...document.querySelectorAll("main svg text")]
  .filter((text) => text.checkVisibility() && text.textContent)
  .map((text) => {
    const scale = text.ownerSVGElement.getScreenCTM().a;
    return [parseFloat(getComputedStyle(text).fontSize) * scale, text.textContent];
  })
  .filter(([size]) => size < 12)
"""
"""Texts of drawings that are shown smaller than 12 pixels."""

CUT_TEXTS = """
() => [...document.querySelectorAll("main svg text")]
  .filter((text) => text.checkVisibility() && text.textContent)
  .filter((text) => {
    const box = text.getBoundingClientRect();
    return box.left < 0 || box.right > document.documentElement.clientWidth;
  })
  .map((text) => text.textContent)
"""
"""Texts of drawings that leave the window."""

SHIFT = """
() => new Promise((done) => {
  new PerformanceObserver((list) => {
    done(list.getEntries().reduce((sum, entry) => sum + entry.value, 0));
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(0), 600);
})
"""


@pytest.fixture(params=[360, 1280])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """Give a window as wide as a phone and as a desk, in which no script runs."""
    context = browser.new_context(
        viewport={"width": request.param, "height": 800}, java_script_enabled=False
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("where", PAGES)
def test_the_words_of_a_drawing_are_legible_and_whole(page: Page, address: str, where: str) -> None:
    """Each text of a chart is at least 12 pixels high, and none leaves the window."""
    page.goto(address + where)
    assert page.evaluate(SMALL_TEXTS) == []
    assert page.evaluate(CUT_TEXTS) == []


def test_spans_are_chosen_without_scripts(page: Page, address: str) -> None:
    """Of an asset's charts those of one span are shown, and a choice shows the others."""
    page.goto(address + "assets/btc/")
    radios = page.locator("fieldset.choice input")
    assert radios.count() >= 2
    seen = []
    for place in range(radios.count()):
        key = str(radios.nth(place).get_attribute("id")).removeprefix("span-")
        page.locator(f"label[for=span-{key}]").click()
        shown = page.locator("figure.span >> visible=true")
        assert shown.count() >= 1
        assert shown.count() == page.locator(f"figure.span--{key}").count()
        assert page.locator(f"figure.span--{key} svg >> visible=true").count() == shown.count()
        seen.append(shown.first.inner_text())
    assert len(set(seen)) == len(seen)


@pytest.mark.slow
@pytest.mark.parametrize("where", ["archive/", "2025/", "2025/10/"])
def test_a_calendar_changes_its_colours_without_scripts(
    page: Page, address: str, where: str
) -> None:
    """Choosing a measure colours the days by it and shows its legend in place of the other."""
    page.goto(address + where)
    colours = []
    for name in ("level", "share", "mood"):
        page.locator(f"label[for=measure-{name}]").click()
        legends = page.locator("p.legend >> visible=true")
        assert legends.count() == 1
        assert f"legend--{name}" in str(legends.get_attribute("class"))
        days = page.locator("td[data-level] > a")
        colours.append(
            [
                day.evaluate("day => getComputedStyle(day).backgroundColor")
                for day in days.all()[:40]
            ]
        )
    assert len({tuple(found) for found in colours}) == 3


@pytest.mark.parametrize("where", PAGES)
def test_the_numbers_of_a_chart_open_below_it(page: Page, address: str, where: str) -> None:
    """Each chart that is shown has its numbers behind a word that opens them."""
    page.goto(address + where)
    for details in page.locator("details.chart__numbers >> visible=true").all():
        summary = details.locator("summary")
        box = summary.bounding_box()
        assert box is not None
        assert box["height"] >= 24
        summary.click()
        assert details.locator("table, p").first.is_visible()


@pytest.mark.slow
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("where", PAGES)
def test_nothing_moves_while_charts_come(
    browser: Browser, address: str, where: str, width: int
) -> None:
    """A page of charts has a layout shift of 0."""
    context = browser.new_context(viewport={"width": width, "height": 800})
    opened = context.new_page()
    opened.goto(address + where, wait_until="load")
    assert opened.evaluate(SHIFT) == 0
    context.close()


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("where", PAGES)
def test_axe_finds_nothing(browser: Browser, address: str, where: str, scheme: str) -> None:
    """With each choice made and all numbers open: contrast, names, roles and target sizes."""
    # Axe is a script of the test's own, which the policy would refuse.
    context = browser.new_context(
        color_scheme=scheme, reduced_motion="reduce", bypass_csp=True, viewport=PHONE
    )
    opened = context.new_page()
    opened.goto(address + where, wait_until="load")
    for summary in opened.locator("summary >> visible=true").all():
        summary.click()
    assert faults_of_axe(opened) == []
    for label in opened.locator("fieldset.choice label").all():
        label.click()
        assert faults_of_axe(opened) == []
    context.close()


def test_a_day_is_light(site: Path) -> None:
    """A day's page takes 100 KB with all that it loads, and its folder 12 files of 250 KB."""
    for ledger in site.glob("[0-9]*/*/*/ledger.json"):
        folder = ledger.parent
        files = [path for path in folder.iterdir() if path.is_file()]
        assert len(files) <= 12, folder
        assert sum(path.stat().st_size for path in files) <= 250_000, folder
        html = (folder / "index.html").read_text(encoding="utf-8")
        loaded = re.findall(r'(?:href|src)="([^"]+\.(?:css|js|woff2))"', html)
        weight = len(gzip.compress(html.encode()))
        for name in set(loaded):
            content = (folder / name).resolve().read_bytes()
            weight += len(content if name.endswith("woff2") else gzip.compress(content))
        assert weight <= 100_000, f"{folder}: {weight:,}"
