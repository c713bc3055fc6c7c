"""Which pages are said to have changed, against which did."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from builder.charts.drawing import Drawings
from builder.pages.page import Page
from builder.pages.settings import Settings
from builder.publish.data.archive_files import write_archive
from builder.publish.inputs import read_inputs
from tests.market.folders import Files, write_files
from tests.pages.rendering import render_site
from tests.publish.small_site import CONTENT, DATA, NOW, URL, build, without
from tests.site.building import fingerprints
from tests.site.found import NAMES, sitemap_dates, texts, xml

SETTINGS = Settings("Daybook", URL, timezone="Asia/Seoul")

APART = re.compile(
    r'<nav\b.*?</nav>|<p class="legend\b.*?</p>|data-level="\d"|<p class="asof">.*?</p>'
    r'|<aside class="notice notice--corrected".*?</aside>|<details class="cite">.*?</details>',
    re.DOTALL,
)
"""What is on a page and is not its content: the way to others, scales, and what dates say."""

DAYS = {
    f"2025-{month:02}-{day:02}": {
        "market": f"liquidations_24h_usd: {total}000000, long_liquidations_24h_usd: {long}000000",
        "BTC": f"price_usd: {price}, open_interest_usd: {interest}000000",
        "ETH": f"price_usd: {price // 30}",
    }
    for month, day, total, long, price, interest in (
        (9, 28, 210, 150, 111_000, 700),
        (9, 29, 340, 200, 112_500, 710),
        (9, 30, 290, 160, 109_000, 690),
        (10, 1, 510, 400, 104_000, 640),
        (10, 2, 430, 250, 105_500, 650),
        (10, 3, 180, 90, 106_000, 660),
    )
}


def files_of(days: Mapping[str, Mapping[str, str]], corrections: Mapping[str, str]) -> Files:
    """Return the snapshots of some days, with corrections on some."""
    files = {}
    for day, rows in days.items():
        text = f"as_of: {day}T12:00:00+09:00\nmarket: {{{rows['market']}}}\nassets:\n"
        text += "".join(f"  {name}: {{{rows[name]}}}\n" for name in ("BTC", "ETH"))
        files[f"{day}.yml"] = text + corrections.get(day, "")
    return files


def corrected(day: str, subject: str, field: str, new: int) -> Files:
    """Return the snapshots after a figure of a day was corrected."""
    row = re.sub(rf"\b{field}: \d+", f"{field}: {new}", DAYS[day][subject])
    assert row != DAYS[day][subject]
    days = {**DAYS, day: {**DAYS[day], subject: row}}
    correction = (
        f"{{date: 2025-11-20, field: {subject}.{field}, old: 1, new: {new}, note: A slip.}}"
    )
    return files_of(days, {day: f"corrections: [{correction}]\n"})


@pytest.fixture(scope="module")
def drawings(tmp_path_factory: pytest.TempPathFactory) -> Drawings:
    """Give drawings that the tests share."""
    return Drawings(tmp_path_factory.mktemp("drawings"))


def rendered(folder: Path, drawings: Drawings, data: Files, content: Files) -> dict[str, Page]:
    """Render every page of some files."""
    write_files(folder / "data", data)
    write_files(folder / "content", content).mkdir(exist_ok=True)
    inputs = read_inputs(folder / "data", folder / "content", NOW)
    files = write_archive(inputs.history, SETTINGS, folder / "archive")
    pages = render_site(inputs.history, inputs.written, SETTINGS, drawings, files)
    return {page.address: page for page in pages}


@pytest.fixture(scope="module")
def on_file(tmp_path_factory: pytest.TempPathFactory, drawings: Drawings) -> dict[str, Page]:
    """Give every page of the days as they are on file, without corrections and texts."""
    return rendered(tmp_path_factory.mktemp("on-file"), drawings, files_of(DAYS, {}), {})


def content_of(page: Page) -> str:
    """Return what a page says, and what it says on being pointed at, without its elements."""
    said = re.sub(r'<[^>]*? title="([^"]*)"[^>]*>', r" \1 ", APART.sub("", page.body))
    return " ".join(re.sub(r"<[^>]*>", " ", said).split())


def changed(before: Mapping[str, Page], after: Mapping[str, Page]) -> set[str]:
    """Return the pages that say something else, or are new."""
    return {
        address
        for address, page in after.items()
        if address not in before or content_of(page) != content_of(before[address])
    }


def moved(before: Mapping[str, Page], after: Mapping[str, Page]) -> set[str]:
    """Return the pages that are said to have changed, or are new."""
    return {
        address
        for address, page in after.items()
        if address not in before or page.dates != before[address].dates
    }


@pytest.mark.slow
@pytest.mark.parametrize(
    ("day", "subject", "field", "new"),
    [
        ("2025-10-01", "market", "liquidations_24h_usd", 520_000_000),
        ("2025-10-01", "market", "long_liquidations_24h_usd", 390_000_000),
        ("2025-09-28", "market", "liquidations_24h_usd", 205_000_000),
        ("2025-09-29", "BTC", "price_usd", 112_400),
        ("2025-09-30", "ETH", "price_usd", 3_640),
        ("2025-10-03", "BTC", "open_interest_usd", 662_000_000),
    ],
)
def test_a_correction_moves_exactly_the_pages_that_it_changes(
    tmp_path: Path,
    drawings: Drawings,
    on_file: dict[str, Page],
    day: str,
    subject: str,
    field: str,
    new: int,
) -> None:
    """The day, what compares itself with it, sums over it and lists it: those, and no other.

    The page of the archive as data moves with its files, which hold the day.
    """
    after = rendered(tmp_path / "after", drawings, corrected(day, subject, field, new), {})
    assert moved(on_file, after) == changed(on_file, after) | {
        f"{day.replace('-', '/')}/",
        "data/",
    }
    assert "corrections/" in moved(on_file, after)
    for address in moved(on_file, after):
        dates = after[address].dates
        assert dates is not None
        assert dates.modified.isoformat() == "2025-11-20T23:59:00+09:00"


def test_a_new_day_moves_the_pages_that_speak_of_it(
    tmp_path: Path, drawings: Drawings, on_file: dict[str, Page]
) -> None:
    """Its month, its year, its assets and the lists of all; days that were there stay."""
    few = {day: rows for day, rows in DAYS.items() if day != "2025-10-03"}
    before = rendered(tmp_path / "before", drawings, files_of(few, {}), {})
    assert {a for a in moved(before, on_file) if re.fullmatch(r"\d{4}/\d\d/\d\d/", a)} == {
        "2025/10/03/"
    }
    assert moved(before, on_file) >= {
        *("", "archive/", "records/", "assets/", "2025/10/03/", "2025/10/", "2025/"),
        *("assets/btc/", "assets/eth/"),
    }
    assert not moved(before, on_file) & {"2025/09/", "about/", "methodology/", "corrections/"}


def test_a_commentary_moves_its_day_and_its_author(tmp_path: Path, drawings: Drawings) -> None:
    """Months, the archive and the home page say nothing of it, and stay."""
    text = "---\ntitle: T\nauthor: Ada\npublish_at: 2025-12-24T00:00:00Z\n---\nA text.\n"
    authors = {"authors.yml": "Ada: {role: Desk}\n"}
    before = rendered(tmp_path / "before", drawings, files_of(DAYS, {}), authors)
    content = {**authors, "days/2025-09-29.md": text}
    after = rendered(tmp_path / "after", drawings, files_of(DAYS, {}), content)
    assert moved(before, after) == changed(before, after) == {"2025/09/29/", "authors/ada/"}


@pytest.mark.slow
def test_a_headline_of_an_author_moves_the_lists_that_show_it(
    tmp_path: Path, drawings: Drawings, on_file: dict[str, Page]
) -> None:
    """Where the commentary sets the headline, pages that list the day change with it."""
    text = "---\ntitle: T\nauthor: Ada\nheadline: A headline\npublish_at: 2025-12-24T00:00:00Z\n"
    content = {"days/2025-09-29.md": f"{text}---\nA text.\n"}
    after = rendered(tmp_path / "after", drawings, files_of(DAYS, {}), content)
    assert moved(on_file, after) == changed(on_file, after)
    assert moved(on_file, after) >= {"", "2025/09/29/", "2025/09/", "2025/"}
    assert "2025/10/" not in moved(on_file, after)


@pytest.mark.slow
def test_words_that_were_corrected_move_their_page(tmp_path: Path, drawings: Drawings) -> None:
    """A correction of a commentary moves the page that it is on, and that of corrections."""
    text = "---\ntitle: T\nauthor: Ada\n{}---\nA text.\n"
    said = "corrections: [{date: 2025-12-01, old: weeks, new: days, note: A slip.}]\n"
    pages = [
        rendered(
            tmp_path / name,
            drawings,
            files_of(DAYS, {}),
            {"days/2025-09-29.md": text.format(corrections)},
        )
        for name, corrections in (("before", ""), ("after", said))
    ]
    assert moved(*pages) == {"2025/09/29/", "corrections/"}


@pytest.mark.slow
def test_an_edit_that_no_correction_states_has_no_date(
    tmp_path: Path, drawings: Drawings, on_file: dict[str, Page]
) -> None:
    """A figure that is changed silently changes pages, and moves none: nothing says when."""
    silent = corrected("2025-10-01", "BTC", "price_usd", 104_100)
    data = {name: re.sub("corrections: .*\n", "", str(text)) for name, text in silent.items()}
    after = rendered(tmp_path / "after", drawings, data, {})
    assert changed(on_file, after)
    assert moved(on_file, after) == set()


@pytest.mark.slow
def test_a_rebuild_that_changes_nothing_leaves_every_byte(project: Path, tmp_path: Path) -> None:
    """Sitemaps, feeds, twins and all else are the same in a build of another folder, a year on."""
    first = fingerprints(build(tmp_path / "first", project))
    data = without(DATA)
    again = build(tmp_path / "second", project, data, CONTENT, NOW.replace(month=2))
    assert fingerprints(again) == first


def test_dates_of_sitemaps_and_feeds_are_those_of_the_pages(small: Path) -> None:
    """What a day's page says of its last change is said of it in the sitemap and in every feed."""
    dates = sitemap_dates(small)
    for path in small.rglob("feed.xml"):
        if path.parent.name == "corrections":
            continue
        for one in xml(path).iterfind("a:entry", NAMES):
            (address,) = texts(one, "a:id")
            assert one.findtext("a:updated", "", NAMES) == dates[address]
            page = (small / address.removeprefix(URL) / "index.html").read_text(encoding="utf-8")
            assert f'"dateModified":"{dates[address]}"' in page
