"""Ten thousand rows of a real market, from their files to the published pages and back.

Reads files and pages by itself: nothing here knows how the builder reads or writes them.
"""

import csv
import os
import re
import subprocess
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest

from builder.story.tags import TAGS
from tests.site.building import pages_in
from tests.site.found import pages_of, sitemap_dates
from tests.site.numerals import orphans_of
from tests.site.reading import Cells, comparable, downloaded_cells, tabled_cells
from tests.story.printed import states

pytestmark = [
    pytest.mark.slow,
    # One process builds the archive and runs all tests of it.
    pytest.mark.xdist_group("market history"),
]

ASSETS = ("ada", "bnb", "btc", "doge", "eth", "sol", "xrp")

_DATA = re.compile(
    r'<data value="([^"]*)" data-figure="([^"]*)"( data-day="[^"]*")?>([^<]*)</data>'
)
_TABLE = re.compile(r'<table class="figures[^>]*>.*?</table>', re.DOTALL)
_WITHHELD = re.compile(r"^(.+):(\d+): ([^.\s]+\.\w+): withheld: ")


@dataclass(frozen=True)
class Published:
    """A built site, what went into it by day, and which of that is withheld."""

    site: Path
    reported: dict[str, Cells]
    withheld: set[tuple[str, str]]

    def folder(self, day: str) -> Path:
        """Return the folder of a day in the site."""
        return self.site / day.replace("-", "/")


def run(project: Path, folder: Path, *arguments: str) -> str:
    """Run the command from the project's code in a folder of its own; return what it prints."""
    result = subprocess.run(
        [sys.executable, "-m", "builder", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(project)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


def dates_of(table: Path) -> dict[int, str]:
    """Map the lines of a table, counted from 1, to their dates."""
    with table.open(encoding="utf-8", newline="") as file:
        return {number: row["date"] for number, row in enumerate(csv.DictReader(file), start=2)}


@pytest.fixture(scope="module")
def history(project: Path) -> Path:
    """Give the folder of the market history, which stands beside the project and not in it."""
    folder = project.parent / "shared" / "market-history"
    if not folder.is_dir():
        pytest.skip(f"the market history is not in {folder.relative_to(project.parent)}")
    return folder


@pytest.fixture(scope="module")
def published(project: Path, history: Path, tmp_path_factory: pytest.TempPathFactory) -> Published:
    """Give the market history, built once."""
    folder = tmp_path_factory.mktemp("market-history")
    (folder / "content").mkdir()
    run(project, folder, "build", "--data", str(history), "--config", str(project / "mkdocs.yml"))
    reported: dict[str, Cells] = defaultdict(dict)
    for table in sorted(history.rglob("*.csv")):
        for day, cells in tabled_cells(table).items():
            reported[day].update(cells)
    withheld = set()
    for line in run(project, folder, "check", "--data", str(history)).splitlines():
        found = _WITHHELD.match(line)
        if found:
            withheld.add((dates_of(Path(found[1]))[int(found[2])], found[3]))
    return Published(folder / "site", dict(reported), withheld)


def test_every_page_stands_at_its_address(published: Published) -> None:
    """Days, months, years, assets and the site's own pages are all there, and no others."""
    days = {day.replace("-", "/") for day in published.reported}
    assert len(days) == 1721
    expected = days | {day[:7] for day in days} | {day[:4] for day in days}
    expected |= {f"assets/{slug}" for slug in ASSETS}
    expected |= {f"tags/{tag}" for tag in TAGS}
    expected |= {".", "archive", "assets", "records", "tags", "data"}
    expected |= {"methodology", "corrections", "about"}
    pages = {
        path.parent.relative_to(published.site).as_posix() for path in pages_in(published.site)
    }
    assert pages == expected


def test_every_cell_is_in_its_day_s_download(published: Published) -> None:
    """Each cell of each day is in its data.csv unchanged, or named as withheld; no other is."""
    faults = []
    count = 0
    for day, cells in published.reported.items():
        downloaded = downloaded_cells(published.folder(day) / "data.csv")
        standing = {name: v for name, v in cells.items() if (day, name) not in published.withheld}
        count += len(standing)
        if downloaded != standing:
            faults.append(f"{day}: {sorted(set(downloaded.items()) ^ set(standing.items()))[:3]}")
    assert faults == []
    assert count > 100_000
    assert len(published.withheld) < count / 100


def test_every_cell_is_on_its_day_s_page(published: Published) -> None:
    """Each cell stands on its day's page with exactly its value, in words that say it."""
    faults = []
    for day, cells in published.reported.items():
        html = (published.folder(day) / "index.html").read_text(encoding="utf-8")
        shown: dict[str, set[object]] = defaultdict(set)
        for value, name, other_day, text in _DATA.findall(html):
            if not other_day:
                shown[name].add(comparable(value))
            in_words = name.endswith("_label") or states_value(text, value, name)
            if not in_words:
                faults.append(f"{day}: {name} is {value}, printed {text}")
        for name, cell in cells.items():
            expected = set() if (day, name) in published.withheld else {cell}
            if shown.get(name, set()) != expected:
                faults.append(f"{day}: {name} is {cell}, shown {shown.get(name)}")
    assert faults[:10] == []


def states_value(text: str, value: str, name: str) -> bool:
    """Tell whether a printed number is its value, in a headline to three digits."""
    if states(text, value, name.endswith("funding_rate")):
        return True
    size, printed = abs(float(value)), float(re.sub(r"[^\d.]", "", text))
    return f"{size:.2e}".partition("e")[0].rstrip("0.") == f"{printed:.2e}".partition("e")[
        0
    ].rstrip("0.")


def test_the_tables_of_a_page_agree_with_its_download(published: Published) -> None:
    """What the tables of a day show of its assets is what data.csv says, cell by cell."""
    faults = []
    for day in published.reported:
        folder = published.folder(day)
        downloaded = downloaded_cells(folder / "data.csv")
        html = (folder / "index.html").read_text(encoding="utf-8")
        tabled = {
            name: comparable(value)
            for table in _TABLE.findall(html)
            for value, name, _, _ in _DATA.findall(table)
        }
        wrong = {name for name, value in downloaded.items() if tabled.get(name, value) != value}
        absent = {name for name in downloaded if not name.startswith("market.")} - tabled.keys()
        if wrong or absent:
            faults.append(f"{day}: {sorted(wrong | absent)[:3]}")
    assert faults == []


def test_each_asset_s_download_holds_all_its_days(published: Published) -> None:
    """An asset's data.csv has each of its cells on each of its days."""
    for slug in ASSETS:
        ticker = slug.upper()
        expected = {
            day: own
            for day, cells in published.reported.items()
            if (own := {name: cell for name, cell in cells.items()
                        if name.startswith(f"{ticker}.") and (day, name) not in published.withheld})
        }  # fmt: skip
        assert tabled_cells(published.site / "assets" / slug / "data.csv") == expected


def test_the_archive_holds_every_cell(published: Published) -> None:
    """Read by pandas, the archive and its years have each cell that stands, and no other."""
    expected = {
        day: {name: cell for name, cell in cells.items() if (day, name) not in published.withheld}
        for day, cells in published.reported.items()
    }
    folder = published.site / "data"
    text = {"dtype": {"subject": str}, "keep_default_na": False, "na_values": [""]}
    years = pd.concat(map(pd.read_parquet, sorted(folder.glob("2*.parquet"))))
    for archive in (
        pd.read_parquet(folder / "archive.parquet"),
        pd.read_csv(folder / "archive.csv", **text),
        years,
    ):
        days: dict[str, Cells] = defaultdict(dict)
        values = archive.drop(columns=["as_of", "disputed"])
        for row in values.to_dict("records"):
            subject, day = row.pop("subject"), str(row.pop("date"))
            days[day].update({f"{subject}.{n}": v for n, v in row.items() if not pd.isna(v)})
        assert days == expected


def test_days_are_a_chain(published: Published) -> None:
    """From the first day to the last, each page leads to the next day and back."""
    days = sorted(published.reported)
    for number, day in enumerate(days):
        html = (published.folder(day) / "index.html").read_text(encoding="utf-8")
        pager = re.search(r'<nav class="pager".*?</nav>', html, re.DOTALL)
        assert pager is not None
        linked = re.findall(r'<time datetime="([^"]*)"', pager[0])
        assert linked == days[max(0, number - 1) : number] + days[number + 1 : number + 2]


def test_titles_and_descriptions_are_shown_whole_and_unique(published: Published) -> None:
    """Each page of a long archive has a title of its own, of 30 to 60 characters."""
    titles = []
    for path in pages_in(published.site):
        html = path.read_text(encoding="utf-8")
        titles.append(re.search(r"<title>(.*?)</title>", html, re.DOTALL)[1])  # type: ignore[index] - each page has one
    lengths = {title: len(title.replace("&amp;", "&")) for title in titles}
    assert len(lengths) == len(titles)
    assert {title: n for title, n in lengths.items() if n < 30} == {}


def test_no_day_takes_a_sum_over_assets_for_the_market(published: Published) -> None:
    """The history holds no market totals: each headline with a sum says over which assets it is."""
    silent = []
    for day in published.reported:
        html = (published.folder(day) / "index.html").read_text(encoding="utf-8")
        headline = re.search(r"<h1[^>]*>(.*?)</h1>", html, re.DOTALL)
        assert headline is not None
        if 'data-figure="assets.' in headline[1] and "assets" not in re.sub(
            "<[^>]*>", "", headline[1]
        ):
            silent.append(day)
    assert silent == []


def test_the_sitemaps_name_every_page_that_may_be_found_once(published: Published) -> None:
    """Each page is in one of the sitemaps, but for tags of hardly any day."""
    pages = {
        f"https://daybook.example/{address}"
        for address, head in pages_of(published.site).items()
        if "noindex" not in head.meta("robots")
    }
    assert len(pages) > 1795
    assert set(sitemap_dates(published.site)) == pages


def test_no_numeral_of_any_day_is_an_orphan(published: Published) -> None:
    """On 1,721 days, each numeral that a page prints is a figure of its ledger."""
    orphans = [o for day in published.reported for o in orphans_of(published.folder(day))]
    orphans += [o for name in ASSETS for o in orphans_of(published.site / "assets" / name)]
    assert orphans == []
