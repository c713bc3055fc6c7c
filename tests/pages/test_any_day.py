import re
import tempfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings

from builder.charts.drawing import Drawings
from builder.market.history import History, read_history
from builder.pages.asset import render_asset
from builder.pages.day import render_day
from builder.pages.renderer import Renderer
from builder.publish.data.downloads import day_csv
from builder.story.day_story import day_story
from builder.story.plan import plan_day
from tests.market.folders import write_files
from tests.market.snapshots import FULL_DAY, as_yaml
from tests.pages.rendering import SETTINGS, Rendered, render_files, same
from tests.pages.test_tables import downloaded
from tests.story.days import NAMES, Drawn, drawn_days
from tests.story.printed import states

DRAWN = settings(max_examples=12, suppress_health_check=list(HealthCheck))

ALL_NAMES = Drawn({
    ticker: {"price_usd": 10.5 + number, "liquidations_24h_usd": 1e6 * (number + 1),
             "open_interest_change_24h_usd": -1e6, "price_change_24h_pct": 1.5,
             "funding_rate": 1e-4}
    for number, ticker in enumerate(NAMES)
})  # fmt: skip


def rendered_day(drawn: Drawn) -> tuple[History, Rendered]:
    """Render a drawn day's page, its charts left out."""
    with tempfile.TemporaryDirectory() as folder:
        history = read_history(write_files(Path(folder), drawn.files()))
        renderer = Renderer(history, SETTINGS, Drawings(Path(folder) / "none").svg)
        plan = plan_day(history, history.days[-1])
        story = day_story(renderer.teller, plan)
        page = render_day(renderer, plan, story, {}, None, (None, None))
    return history, Rendered(page)


@DRAWN
@given(drawn_days())
@example(ALL_NAMES)
@example(Drawn({"market": {"fear_greed_label": "Extreme Fear"}}))
def test_a_page_shows_what_is_on_file_and_nothing_else(drawn: Drawn) -> None:
    """Whatever is missing, each cell of the day is on its page, and numbers say their values."""
    history, page = rendered_day(drawn)
    cells = downloaded(day_csv(history, history.days[-1]))
    shown = {f.id: f.value for f in page.figures if not f.day}
    for (subject, field), value in cells.items():
        assert same(shown.get(f"{subject}.{field}", "nothing"), value), f"{subject}.{field}"
    headline = {data.text for data in page.tree.one("h1").all("data")}
    for figure in page.figures:
        is_rate = figure.id.endswith("funding_rate")
        if not figure.id.endswith("_label") and figure.text not in headline:
            assert states(figure.text, figure.value, is_rate), figure


@pytest.mark.slow
@DRAWN
@given(drawn_days())
@example(ALL_NAMES)
def test_names_and_tickers_are_read_as_they_are_written(drawn: Drawn) -> None:
    """Nothing in a name becomes markup: tables show it as it is, and no element is added."""
    _, page = rendered_day(drawn)
    for row in (row for table in page.tree.all("table") for row in table.one("tbody").all("tr")):
        heading = row.one("th")
        if heading.text != "All assets":
            ticker = heading.one("a").text
            assert ticker in NAMES
            assert heading.text in (f"{ticker} {NAMES[ticker]}", ticker)
    # What Markdown or HTML would make of the names.
    assert {e.tag for e in page.tree.walk()} <= {
        "a", "aside", "caption", "data", "dd", "div", "dl", "dt", "h1", "h2", "li", "nav", "ol",
        "p", "span", "strong", "table", "tbody", "td", "th", "thead", "time", "tr", "ul",
        # Of the citation:
        "code", "details", "pre", "summary",
        "svg", "path", "circle",
    }  # fmt: skip
    assert len(page.tree.all("strong")) == len(page.tree.all("aside"))


@pytest.mark.parametrize("name", ["1. One", "- Dash", "+ Plus", "> Quote", "4) Four", "=== Line"])
def test_a_name_at_the_start_of_a_paragraph_begins_no_list(
    tmp_path: Path, drawings: Drawings, name: str
) -> None:
    """A sentence that begins with a name that looks like a list or a quote is a sentence."""
    # Phrasings take turns: of days too far apart to be compared, some begin with the name.
    days = [date(2025, 1, 1) + timedelta(days=40 * number) for number in range(10)]
    files = {f"{day}.yml": "assets:\n  BTC: {price_usd: 5}\n" for day in days}
    registry = {"assets.yml": f'BTC: {{name: "{name}", slug: btc}}\n'}
    archive = render_files(tmp_path, drawings, {**registry, **files})
    trees = [archive[f"{day:%Y/%m/%d}/"].tree for day in days]
    told = [p.text for tree in trees for p in tree.all("p") if "$5" in p.text]
    assert any(text.startswith(f"{name} ") for text in told)
    assert all(name in text for text in told)
    assert [quote for tree in trees for quote in tree.all("blockquote")] == []


def test_the_same_name_is_the_same_everywhere(tmp_path: Path, drawings: Drawings) -> None:
    """An asset's page, the list of assets and the home page read as the registry says."""
    archive = render_files(tmp_path, drawings, ALL_NAMES.files())
    listed = archive["assets/"].tree.one("tbody").all("th")
    for number, (ticker, name) in enumerate(NAMES.items()):
        page = archive[f"assets/asset-{number}/"]
        assert page.tree.one("h1").text.startswith(name), ticker
        assert page.tree.one("nav", "crumbs").all("li")[-1].text == ticker
        assert name in page.page.title
        assert any(th.text in (f"{ticker} {name}", ticker) for th in listed), ticker
        assert any(
            a.attributes["href"] == f"assets/asset-{number}/" and ticker in a.text
            for a in archive[""].tree.one("ul", "assets").all("a")
        ), ticker
    for address, page in archive.pages.items():
        assert page.tree.all("b") == [], address
        assert page.tree.all("em") == [], address


FIELDS_OF_A_DAY = list(dict.fromkeys(field for row in FULL_DAY.values() for field in row))


@pytest.mark.parametrize("field", FIELDS_OF_A_DAY)
def test_a_missing_field_leaves_all_others_as_they_are(tmp_path: Path, field: str) -> None:
    """Whichever field a full day lacks, its page shows the values of all others."""
    part = {s: {f: t for f, t in row.items() if f != field} for s, row in FULL_DAY.items()}
    history = read_history(write_files(tmp_path, {"a.yml": as_yaml(part)}))
    renderer = Renderer(history, SETTINGS, Drawings(tmp_path / "none").svg)
    plan = plan_day(history, history.days[0])
    story = day_story(renderer.teller, plan)
    shown = Rendered(render_day(renderer, plan, story, {}, None, (None, None))).own_figures
    for subject, row in part.items():
        for name, text in row.items():
            values = shown.get(f"{subject}.{name}")
            assert values is not None, f"without {field} there is no {subject}.{name}"
            assert all(same(value, text) for value in values)


@pytest.mark.slow
def test_an_asset_with_a_long_name_has_a_title_that_fits(
    tmp_path: Path, drawings: Drawings
) -> None:
    """Title and description of an asset's page are shown whole, however long its name is."""
    files = {
        "assets.yml": "FET: {name: Artificial Superintelligence Alliance, slug: fet}\n",
        "2025-10-24.yml": "assets:\n  FET: {price_usd: 0.2575}\n",
    }
    page = render_files(tmp_path, drawings, files)["assets/fet/"].page
    assert len(page.title) <= 60, page.title
    assert len(page.description) <= 155, page.description


@pytest.mark.slow
@pytest.mark.parametrize("field", FULL_DAY["BTC"])
def test_an_asset_of_one_field_has_a_page_with_it(tmp_path: Path, field: str) -> None:
    """An asset's page reads well, and is not empty, whichever one field its days hold."""
    snapshot = {"BTC": {field: FULL_DAY["BTC"][field]}}
    history = read_history(write_files(tmp_path, {"a.yml": as_yaml(snapshot)}))
    renderer = Renderer(history, SETTINGS, Drawings(tmp_path / "none").svg)
    page = Rendered(render_asset(renderer, history.assets[0], [], None))
    assert set(page.own_figures) == {f"BTC.{field}", "BTC.days_on_file"}
    assert "No figures" not in page.page.title
    assert 30 <= len(page.page.title) <= 60
    assert re.search(r"\bNone\b|\bnan\b", page.tree.text) is None


@pytest.mark.slow
@pytest.mark.parametrize("field", ["liquidations_24h_usd", "open_interest_usd"])
def test_no_page_takes_a_sum_over_assets_for_the_market(
    tmp_path: Path, drawings: Drawings, field: str
) -> None:
    """Where no market total is on file, every card and headline with the sum says whose it is."""
    numbers = {"BTC": 5_000_000_000, "ETH": 3_000_000_000, "SOL": 2_120_000_000}
    rows = "".join(f"  {ticker}: {{{field}: {number}}}\n" for ticker, number in numbers.items())
    archive = render_files(tmp_path, drawings, {"2025-10-24.yml": f"assets:\n{rows}"})
    saying = re.compile(r"assets|Bitcoin, Ethereum and Solana", re.IGNORECASE)
    silent = [
        f"{address or 'home'}: <{block.tag}> {block.text[:80]}"
        for address, rendered in archive.pages.items()
        for block in (*rendered.tree.all("div", "keyfigure"), *rendered.tree.all("h1"))
        if any(d.attributes["value"] == "10120000000" for d in block.all("data"))
        and not saying.search(block.text)
    ]
    assert silent == []


@pytest.mark.slow
@pytest.mark.parametrize("address", ["2025/10/", "2025/", "records/"])
def test_no_title_takes_a_sum_over_assets_for_the_market(
    tmp_path: Path, drawings: Drawings, address: str
) -> None:
    """Where no market total is on file, titles of months, years and records say whose it is."""
    rows = "date,asset,liquidations_24h_usd\n" + "".join(
        f"2025-10-{day},{ticker},{5_000_000 + day}\n"
        for day in (20, 21, 22)
        for ticker in ("BTC", "ETH")
    )
    archive = render_files(tmp_path, drawings, {"a.csv": rows})
    assert "assets" in archive[address].page.title
