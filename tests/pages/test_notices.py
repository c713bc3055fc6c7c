import json
import posixpath
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from builder.charts.drawing import Drawings
from builder.publish.data.downloads import write_downloads
from tests.market.folders import Files
from tests.market.snapshots import FULL_DAY, as_yaml
from tests.pages.rendering import Archive, render_files
from tests.story.days import Drawn

DAY = "2025/10/24/"

CONTRADICTIONS: dict[str, tuple[str, Mapping[str, str], str]] = {
    "long and short against the total": (
        "market",
        {
            "liquidations_24h_usd": "612345678",
            "long_liquidations_24h_usd": "387654321",
            "short_liquidations_24h_usd": "112233445",
        },
        "long and short do not add up to the total",
    ),
    "a side above the total": (
        "BTC",
        {"liquidations_24h_usd": "12345678", "long_liquidations_24h_usd": "87654321"},
        "one side is more than the total",
    ),
    "a change going two ways": (
        "ETH",
        {"open_interest_change_24h_usd": "-456123789", "open_interest_change_24h_pct": "6.47"},
        "go different ways",
    ),
    "a value that cannot be": ("BTC", {"funding_rate": "0.8713"}, "outside what this field can be"),
    "a label that is another's": (
        "market",
        {"fear_greed": "17", "fear_greed_label": "Extreme Greed"},
        "the label does not match the value",
    ),
    "assets above the market": (
        "market",
        {"liquidations_4h_usd": "1357911"},
        "the assets add up to more than the market",
    ),
}
"""Cells that contradict each other: whose, which, and the rule as readers see it."""


def contradicting(subject: str, cells: Mapping[str, str]) -> Files:
    """Write a day with contradicting cells, and two that stand."""
    rows: dict[str, dict[str, object]] = {
        "market": {"usd_krw": 1402.5},
        "SOL": {"price_usd": 187.25},
    }
    if "liquidations_4h_usd" in cells:
        rows["ETH"] = {"liquidations_4h_usd": 2468024}
    rows.setdefault(subject, {}).update(
        {name: text if name.endswith("label") else float(text) for name, text in cells.items()}
    )
    market = rows.pop("market")
    snapshot = {"date": "2025-10-24", "market": market, "assets": rows}
    return {"a.json": json.dumps(snapshot)}


def texts_of(value: str) -> set[str]:
    """Return the ways in which a number could be shown."""
    if not value.replace(".", "").replace("-", "").isdigit():
        return {f">{value}<", f',"{value}"', f",{value}"}
    number = abs(float(value))
    found = (
        {value, f"{number:,.0f}"} if number > 1000 else {f"{value}%", f'"{value}"', f",{value}\n"}
    )
    if number >= 1e6:
        found |= {
            f"{number / 1e6:.2f}M",
            f"{number / 1e6:.2f} million",
            f"{number / 1e6:.0f} million",
        }
    return found


@pytest.mark.parametrize("case", CONTRADICTIONS)
def test_a_withheld_value_appears_nowhere(tmp_path: Path, drawings: Drawings, case: str) -> None:
    """No page and no download holds a withheld value; the rest of the day is published."""
    subject, cells, _ = CONTRADICTIONS[case]
    archive = render_files(tmp_path, drawings, contradicting(subject, cells))
    assert {(cell.subject, cell.field) for cell in archive.history.withheld} >= {
        (subject, field) for field in cells
    }
    write_downloads(archive.history, tmp_path / "site")
    published = {address: page.page.markdown() for address, page in archive.pages.items()}
    published |= {
        path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "site").rglob("data.*")
    }
    assert len(published) > 10
    for name, text in published.items():
        for field, value in cells.items():
            shown = {one for one in texts_of(value) if one in text}
            assert shown == set(), f"{name}: {field}"
            assert f'data-figure="{subject}.{field}"' not in text, name
    assert "187.25" in published["data.csv"] + published[DAY]
    assert archive[DAY].own_figures["SOL.price_usd"] == {"187.25"}


@pytest.mark.parametrize("case", CONTRADICTIONS)
def test_a_day_says_what_it_withholds_and_why(
    tmp_path: Path, drawings: Drawings, case: str
) -> None:
    """The day's page names each withheld figure with the rule it breaks, as corrections do."""
    subject, cells, rule = CONTRADICTIONS[case]
    archive = render_files(tmp_path, drawings, contradicting(subject, cells))
    notice = archive[DAY].tree.one("aside", "notice--withheld")
    assert rule in notice.text
    whose = "All assets" if subject == "market" else subject
    assert whose in notice.text
    corrections = archive["corrections/"].tree
    listed = [p.text for p in corrections.one("ul", "entries").all("p")]
    assert listed == [item.text for item in notice.all("li")]
    assert all(text.count(f"{whose}: ") == 1 for text in listed)
    assert any(a.attributes["href"] == f"../{DAY}" for a in corrections.all("a"))


@pytest.mark.parametrize("also", ["", "market: {fear_greed: 52}\n"], ids=["nothing", "the market"])
def test_an_asset_whose_every_cell_is_withheld_stops_nothing(
    tmp_path: Path, drawings: Drawings, also: str
) -> None:
    """Where all that is on file of an asset is withheld, the archive is published without it."""
    text = f"{also}assets:\n  BTC: {{liquidations_24h_usd: 5, long_liquidations_24h_usd: 5000}}\n"
    archive = render_files(tmp_path, drawings, {"2025-10-24.yml": text})
    assert len(archive.history.withheld) == 2
    assert "one side is more than the total" in archive[DAY].tree.one("aside").text
    assert all(links_hold(archive, address) for address in archive.pages)


def links_hold(archive: Archive, address: str) -> bool:
    """Tell whether all links of a page to others of its archive lead to one."""
    targets = {
        posixpath.normpath(posixpath.join(address, link.attributes["href"])) + "/"
        for link in archive[address].tree.all("a")
        if re.fullmatch(r"[./a-z0-9-]*/", link.attributes["href"])
    }
    return {target.removeprefix("./") for target in targets} <= set(archive.pages)


def test_a_notice_stands_before_all_figures(tmp_path: Path, drawings: Drawings) -> None:
    """Who reads from the top meets what is withheld before the first figure below the headline."""
    subject, cells, _ = CONTRADICTIONS["a side above the total"]
    html = render_files(tmp_path, drawings, contradicting(subject, cells))[DAY].html
    assert html.index("notice--withheld") < html.index("keyfigures")


def test_a_sound_archive_has_no_notice(tmp_path: Path, drawings: Drawings) -> None:
    """Where nothing is disputed, withheld or invented, no page carries a notice."""
    archive = render_files(tmp_path, drawings, {"a.yml": as_yaml(FULL_DAY)})
    assert archive.history.withheld == ()
    assert [a for a, page in archive.pages.items() if page.tree.all("aside")] == []
    assert "No figure on file is withheld" in archive["corrections/"].tree.text
    assert "No day on file is disputed" in archive["corrections/"].tree.text


def test_a_disputed_day_says_so_wherever_it_is_listed(tmp_path: Path, drawings: Drawings) -> None:
    """A disputed day has its reason on its page and under corrections, and a mark in lists."""
    reason = "Two publishers <disagree> on *it*"
    days = {
        "2025-10-24.yml": f'disputed: "{reason}"\nmarket: {{liquidations_24h_usd: 5000000}}\n',
        "2025-10-25.yml": "market: {liquidations_24h_usd: 6000000}\n",
    }
    archive = render_files(tmp_path, drawings, days)
    assert reason in archive[DAY].tree.one("aside", "notice--disputed").text
    assert reason in archive["corrections/"].tree.text
    for address in ("", "2025/10/", "2025/"):
        items = archive[address].tree.one("ol", "days").all("li")
        tagged = [
            item.one("time").attributes["datetime"] for item in items if item.all("span", "tag")
        ]
        assert tagged == (["2025-10-24"] if address != "2025/" else []), address


def test_a_disputed_day_is_in_no_total_and_no_record(tmp_path: Path, drawings: Drawings) -> None:
    """Totals of months and years, rankings and changes leave a disputed day out."""
    days = {
        f"{day}.yml": f"date: {day}\nmarket: {{liquidations_24h_usd: {total}}}\n{said}"
        for day, total, said in (
            ("2025-10-22", 5_000_000, ""),
            ("2025-10-23", 900_000_000, 'disputed: "unsure"\n'),
            ("2025-10-24", 6_000_000, ""),
        )
    }
    archive = render_files(tmp_path, drawings, days)
    for address in ("2025/10/", "2025/"):
        total = archive[address].figures[0]
        assert total.value == "11000000", address
        assert "900000000" not in {
            figure.value for figure in archive[address].figures if "records" in address
        }
    records = archive["records/"].figures
    # In the caption of the ranking, and in its table.
    assert [figure.value for figure in records] == ["6000000", "5000000"] * 2
    change = archive[DAY].tree.one("dd", "keyfigure__change").text
    assert change == "+20% since 22 Oct 2025"


def test_every_page_of_a_demonstration_says_that_it_is_one(
    tmp_path: Path, drawings: Drawings
) -> None:
    """A demonstration carries its sentence on top of each page, and asks not to be indexed."""
    files = {"a.yml": as_yaml(FULL_DAY), "sources.yml": "demonstration: Drawn <by> a *seed*.\n"}
    archive = render_files(
        tmp_path, drawings, files, {"days/2025-10-24.md": "---\ntitle: T\nauthor: A\n---\nText\n"}
    )
    for address, rendered in archive.pages.items():
        notice = rendered.tree.one("aside", "notice--demonstration")
        assert notice.text == "Demonstration data. Drawn <by> a *seed*.", address
        assert rendered.page.meta["robots"] == "noindex", address
    assert archive[DAY].tree.all("section", "commentary") == []


def test_commentary_reads_as_its_author_wrote_it(tmp_path: Path, drawings: Drawings) -> None:
    """A commentary becomes HTML, below the page's own headings, with its title and author."""
    text = (
        "---\ntitle: Cut & *back*\nauthor: Ada <B>\n---\n# First\n\nA *strong* [link](https://example.org).\n\n"
        "```\n# code\n```\n\n## Second\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
    )
    archive = render_files(
        tmp_path, drawings, {"2025-10-24.yml": "market: {fear_greed: 52}\n"},
        {"days/2025-10-24.md": text},
    )  # fmt: skip
    section = archive[DAY].tree.one("section", "commentary")
    assert section.one("p", "commentary__title").text == "Cut & *back*"
    assert section.one("p", "byline").text == "by Ada <B>"
    assert [h.text for h in section.all("h3")] == ["First"]
    assert [h.text for h in section.all("h4")] == ["Second"]
    assert section.one("em").text == "strong"
    assert section.one("code").text == "# code"
    assert len(section.all("table")) == 1
    assert len(archive[DAY].tree.all("h1")) == 1


@pytest.mark.parametrize("heading", ["Liquidations", "Commentary", "Sources", "Fear & Greed"])
def test_a_heading_of_a_commentary_has_an_address_of_its_own(
    tmp_path: Path, drawings: Drawings, heading: str
) -> None:
    """An author's heading that is called like a section of the page does not take its address."""
    text = f"---\ntitle: T\nauthor: A\n---\n## {heading}\n\nText.[^1]\n\n[^1]: A note.\n"
    day = {"2025-10-24.yml": "market: {liquidations_24h_usd: 5000000, fear_greed: 52}\n"}
    page = render_files(tmp_path, drawings, day, {"days/2025-10-24.md": text})[DAY]
    ids = [e.attributes["id"] for e in page.tree.walk() if "id" in e.attributes]
    assert len(ids) == len(set(ids)), sorted(ids)
    section = page.tree.one("section", "commentary")
    assert section.one("h3").text == heading
    assert "A note." in section.text


@pytest.mark.parametrize(
    "code",
    [
        "one\n\n\ntwo",
        "<b>&amp;</b>",
        "# no heading\n\n## none",
        "{: .none }",
        "*none* _none_",
        "---\n\n- a",
    ],
)
def test_code_of_a_commentary_is_shown_as_written(
    tmp_path: Path, drawings: Drawings, code: str
) -> None:
    """A block of code comes through letter by letter, empty lines and markup included."""
    text = f"---\ntitle: T\nauthor: A\n---\nText.\n\n```\n{code}\n```\n\nMore.\n"
    day = {"2025-10-24.yml": "market: {fear_greed: 52}\n"}
    page = render_files(tmp_path, drawings, day, {"days/2025-10-24.md": text})[DAY]
    shown = page.tree.one("section", "commentary").one("code")
    assert "".join(child for child in shown.children if isinstance(child, str)) == f"{code}\n"
    assert list(shown.walk()) == []
    assert "More." in page.tree.one("section", "commentary").text


def test_an_about_text_takes_the_place_of_the_built_in_one(
    tmp_path: Path, drawings: Drawings
) -> None:
    """`content/about.md` is the About page's text; without it the page explains the archive."""
    data = {"2025-10-24.yml": "market: {fear_greed: 52}\n"}
    own = render_files(tmp_path / "own", drawings, data, {"about.md": "We are *us*.\n"})
    assert own["about/"].tree.one("em").text == "us"
    built_in = render_files(tmp_path / "none", drawings, data)
    assert "We are" not in built_in["about/"].tree.text
    assert "archive of market summary pages" in built_in["about/"].tree.text


def test_fields_of_no_kind_are_left_out(tmp_path: Path, drawings: Drawings) -> None:
    """A day with one figure has that figure, its section, and no other."""
    drawn = Drawn({"BTC": {"price_usd": 110342.5}})
    page = render_files(tmp_path, drawings, drawn.files())[DAY]
    assert [h.text for h in page.tree.all("h2")] == [
        "Crypto prices: Bitcoin at $110,342.5",
        "Sources and data",
    ]
    assert set(page.own_figures) == {"BTC.price_usd"}
    assert page.tree.all("svg") == []
