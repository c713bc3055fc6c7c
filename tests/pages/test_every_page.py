import posixpath
import re
from collections import Counter
from datetime import datetime, timedelta
from itertools import pairwise
from urllib.parse import urlsplit

import pytest
import yaml

from builder.story.tags import TAGS
from tests.pages.rendering import Archive
from tests.story.printed import states

KINDS = {
    "home",
    "day",
    "month",
    "year",
    "archive",
    "assets",
    "asset",
    "records",
    "tags",
    "tag",
    "data",
    "methodology",
    "corrections",
    "about",
    "author",
}

WHOLE = (
    *("archive.csv", "archive.parquet", "sources.csv", "../datapackage.json"),
    *(f"{year}.parquet" for year in range(2023, 2027)),
    *(f"../api/{name}.json" for name in ("latest", "days", "latest.schema", "days.schema")),
)
"""The files of the whole archive, as the page about them links to them."""


def test_there_is_a_page_of_each_kind_at_its_address(archive: Archive) -> None:
    """Every day, month, year, asset and author has its page, and the site its own."""
    history = archive.history
    days = {f"{day.date:%Y/%m/%d}/" for day in history.days}
    months = {address[:8] for address in days}
    years = {address[:5] for address in days}
    assets = {f"assets/{asset.slug}/" for asset in history.assets}
    tags = {f"tags/{tag}/" for tag in TAGS}
    authors = {"authors/the-daybook-desk/"}
    fixed = {"", "archive/", "assets/", "records/", "tags/", "data/"}
    fixed |= {"methodology/", "corrections/", "about/"}
    assert set(archive.pages) == days | months | years | assets | tags | fixed | authors
    assert {rendered.page.kind for rendered in archive.pages.values()} == KINDS


def test_front_matter_is_yaml_with_what_the_theme_reads(archive: Archive) -> None:
    """Title, description and kind stand above each page, as YAML, with what its head tells."""
    for rendered in archive.pages.values():
        text = rendered.page.markdown()
        assert text.startswith("---\n")
        front = yaml.safe_load(text.split("---\n")[1])
        optional = {"robots", "structured", "structured_hash", "charts", "card", "card_words"}
        dated = {"published", "modified", "keywords"} if rendered.page.kind == "day" else set()
        assert set(front) - optional == {"title", "description", "kind", *dated}
        if dated:
            published, modified = (
                datetime.fromisoformat(front[key]) for key in ("published", "modified")
            )
            assert published.utcoffset() == modified.utcoffset() == timedelta(hours=9)
            assert published <= modified
        assert front["title"] == rendered.page.title
        assert front["description"] == rendered.page.description
        assert front["kind"] == rendered.page.kind


def test_each_page_has_one_h1(archive: Archive) -> None:
    """Each page has one main heading, with words in it."""
    for address, rendered in archive.pages.items():
        assert rendered.tree.one("h1").text, address


def test_headings_leave_out_no_level(archive: Archive) -> None:
    """Headings go down one level at a time."""
    for address, rendered in archive.pages.items():
        levels = [int(e.tag[1]) for e in rendered.tree.walk() if re.fullmatch("h[1-6]", e.tag)]
        steps = [after - before for before, after in pairwise(levels)]
        assert levels[0] == 1, address
        assert max(steps, default=0) <= 1, address


def test_titles_are_unique_and_of_the_length_that_is_shown(archive: Archive) -> None:
    """No two pages share a title; each has 30 to 60 characters."""
    titles = Counter(rendered.page.title for rendered in archive.pages.values())
    assert [title for title, count in titles.items() if count > 1] == []
    assert [title for title in titles if not 30 <= len(title) <= 60] == []


def test_descriptions_are_of_the_length_that_is_shown(archive: Archive) -> None:
    """Each page has a description of its own, of 70 to 155 characters."""
    texts = Counter(rendered.page.description for rendered in archive.pages.values())
    assert [text for text, count in texts.items() if count > 1] == []
    assert [text for text in texts if not 70 <= len(text) <= 155] == []


def test_numbers_agree_with_their_nouns(archive: Archive) -> None:
    """One day is "1 day", never "1 days"."""
    for address, rendered in archive.pages.items():
        texts = (rendered.page.title, rendered.page.description, rendered.tree.text)
        found = [
            re.search(r"(?<![\d,.])1 (days|assets|figures|points)\b.{0,30}", text) for text in texts
        ]
        assert [match[0] for match in found if match] == [], address


def test_no_page_shows_what_templates_are_made_of(archive: Archive) -> None:
    """Nothing of Python, Jinja2 or Markdown is left in what a reader sees."""
    left = re.compile(
        r"\bNone\b|\bnan\b|\{[{%#:]|(?<!\\)[%#]\}|Markup\(|Figure\(|datetime"
        r"|<[a-z]+ |\]\(|\*\*|&[a-z]+;"
    )
    for address, rendered in archive.pages.items():
        found = left.search(rendered.tree.text)
        assert found is None, (
            f"{address}: {rendered.tree.text[found.start() - 40 : found.end() + 40]}"
        )


def test_no_number_is_written_as_machines_write_it(archive: Archive) -> None:
    """No reader meets a number such as 1e+12."""
    for address, rendered in archive.pages.items():
        found = re.search(r".{0,30}\d(e[+-]?\d+).{0,10}", rendered.tree.text)
        assert found is None, f"{address}: {found[0]}"


def test_every_figure_states_its_value(archive: Archive) -> None:
    """On every page the text of a figure and its value are one number, rounding aside."""
    for address, rendered in archive.pages.items():
        headline = rendered.tree.one("h1").all("data")
        in_headline = {data.text for data in headline}
        for figure in rendered.figures:
            if figure.id.endswith("_label") or figure.text in in_headline:
                continue
            assert states(figure.text, figure.value, figure.id.endswith("funding_rate")), (
                f"{address}: {figure}"
            )


def test_every_figure_of_another_day_says_which(archive: Archive) -> None:
    """A figure of another day than its page's is marked with its day, which is on file."""
    days = {day.date.isoformat() for day in archive.history.days}
    for address, rendered in archive.pages.items():
        marked = {figure.day for figure in rendered.figures if figure.day}
        assert marked <= days, address
        if rendered.page.kind == "day":
            assert address.strip("/").replace("/", "-") not in marked


def test_every_figure_of_a_page_is_one_of_the_history(archive: Archive) -> None:
    """What a page shows as a reported or derived figure of a day is that figure."""
    history = archive.history
    days = {day.date.isoformat(): day.date for day in history.days}
    for address, rendered in archive.pages.items():
        for figure in rendered.figures:
            subject, _, field = figure.id.partition(".")
            day = figure.day or address.strip("/").replace("/", "-")
            if field.endswith(("_change_pct", "_change_points")) or day not in days:
                continue
            try:
                known = history.figure(days[day], subject, field)
            except KeyError:
                continue  # a sum over a period
            assert known is not None, f"{address}: {figure}"
            value = known.value if isinstance(known.value, str) else float(known.value)
            shown = figure.value if isinstance(value, str) else float(figure.value)
            assert shown == value, f"{address}: {figure}"


def test_no_internal_link_is_absolute(archive: Archive) -> None:
    """A page links to others by the way from itself, wherever the site is mounted."""
    for address, rendered in archive.pages.items():
        for link in rendered.tree.all("a"):
            href = link.attributes["href"]
            assert not href.startswith("/"), address
            # A citation names the address that is to be cited.
            assert "daybook.example" not in href or href == link.text, address


def test_every_internal_link_leads_to_a_page(archive: Archive) -> None:
    """Each link leads to a page of the site, a place on the page, or a file to take away."""
    for address, rendered in archive.pages.items():
        ids = {e.attributes["id"] for e in rendered.tree.walk() if "id" in e.attributes}
        for link in rendered.tree.all("a"):
            parts = urlsplit(link.attributes["href"])
            if parts.scheme:
                assert parts.scheme in ("http", "https"), f"{address}: {link.attributes['href']}"
            elif not parts.path:
                assert parts.fragment in ids, f"{address}: {link.attributes['href']}"
            elif parts.path in ("feed.xml", "feed.json"):
                assert rendered.page.kind in ("asset", "corrections"), address
            elif parts.path.endswith((".csv", ".json", ".parquet")):
                archive_csv = posixpath.relpath("data/archive.csv", address or ".")
                beside = ("data.csv", "data.json", "sources.csv", "ledger.json", archive_csv)
                assert parts.path in (WHOLE if address == "data/" else beside), address
            else:
                target = posixpath.normpath(posixpath.join(address, parts.path)) + "/"
                assert target.removeprefix("./") in archive.pages, f"{address}: {parts.path}"


def test_links_say_where_they_lead(archive: Archive) -> None:
    """No link is empty."""
    for address, rendered in archive.pages.items():
        assert [link for link in rendered.tree.all("a") if not link.text] == [], address


def test_no_id_stands_twice_on_a_page(archive: Archive) -> None:
    """Headings, charts and parts of drawings each have an id of their own."""
    for address, rendered in archive.pages.items():
        ids = Counter(e.attributes["id"] for e in rendered.tree.walk() if "id" in e.attributes)
        assert [one for one, count in ids.items() if count > 1] == [], address


@pytest.mark.parametrize(
    ("address", "steps"),
    [
        (
            "2025/10/24/",
            [("Daybook", ""), ("2025", "2025/"), ("October", "2025/10/"), ("24", None)],
        ),
        ("2025/10/", [("Daybook", ""), ("2025", "2025/"), ("October", None)]),
        ("2025/", [("Daybook", ""), ("2025", None)]),
        ("assets/btc/", [("Daybook", ""), ("Assets", "assets/"), ("BTC", None)]),
        ("assets/", [("Daybook", ""), ("Assets", None)]),
        ("archive/", [("Daybook", ""), ("Days", None)]),
        ("records/", [("Daybook", ""), ("Records", None)]),
        ("tags/", [("Daybook", ""), ("Tags", None)]),
        ("tags/long-squeeze/", [("Daybook", ""), ("Tags", "tags/"), ("Long squeeze", None)]),
        ("data/", [("Daybook", ""), ("Data", None)]),
        ("methodology/", [("Daybook", ""), ("Method", None)]),
    ],
)
def test_breadcrumbs_lead_up(
    archive: Archive, address: str, steps: list[tuple[str, str | None]]
) -> None:
    """Breadcrumbs name the way from the home page; the last one is the page itself."""
    crumbs = archive[address].tree.one("nav", "crumbs").all("li")
    found: list[tuple[str, str | None]] = []
    for crumb in crumbs:
        links = crumb.all("a")
        target = None
        if links:
            href = posixpath.normpath(posixpath.join(address, links[0].attributes["href"]))
            target = "" if href == "." else f"{href}/"
        else:
            assert crumb.attributes.get("aria-current") == "page"
        found.append((crumb.text, target))
    assert found == steps


def test_every_page_but_the_first_has_breadcrumbs(archive: Archive) -> None:
    """Only the home page stands at the top."""
    without = {a for a, r in archive.pages.items() if not r.tree.all("nav", "crumbs")}
    assert without == {""}


def test_every_table_says_what_it_holds(archive: Archive) -> None:
    """Each table has a caption, and each of its headings says what it is for."""
    for address, rendered in archive.pages.items():
        for table in rendered.tree.all("table"):
            assert table.one("caption").text, address
            assert [
                th for th in table.all("th") if th.attributes.get("scope") not in ("col", "row")
            ] == []
            widths = {len(row.all("td")) + len(row.all("th")) for row in table.all("tr")}
            assert len(widths) == 1, f"{address}: rows of {widths} cells"


def test_every_time_is_one_for_machines_too(archive: Archive) -> None:
    """Each time element holds an ISO date or time."""
    for address, rendered in archive.pages.items():
        for time in rendered.tree.all("time"):
            moment = time.attributes["datetime"]
            assert re.fullmatch(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d[+-]\d\d:\d\d)?", moment), address


def test_the_index_never_stands_without_its_publisher(archive: Archive) -> None:
    """Where a card shows Fear & Greed, a link to who measures it stands in the card."""
    seen = 0
    for address, rendered in archive.pages.items():
        for card in rendered.tree.all("div", "keyfigure"):
            if any(d.attributes["data-figure"] == "market.fear_greed" for d in card.all("data")):
                seen += 1
                assert card.all("dd", "keyfigure__source"), address
    assert seen > 5


def test_the_report_says_that_it_is_one(archive: Archive) -> None:
    """Every page says that it is automated, where the method stands, and that it is no advice."""
    for address, rendered in archive.pages.items():
        text = rendered.tree.one("p", "colophon").text
        assert "Automated data report" in text, address
        assert "Not investment advice" in text, address
        assert any("methodology" in a.attributes["href"] or address == "methodology/"
                   for a in rendered.tree.one("p", "colophon").all("a"))  # fmt: skip


def test_markdown_is_text_as_every_tool_reads_it(archive: Archive) -> None:
    """Each page ends in one line end, and has no other kind of line end in it."""
    for rendered in archive.pages.values():
        text = rendered.page.markdown()
        assert text.endswith("\n")
        assert not text.endswith("\n\n")
        assert "\r" not in text
