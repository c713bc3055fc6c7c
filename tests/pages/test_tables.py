import csv
import io
import re

import pytest

from builder.charts.drawing import Drawings
from builder.market.vocabulary import FIELDS
from builder.publish.data.downloads import asset_csv, day_csv
from tests.charts.svg import lengths
from tests.market.folders import DAY
from tests.market.snapshots import FULL_DAY, as_yaml
from tests.pages.html import Element
from tests.pages.rendering import Archive, figures_in, render_files, same, table_rows
from tests.story.printed import read_printed
from tests.story.reading import is_in_order

Cells = dict[tuple[str, str], str]


def downloaded(text: str) -> Cells:
    """Return the cells of a download by subject and field."""
    return {
        (row["asset"].removeprefix("'") or "market", field): value
        for row in csv.DictReader(io.StringIO(text))
        for field, value in row.items()
        if value and field not in ("date", "asset", "as_of", "disputed")
    }


def tables_of(tree: Element) -> list[Element]:
    """Return the tables of figures of a page."""
    return tree.all("table", "figures")


def test_the_tables_of_a_day_agree_with_its_download(archive: Archive) -> None:
    """A reported cell in a table has the value of data.csv, and what is not in it is no cell."""
    compared = 0
    for day in archive.history.days:
        cells = downloaded(day_csv(archive.history, day))
        tree = archive[f"{day.date:%Y/%m/%d}/"].tree
        for table in tables_of(tree):
            for figure in figures_in(table):
                subject, _, field = figure.id.partition(".")
                if (subject, field) in cells:
                    assert same(figure.value, cells[subject, field]), f"{day.date}: {figure}"
                    compared += 1
                else:
                    derived = FIELDS[field].derived
                    complement = "liquidations_" in field or "change" in field
                    assert derived or complement or subject == "assets", f"{day.date}: {figure}"
    assert compared > 300


def test_each_reported_cell_of_an_asset_is_in_a_table(archive: Archive) -> None:
    """The tables of a day leave out no cell of its download but the market's sentiment and rate."""
    for day in archive.history.days:
        cells = downloaded(day_csv(archive.history, day))
        tree = archive[f"{day.date:%Y/%m/%d}/"].tree
        tabled = {f.id for table in tables_of(tree) for f in figures_in(table)}
        missing = {
            f"{subject}.{field}"
            for subject, field in cells
            if not field.startswith(("fear_greed", "usd_krw"))
        } - tabled
        assert missing == set(), day.date


def test_a_row_is_about_its_heading(archive: Archive) -> None:
    """All figures of a row are of the asset that its heading names, in the columns they say."""
    for address, rendered in archive.pages.items():
        if rendered.page.kind != "day":
            continue
        for table in tables_of(rendered.tree):
            for heading, cells in table_rows(table):
                subjects = {
                    figure.id.partition(".")[0] for cell in cells for figure in figures_in(cell)
                }
                assert len(subjects) == 1, f"{address}: {heading}"
                subject = subjects.pop()
                assert heading.split()[0] == ("All" if subject == "market" else subject)


def test_a_column_is_of_one_field(archive: Archive) -> None:
    """All figures of a column are of one field, and its heading names the field."""
    for address, rendered in archive.pages.items():
        if rendered.page.kind not in ("day", "month", "asset"):
            continue
        for table in tables_of(rendered.tree):
            headings = [th.text for th in table.one("thead").all("th")][1:]
            rows = [cells for _, cells in table_rows(table)]
            for heading, column in zip(headings, zip(*rows, strict=True), strict=True):
                figures = [figure for cell in column for figure in figures_in(cell)]
                fields = {figure.id.partition(".")[2] for figure in figures}
                assert len(fields) == 1, f"{address}: {heading}: {fields}"
                assert heading.startswith(FIELDS[fields.pop()].label), address


def test_a_missing_figure_is_n_a_and_never_zero(archive: Archive) -> None:
    """A cell without a figure says n/a, and a zero is only where the data have a zero."""
    missing = 0
    for address, rendered in archive.pages.items():
        for table in tables_of(rendered.tree):
            for cell in table.all("td"):
                empty = rendered.page.kind in ("day", "month", "asset") and not cell.all("data")
                is_missing = "missing" in cell.attributes.get("class", "").split()
                missing += is_missing
                assert not empty or is_missing, f"{address}: {cell.text}"
                assert is_missing is (cell.text == "n/a"), f"{address}: {cell.text}"
        for figure in rendered.figures:
            if re.fullmatch(r"\D*0(\.0+)?\D*", figure.text):
                assert abs(float(figure.value)) < 0.5, f"{address}: {figure}"
    assert missing > 50


def test_no_column_is_empty(archive: Archive) -> None:
    """A column that would hold nothing is left out."""
    for address, rendered in archive.pages.items():
        if rendered.page.kind in ("day", "month", "asset"):
            for table in tables_of(rendered.tree):
                columns = zip(*(cells for _, cells in table_rows(table)), strict=True)
                assert all(any(cell.all("data") for cell in column) for column in columns), address


def test_assets_stand_in_the_order_of_their_numbers(archive: Archive) -> None:
    """Below the market, a table's assets stand by its fullest column, largest first."""
    for address, rendered in archive.pages.items():
        if rendered.page.kind != "day":
            continue
        for table in tables_of(rendered.tree):
            rows = [cells for heading, cells in table_rows(table) if not heading.startswith("All")]
            columns = [[figures_in(cell) for cell in column] for column in zip(*rows, strict=True)]
            orders = [is_in_order(float(found[0].value) for found in column if found)
                      for column in columns]  # fmt: skip
            fullest = max((sum(map(bool, column)) for column in columns), default=0)
            full = [order for order, column in zip(orders, columns, strict=True)
                    if sum(map(bool, column)) == fullest]  # fmt: skip
            assert not full or any(full), f"{address}: {table.one('caption').text}"


@pytest.mark.parametrize("section", ["liquidations", "open-interest", "prices", "funding"])
def test_a_chart_says_what_its_table_says(archive: Archive, section: str) -> None:
    """The number that a bar is labelled with is that of the same asset in the table."""
    fields = {
        "chart-liquidations": "liquidations_24h_usd",
        **{
            f"chart-open-interest-{window}-{unit}": f"open_interest_change_{window}_{unit}"
            for window in ("24h", "4h")
            for unit in ("usd", "pct")
        },
        "chart-prices": "price_change_24h_pct",
        "chart-funding": "funding_rate",
    }
    compared = 0
    for address, rendered in archive.pages.items():
        if rendered.page.kind != "day":
            continue
        printed = {figure.id: figure.text for table in tables_of(rendered.tree)
                   for figure in figures_in(table)}  # fmt: skip
        for drawn in re.findall(rf'<svg[^>]*labelledby="(chart-{section}[^" ]*)-title.*?</svg>',
                                rendered.html, re.DOTALL):  # fmt: skip
            start = rendered.html.index(f'labelledby="{drawn}-title')
            start = rendered.html.rindex("<svg", 0, start)
            svg = rendered.html[start : rendered.html.index("</svg>", start) + len("</svg>")]
            for label, _, _ in lengths(svg):
                name, _, number = label.partition(": ")
                ticker, _, side = name.partition(", ")
                field = fields[drawn]
                prefix = {"long": "long_", "short": "short_"}.get(side, "")
                ids = [f"{ticker}.{prefix}{field}{end}" for end in ("", "usd", "pct")]
                tabled = [read_printed(printed[one]).value for one in ids if one in printed]
                assert read_printed(number).value in tabled, f"{address}: {label}"
                compared += 1
    assert compared > (5 if section != "funding" else -1)


def test_the_full_day_charts_agree_with_its_tables(tmp_path_factory: pytest.TempPathFactory,
                                                   drawings: Drawings) -> None:  # fmt: skip
    """On a day with every field, each chart's numbers stand in the tables of the page."""
    folder = tmp_path_factory.mktemp("full")
    archive = render_files(folder, drawings, {"a.yml": as_yaml(FULL_DAY)})
    page = archive[f"{DAY:%Y/%m/%d}/"]
    printed = {read_printed(f.text).value for t in page.tree.all("table") for f in figures_in(t)
               if not f.id.endswith("_label")}  # fmt: skip
    bars = [label for label in lengths_of_page(page.html) if ": " in label]
    assert len(bars) == 2 * 2 + 2 * 4 + 3
    for label in bars:
        assert read_printed(label.split(": ")[-1]).value in printed, label


def lengths_of_page(html: str) -> list[str]:
    """Return the labels of all bars of a page."""
    drawn = re.findall(r"<svg.*?</svg>", html, re.DOTALL)
    return [label for svg in drawn for label, _, _ in lengths(svg)]


def test_an_asset_s_table_agrees_with_its_download(archive: Archive) -> None:
    """Each cell of an asset's table of days is in its data.csv, with its day and value."""
    for asset in archive.history.assets:
        rows = {
            row["date"]: row
            for row in csv.DictReader(io.StringIO(asset_csv(archive.history, asset.ticker)))
        }
        (table,) = tables_of(archive[f"assets/{asset.slug}/"].tree)
        for row in table.one("tbody").all("tr"):
            day = row.one("th").one("time").attributes["datetime"]
            for figure in figures_in(row):
                field = figure.id.partition(".")[2]
                cell = rows[day].get(field)
                if cell:
                    assert same(figure.value, cell), f"{asset.ticker} {day}: {figure}"
                assert figure.id.startswith(f"{asset.ticker}.")


def test_days_of_a_table_stand_in_their_order(archive: Archive) -> None:
    """Days stand latest first on an asset's page, and in the order of the month on a month's."""
    for address, rendered in archive.pages.items():
        if rendered.page.kind in ("asset", "month"):
            for table in tables_of(rendered.tree):
                days = [
                    th.one("time").attributes["datetime"] for th in table.all("th", scope="row")
                ]
                assert days == sorted(days, reverse=rendered.page.kind == "asset"), address


def test_a_heading_names_each_asset_once(archive: Archive) -> None:
    """An asset whose name is its ticker is not named twice in a row of a table."""
    for address, rendered in archive.pages.items():
        for heading in (th for table in tables_of(rendered.tree) for th in table.all("th")):
            assert re.search(r"\b(\w+) \1\b", heading.text) is None, f"{address}: {heading.text}"
