import calendar
from datetime import date

import pytest

from builder.charts.drawing import Drawings
from tests.pages.html import Element
from tests.pages.rendering import Archive, Rendered, render_files

MONTHS = list(calendar.month_name)


def calendars_of(rendered: Rendered) -> dict[tuple[int, int], Element]:
    """Return the calendars of a page by year and month."""
    found = {}
    for table in rendered.tree.all("table", "calendar"):
        month, year = table.one("caption").text.split()
        found[int(year), MONTHS.index(month)] = table
    return found


def squares_of(table: Element) -> list[list[str]]:
    """Return the texts of a calendar's squares, week by week."""
    return [[cell.text for cell in row.all("td")] for row in table.one("tbody").all("tr")]


def level_of(table: Element, day: int) -> str | None:
    """Return the level of a day in a calendar."""
    (cell,) = (cell for cell in table.all("td") if cell.text == str(day))
    return cell.attributes.get("data-level")


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory, drawings: Drawings) -> Archive:
    """Give an archive with a day in each month of a leap year and of another."""
    days = [date(year, month, 1 + month) for year in (2024, 2025) for month in range(1, 13)]
    rows = "".join(f"{day},{n * 1_000_000}\n" for n, day in enumerate(days, start=1))
    table = f"date,liquidations_24h_usd\n{rows}"
    return render_files(tmp_path_factory.mktemp("years"), drawings, {"a.csv": table})


@pytest.mark.parametrize("year", [2024, 2025])
def test_a_calendar_has_each_day_of_its_month_once(years: Archive, year: int) -> None:
    """Every month of a year shows its days in order, each once, on the right day of the week."""
    found = calendars_of(years[f"{year}/"])
    assert sorted(found) == [(year, month) for month in range(1, 13)]
    for (_, month), table in found.items():
        weeks = squares_of(table)
        days = [square for week in weeks for square in week if square]
        assert days == [str(n) for n in range(1, calendar.monthrange(year, month)[1] + 1)]
        assert {len(week) for week in weeks} == {7}
        first = date(year, month, 1).weekday()
        assert weeks[0][first] == "1"
        assert not any(weeks[0][:first])


def test_calendars_name_the_days_of_the_week(years: Archive) -> None:
    """The week begins on Monday, and short names say the long ones."""
    table = calendars_of(years["2025/10/"])[2025, 10]
    headings = table.one("thead").all("th")
    assert [heading.attributes["abbr"] for heading in headings] == list(calendar.day_name)
    assert [heading.text for heading in headings] == list("MTWTFSS")


def test_a_day_on_file_is_a_link_and_another_is_not(archive: Archive) -> None:
    """In every calendar of the site exactly the days on file lead to their pages."""
    on_file = {day.date for day in archive.history.days}
    for address, rendered in archive.pages.items():
        for (year, month), table in calendars_of(rendered).items():
            linked = {
                date(year, month, int(cell.text)) for cell in table.all("td") if cell.all("a")
            }
            levels = {date(year, month, int(cell.text)) for cell in table.all("td")
                      if "data-level" in cell.attributes}  # fmt: skip
            expected = {day for day in on_file if (day.year, day.month) == (year, month)}
            assert linked == levels == expected, f"{address}: {year}-{month}"


def test_the_archive_has_every_day(archive: Archive) -> None:
    """The archive's calendars together hold all days on file, the latest year first."""
    found = calendars_of(archive["archive/"])
    assert set(found) == {(day.date.year, day.date.month) for day in archive.history.days}
    years = [year for year, _ in found]
    assert years == sorted(years, reverse=True)
    assert [month for year, month in found if year == 2025] == sorted(
        month for year, month in found if year == 2025
    )


def test_darker_is_larger(years: Archive) -> None:
    """Levels run from 1 to 5, and never fall while the total grows."""
    levels = [
        level_of(table, 1 + month)
        for year in (2024, 2025)
        for (_, month), table in sorted(calendars_of(years[f"{year}/"]).items())
    ]
    assert levels == sorted(levels, key=str)
    assert set(levels) == {"1", "2", "3", "4", "5"}


def test_a_day_without_a_total_has_no_colour(archive: Archive) -> None:
    """A day on file without a comparable total has level 0 and says so, the disputed one too."""
    table = calendars_of(archive["2025/10/"])[2025, 10]
    assert level_of(table, 24) == "0"
    assert level_of(table, 1) is None
    assert level_of(table, 11) in set("12345")
    titles = {a.text: a.attributes["title"] for a in table.all("a") if "title" in a.attributes}
    assert titles["24"] == "24 October 2025: no comparable total"
    assert titles["11"].startswith("11 October 2025: $")


def test_the_legend_names_each_level(archive: Archive) -> None:
    """Each colour of a calendar is explained, in words, in the order of size."""
    for address in ("", "archive/", "2025/", "2025/10/"):
        legend = archive[address].tree.one("p", "legend--level")
        swatches = [e.attributes["data-level"] for e in legend.all("span", "legend__swatch")]
        assert swatches == ["0", "1", "2", "3", "4", "5"]
        assert "below $" in legend.text
        assert "or more" in legend.text


@pytest.mark.parametrize("count", [1, 2, 3])
def test_few_days_need_no_five_levels(
    tmp_path_factory: pytest.TempPathFactory, drawings: Drawings, count: int
) -> None:
    """With fewer totals than levels every day still has one, and the legend says which are used."""
    rows = "".join(f"2025-10-0{n},{n * 1_000_000}\n" for n in range(1, count + 1))
    table = f"date,liquidations_24h_usd\n{rows}"
    few = render_files(tmp_path_factory.mktemp("few"), drawings, {"a.csv": table})
    found = calendars_of(few["2025/10/"])[2025, 10]
    legend = few["2025/10/"].tree.one("p", "legend--level").all("span", "legend__swatch")
    named = {swatch.attributes["data-level"] for swatch in legend}
    used = {level_of(found, day) for day in range(1, count + 1)}
    assert None not in used
    assert used <= named


CHOICES = {"level": "", "share": "data-share", "mood": "data-mood"}


@pytest.mark.parametrize("address", ["archive/", "2025/", "2025/10/"])
def test_a_calendar_shows_one_of_three_measures(archive: Archive, address: str) -> None:
    """Liquidations, long share and Fear & Greed can be chosen, each explained in words."""
    tree = archive[address].tree
    choice = tree.one("fieldset", "choice")
    radios = choice.all("input")
    assert [radio.attributes["id"] for radio in radios] == [f"measure-{name}" for name in CHOICES]
    assert ["checked" in radio.attributes for radio in radios] == [True, False, False]
    assert [label.text for label in choice.all("label")] == [
        "Liquidations",
        "Long share",
        "Fear & Greed",
    ]
    for name, attribute in CHOICES.items():
        legend = tree.one("p", f"legend--{name}")
        swatches = [e.attributes[attribute or "data-level"] for e in legend.all("span")
                    if "legend__swatch" in e.attributes.get("class", "")]  # fmt: skip
        assert swatches == ["0", "1", "2", "3", "4", "5"]


def test_a_square_has_the_level_of_each_measure(
    tmp_path_factory: pytest.TempPathFactory, drawings: Drawings
) -> None:
    """Levels follow the share and the index of the day, and are 0 where those are missing."""
    days = {1: (900, 100, 5), 2: (100, 900, 99), 3: (500, 500, 50), 4: (600, 400, 30)}
    rows = "".join(
        f"2025-10-0{day},{long + short},{long},{short},{mood}\n"
        for day, (long, short, mood) in days.items()
    )
    fields = "liquidations_24h_usd,long_liquidations_24h_usd,short_liquidations_24h_usd,fear_greed"
    table = f"date,{fields}\n{rows}2025-10-05,1000,,,\n"
    pages = render_files(tmp_path_factory.mktemp("measures"), drawings, {"a.csv": table})
    squares = {
        cell.text: (cell.attributes["data-share"], cell.attributes["data-mood"])
        for cell in calendars_of(pages["2025/10/"])[2025, 10].all("td")
        if cell.all("a")
    }
    assert squares == {
        "1": ("5", "1"),
        "2": ("1", "5"),
        "3": ("3", "3"),
        "4": ("4", "2"),
        "5": ("0", "0"),
    }


def test_a_year_is_a_table_too(archive: Archive) -> None:
    """Who cannot see colours reads each day's numbers in a table, beside the link to the day."""
    page = archive["2025/"]
    table = page.tree.one("details", "chart__numbers").one("table")
    listed = [row.one("a").attributes["href"] for row in table.one("tbody").all("tr")]
    linked = [a.attributes["href"] for t in page.tree.all("table", "calendar")
              for a in t.one("tbody").all("a")]  # fmt: skip
    assert listed == linked
    texts = {row.one("th").text: [c.text for c in row.all("td")]
             for row in table.one("tbody").all("tr")}  # fmt: skip
    titles = {a.attributes.get("title", "").partition(": ")[0]: a.attributes.get("title", "")
              for t in page.tree.all("table", "calendar") for a in t.all("a")}  # fmt: skip
    assert texts["24 Oct 2025"][0] == "n/a"
    assert texts["11 Oct 2025"][0].startswith("$")
    assert "liquidated" in titles["11 October 2025"]
