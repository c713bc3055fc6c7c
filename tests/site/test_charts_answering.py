"""Charts that answer who asks them, in a browser under the policy that hosts send."""

import json
import re
import struct
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, Request, Route

from tests.site.building import public_address
from tests.site.readers import reading
from tests.site.serving import policy_sent_with, rules_sent_with, served
from tests.site.test_charts import SHIFT
from tests.site.test_number_card_limits import faults_of_axe

DESK, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 800}

ASSET = "assets/btc/"
BARS = "2025/10/10/"

VEGA = re.compile(r"/charts/vega\.\w+\.js$")

PICTURE = """
(drawing) => [...drawing.querySelectorAll("svg text")]
  .filter((text) => text.textContent.trim() && text.getAttribute("opacity") !== "0")
  .map((text) => {
    const { x, y, width, height } = text.getBoundingClientRect();
    return [text.textContent, ...[x, y, width, height].map(Math.round)].join(" ");
  })
  .sort()
"""
"""Each word of a drawing with its place in the window, in whole pixels."""

INK = """
(drawing) => {
  const inks = {};
  for (const mark of drawing.querySelectorAll("svg :is(path, line, rect, circle)")) {
    // A line without days has no way; the drawing leaves it out.
    const isEmpty = mark.localName === "path" && !mark.getAttribute("d");
    if (isEmpty || mark.closest(".chart__pointer, clipPath, defs")) continue;
    for (const ink of ["fill", "stroke"]) {
      const colour = mark.getAttribute(ink) ?? "";
      const isHidden = ["stroke-opacity", "opacity"].some((of) => mark.getAttribute(of) === "0");
      const [box, whole] = [mark, drawing].map((one) => one.getBoundingClientRect());
      if (!/var/.test(colour) || isHidden) continue;
      const [x, y] = [box.left - whole.left, box.top - whole.top];
      const edges = [x, y, x + box.width, y + box.height];
      const sofar = (inks[`${ink} ${colour}`] ??= [Infinity, Infinity, -Infinity, -Infinity]);
      const [near, far] = [Math.min, Math.max];
      inks[`${ink} ${colour}`] = sofar.map((edge, n) => (n < 2 ? near : far)(edge, edges[n]));
    }
  }
  return inks;
}
"""
"""How far the marks of each colour reach."""


@pytest.fixture(scope="module")
def hosted(built_project: Path, site: Path) -> Iterator[str]:
    """Give the address of the site as a host serves it that reads `_headers`."""
    prefix = urlsplit(public_address(built_project)).path
    with served(site, prefix, rules=rules_sent_with(site)) as address:
        yield address


@pytest.fixture(scope="module")
def demo(demonstration: Path) -> Path:
    """Give the built site of a demonstration with every kind of chart."""
    return demonstration / "site"


def first(page: Page, name: str = "") -> Locator:
    """Return the first drawing that is shown and can be asked, of a chart if it is named."""
    which = f"[data-chart^='chart-{name}']"
    return page.locator(f".chart__drawing{which} >> visible=true").first


def hover(page: Page, drawing: Locator, x: float, y: float) -> list[str]:
    """Point at a place of a drawing, as parts of its size; returns what is said there."""
    drawing.scroll_into_view_if_needed()
    box = drawing.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * x, box["y"] + box["height"] * y)
    return told(drawing)


def told(drawing: Locator) -> list[str]:
    """Return the name and the numbers that a chart says."""
    tip = drawing.locator(".charttip")
    tip.wait_for()
    return [tip.locator("p").inner_text(), *tip.locator("dd").all_inner_texts()]


def tabled(drawing: Locator) -> dict[str, list[str]]:
    """Return the rows of the table below a chart, or beside it, by their names."""
    figure = drawing.locator("xpath=ancestor::figure")
    table = figure.locator("details table")
    if not table.count():
        table = figure.locator("xpath=following::table[1]")
    rows: list[list[str]] = table.locator("tbody tr").evaluate_all(
        "rows => rows.map(row => [row.querySelector('th').textContent.trim(),"
        " ...[...row.querySelectorAll('td:not(:first-child), th + td')]"
        ".map(cell => cell.textContent.trim()).filter(text => text !== 'n/a')])"
    )
    return {row[0]: row[1:] for row in rows}


def is_vega(request: Request) -> bool:
    """Tell whether a request is for the bundle."""
    return bool(VEGA.search(request.url))


def asked_kinds(page: Page, found: set[str]) -> None:
    """Ask every chart of a page at several places; what each says stands in its table."""
    for drawing in page.locator(".chart__drawing[data-chart] >> visible=true").all():
        found.add(str(drawing.locator("xpath=ancestor::figure").get_attribute("data-kind")))
        rows = tabled(drawing)
        before = drawing.evaluate(PICTURE), drawing.evaluate(INK), drawing.bounding_box()
        for x, y in ((0.5, 0.5), (0.75, 0.2), (0.35, 0.8)):
            name, *numbers = hover(page, drawing, x, y)
            cells = rows[name]
            assert numbers, name
            # A ranking's row says whose count it is, too.
            assert numbers == cells[: len(numbers)], drawing.get_attribute("data-chart")
        page.mouse.move(1, 1)
        drawing.locator(".charttip").wait_for(state="detached")
        words, ink, _ = before
        drawing.scroll_into_view_if_needed()
        now = drawing.evaluate(PICTURE)
        assert [text.rsplit(" ", 4)[0] for text in now] == [w.rsplit(" ", 4)[0] for w in words]
        after = drawing.evaluate(INK)
        assert after.keys() == ink.keys()
        for colour, edges in ink.items():
            gaps = [abs(one - other) for one, other in zip(edges, after[colour], strict=True)]
            assert max(gaps) <= 2, (drawing.get_attribute("data-chart"), colour)


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE])
def test_each_kind_says_the_numbers_of_its_table(
    browser: Browser, demo: Path, scheme: str, size: dict[str, int]
) -> None:
    """Pointed at, every kind of chart is drawn anew as it was, and says what its table says."""
    found: set[str] = set()
    day = max(demo.glob("[0-9]*/*/*/ledger.json")).parent.relative_to(demo).as_posix()
    with served(demo, "/", rules=rules_sent_with(demo)) as address:
        for where in (f"{day}/", ASSET, "records/"):
            options = {"viewport": size, "color_scheme": scheme}
            with reading(browser, address + where, **options) as page:
                asked_kinds(page, found)
                for label in page.locator("fieldset.choice label").all()[:2]:
                    label.click()
                    asked_kinds(page, found)
    families = {
        "liquidations-by-asset", "pace-by-asset", "open-interest-changes", "price-changes",
        "funding-rates", "day-among-days", "fear-greed-days", "level-history",
        "liquidation-history", "funding-history", "ranked-days",
    }  # fmt: skip
    assert all(any(kind.startswith(family) for kind in found) for family in families), found


def test_nothing_is_loaded_before_a_gesture_and_once_after(browser: Browser, hosted: str) -> None:
    """Vega and what charts are drawn from come with the first gesture; Vega comes once."""
    requests: list[Request] = []

    def note(request: Request) -> None:
        requests.append(request)

    with reading(
        browser, hosted + BARS, lambda page: page.on("request", note), viewport=DESK
    ) as page:
        page.wait_for_timeout(300)
        assert not [request.url for request in requests if "chart-answers.js" in request.url]
        assert not any(is_vega(r) or r.url.endswith(".json") for r in requests)
        for drawing in page.locator(".chart__drawing[data-chart] >> visible=true").all():
            assert hover(page, drawing, 0.5, 0.3)[0]
        assert sum(map(is_vega, requests)) == 1
        assert sum(r.url.endswith("charts.json") for r in requests) == 1


@pytest.mark.slow
@pytest.mark.parametrize("where", [BARS, ASSET])
def test_nothing_moves_when_a_chart_answers(browser: Browser, hosted: str, where: str) -> None:
    """The drawing keeps its place and size, its words theirs, and the layout shift stays 0."""
    with reading(browser, hosted + where, viewport=DESK) as page:
        drawing = first(page)
        drawing.scroll_into_view_if_needed()
        box, words = drawing.bounding_box(), drawing.evaluate(PICTURE)
        hover(page, drawing, 0.5, 0.5)
        assert drawing.bounding_box() == box
        for before, after in zip(words, drawing.evaluate(PICTURE), strict=True):
            name, *places = before.rsplit(" ", 4)
            now, *now_places = after.rsplit(" ", 4)
            assert now == name
            assert all(abs(int(a) - int(b)) <= 1 for a, b in zip(places, now_places, strict=True))
        assert page.evaluate(SHIFT) == 0


def test_keys_lead_from_mark_to_mark(browser: Browser, hosted: str) -> None:
    """Each arrow key tells the next value, which is read aloud; Escape leaves it."""
    with reading(browser, hosted + BARS, viewport=DESK) as page:
        drawing = first(page, "liquidations")
        drawing.focus()
        rows = tabled(drawing)
        names = []
        page.locator("[aria-live]").first.wait_for(state="attached")
        drawing.locator("svg .chart__pointer").wait_for(state="detached")
        page.wait_for_function("document.querySelectorAll('body > [aria-live]').length > 0")
        for key in ("ArrowDown", "ArrowDown", "ArrowUp", "End", "Home"):
            drawing.press(key)
            name, *numbers = told(drawing)
            names.append(name)
            assert numbers == rows[name]
            said = page.locator("body > [aria-live]").last.text_content()
            assert said is not None
            assert said.startswith(name)
            assert all(number in said for number in numbers)
        order = list(rows)
        assert names == [order[0], order[1], order[0], order[-1], order[0]]
        drawing.press("Escape")
        assert drawing.locator(".charttip").count() == 0
        assert drawing.evaluate("drawing => drawing === document.activeElement")
        drawing.press("Tab")
        assert not drawing.evaluate("drawing => drawing === document.activeElement")


@pytest.mark.slow
def test_a_tap_tells_and_a_tap_elsewhere_hides(browser: Browser, hosted: str) -> None:
    """On a phone the first tap on a chart says a number; one beside it hides it again."""
    with reading(browser, hosted + ASSET, viewport=PHONE, has_touch=True, is_mobile=True) as page:
        drawing = first(page, "liquidations")
        drawing.scroll_into_view_if_needed()
        drawing.tap(position={"x": 200, "y": 80})
        assert told(drawing)[0]
        drawing.locator("xpath=ancestor::figure").locator(".chart__what").tap()
        drawing.locator(".charttip").wait_for(state="detached")
        assert drawing.evaluate("drawing => getComputedStyle(drawing).touchAction") == "pan-y"


@pytest.mark.slow
def test_days_can_be_looked_at_more_closely(browser: Browser, hosted: str) -> None:
    """Drawing over days shows these alone, a button all again; the plain wheel scrolls the page."""
    with reading(browser, hosted + ASSET, viewport=DESK) as page:
        drawing = first(page, "liquidations")
        hover(page, drawing, 0.5, 0.5)
        whole = drawing.evaluate(PICTURE)
        box = drawing.bounding_box()
        assert box is not None
        middle = box["y"] + box["height"] / 2
        page.mouse.move(box["x"] + box["width"] * 0.4, middle)
        page.mouse.down()
        page.mouse.move(box["x"] + box["width"] * 0.5, middle, steps=4)
        page.mouse.move(box["x"] + box["width"] * 0.6, middle, steps=4)
        page.mouse.up()
        zoom = drawing.locator(".chart__zoom")
        zoom.wait_for()
        assert drawing.evaluate(PICTURE) != whole
        zoom.click()
        zoom.wait_for(state="detached")
        words = [text.rsplit(" ", 4)[0] for text in drawing.evaluate(PICTURE)]
        assert words == [text.rsplit(" ", 4)[0] for text in whole]
        drawing.focus()
        drawing.press("+")
        zoom.wait_for()
        drawing.press("0")
        zoom.wait_for(state="detached")
        scrolled = page.evaluate("scrollY")
        page.mouse.move(box["x"] + 200, middle)
        page.mouse.wheel(0, 150)
        page.wait_for_function("before => scrollY > before", arg=scrolled)
        assert zoom.count() == 0


@pytest.mark.slow
def test_a_chart_follows_the_colours_of_the_page(browser: Browser, hosted: str) -> None:
    """After a change of light and dark, an answering chart has the colours of the new one."""
    colour = "drawing => getComputedStyle(drawing.querySelector('[aria-label][fill^=var]')).fill"
    with reading(browser, hosted + BARS, viewport=DESK, color_scheme="light") as page:
        drawing = first(page, "liquidations")
        hover(page, drawing, 0.5, 0.3)
        light = drawing.evaluate(colour)
        page.emulate_media(color_scheme="dark")
        dark = drawing.evaluate(colour)
        assert light != dark
        page.locator(".appearance").click()
        assert drawing.evaluate(colour) == light


@pytest.mark.slow
def test_back_and_forward_keep_working(browser: Browser, hosted: str) -> None:
    """A page that a reader comes back to answers as before, and so does the one after it."""
    with reading(browser, hosted + BARS, viewport=DESK) as page:
        hover(page, first(page), 0.5, 0.3)
        page.goto(hosted + ASSET)
        hover(page, first(page), 0.5, 0.5)
        page.go_back()
        assert hover(page, first(page), 0.5, 0.3)[0]
        page.go_forward()
        assert hover(page, first(page), 0.5, 0.5)[0]


@pytest.mark.slow
def test_without_a_connection_the_drawing_stays(browser: Browser, hosted: str) -> None:
    """What cannot be loaded leaves the drawing as it was and raises nothing; later it is tried."""
    raised: list[str] = []
    context = browser.new_context(viewport=DESK)
    try:
        page = context.new_page()
        page.on("pageerror", lambda error: raised.append(str(error)))
        page.goto(hosted + BARS)
        drawing = first(page)
        drawn = drawing.inner_html()

        def refuse(route: Route) -> None:
            route.abort("internetdisconnected")

        page.route("**/*.json", refuse)
        drawing.hover()
        page.wait_for_timeout(600)
        assert drawing.inner_html() == drawn
        page.unroute("**/*.json", refuse)
        page.mouse.move(1, 1)
        assert hover(page, drawing, 0.5, 0.3)[0]
        assert raised == []
    finally:
        context.close()


@pytest.mark.slow
def test_without_scripts_there_is_only_what_works(browser: Browser, hosted: str) -> None:
    """Every chart is drawn, its table opens, the CSV is a link, and no button is shown."""
    context = browser.new_context(viewport=DESK, java_script_enabled=False)
    try:
        page = context.new_page()
        for where in (BARS, ASSET, "records/"):
            page.goto(hosted + where)
            figures = page.locator("figure.chart >> visible=true")
            assert figures.count() >= 1
            for figure in figures.all():
                assert figure.locator(".chart__drawing svg >> visible=true").count() == 1
                assert figure.locator("button >> visible=true").count() == 0
                link = figure.locator(".chart__actions a")
                answer = context.request.get(str(link.evaluate("link => link.href")))
                assert answer.ok
                assert "," in answer.text().splitlines()[0]
    finally:
        context.close()


@pytest.mark.slow
@pytest.mark.parametrize(("where", "least"), [(BARS, 1200), (ASSET, 1200)])
def test_a_picture_is_made_when_asked(
    browser: Browser, hosted: str, where: str, least: int, tmp_path: Path
) -> None:
    """The PNG has its size, and below the chart a stamp; the SVG stands alone."""
    with reading(browser, hosted + where, viewport=DESK) as page:
        figure = page.locator("figure.chart >> visible=true").first
        with page.expect_download() as saved:
            figure.locator("[name=png]").click()
        file = tmp_path / "chart.png"
        saved.value.save_as(file)
        content = file.read_bytes()
        assert content.startswith(b"\x89PNG")
        width, height = struct.unpack(">II", content[16:24])
        assert width >= least
        drawn = figure.locator("svg >> visible=true").bounding_box()
        assert drawn is not None
        assert height / width > drawn["height"] / drawn["width"]
        assert len(content) > 15_000
        assert saved.value.suggested_filename.endswith(".png")
        with page.expect_download() as saved:
            figure.locator("[name=svg]").click()
        text = saved.value.path().read_text(encoding="utf-8")
        assert text.startswith("<svg")
        assert "var(--" not in text
        assert 'xmlns="http://www.w3.org/2000/svg"' in text


@pytest.mark.slow
@pytest.mark.parametrize("where", [BARS, ASSET])
def test_a_chart_can_be_framed_elsewhere_and_a_page_cannot(
    browser: Browser, hosted: str, built_project: Path, tmp_path: Path, where: str
) -> None:
    """The code that the page gives shows the chart elsewhere; the page shows nothing there."""
    with reading(browser, hosted + where, viewport=DESK) as page:
        figure = page.locator("figure.chart >> visible=true").last
        name = str(figure.get_attribute("id"))
        figure.locator("[name=embed]").click()
        code = page.locator(".chartembed textarea").input_value()
        page.locator(".chartembed [name=close]").click()
        page.locator(".chartembed").wait_for(state="detached")
    for said in ('title="', 'loading="lazy"', 'width="100%"', 'height="'):
        assert said in code
    here = code.replace(public_address(built_project), hosted)
    other = f'<iframe id="page" src="{hosted}{where}"></iframe>'
    html = f"<!doctype html><title>Elsewhere</title>{here}{other}"
    (tmp_path / "index.html").write_text(html, encoding="utf-8")
    context = browser.new_context(viewport=DESK)
    try:
        with served(tmp_path) as elsewhere:
            page = context.new_page()
            page.goto(elsewhere.replace("127.0.0.1", "localhost"), wait_until="load")
            frame = page.frame_locator("iframe").first
            shown = frame.locator("figure >> visible=true")
            shown.wait_for()
            assert shown.count() == 1
            assert shown.get_attribute("id") == name
            assert shown.locator("svg >> visible=true").count() == 1
            assert shown.locator(".embed__source a").get_attribute("href") == (
                f"{public_address(built_project)}{where}#{name}"
            )
            assert page.frame_locator("#page").locator("article").count() == 0
    finally:
        context.close()


@pytest.mark.slow
def test_a_page_to_embed_is_small_and_leads_to_its_page(site: Path, browser: Browser) -> None:
    """It shows its first chart without a fragment, asks not to be indexed, and names its page."""
    pages = sorted((site / "embed").rglob("index.html"))
    assert pages
    for path in pages:
        html = path.read_text(encoding="utf-8")
        where = path.parent.relative_to(site / "embed").as_posix()
        assert (site / where / "index.html").is_file()
        assert '<meta name="robots" content="noindex">' in html
        assert re.search(rf'<link rel="canonical" href="[^"]*/{where}/">', html)
        assert "<script" not in html
        if not where.startswith("assets"):
            assert path.stat().st_size <= 60_000, where
    with served(site, "/", rules=rules_sent_with(site)) as address:
        where = f"embed/{BARS}"
        with reading(browser, address + where, viewport=PHONE, java_script_enabled=False) as page:
            assert page.locator("figure >> visible=true").count() == 1
        with reading(browser, address + where, viewport=PHONE, bypass_csp=True) as page:
            assert faults_of_axe(page) == []


@pytest.mark.slow
def test_a_chart_that_answers_is_accessible(browser: Browser, hosted: str) -> None:
    """With a chart drawn anew, its numbers said and days looked at closely, axe finds nothing."""
    with reading(browser, hosted + ASSET, viewport=DESK, bypass_csp=True) as page:
        drawing = first(page, "liquidations")
        drawing.focus()
        page.wait_for_function("document.querySelectorAll('body > [aria-live]').length > 0")
        drawing.press("+")
        drawing.locator(".chart__zoom").wait_for()
        drawing.press("ArrowRight")
        told(drawing)
        assert faults_of_axe(page) == []


def test_a_day_with_all_that_it_brings_is_light(site: Path) -> None:
    """A day's files, the page to embed and a card to come included, are at most 12 and 250 KB."""
    card = 60_000
    for ledger in site.glob("[0-9]*/*/*/ledger.json"):
        folder = ledger.parent
        embed = site / "embed" / folder.relative_to(site)
        files = [path for path in (*folder.iterdir(), *embed.glob("*")) if path.is_file()]
        files = [path for path in files if path.name != "card.png"]
        assert len(files) + 1 <= 12, folder
        assert sum(path.stat().st_size for path in files) + card <= 250_000, folder


def test_the_bundle_compiles_no_text(site: Path) -> None:
    """What charts are drawn from states its licence, is named by its content, and has no `eval`."""
    folder = site / "assets" / "javascripts" / "charts"
    index = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    script = (folder / index["vega"]).read_text(encoding="utf-8")
    assert "BSD-3-Clause" in script[:600]
    assert (folder / "vega-licences.txt").is_file()
    assert not re.search(r"\beval\(", script)
    assert policy_sent_with(site).count("unsafe-eval") == 1  # that of WebAssembly
