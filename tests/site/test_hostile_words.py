"""Hostile words above a text, in a register of authors and in corrections: shown, never obeyed."""

import json
import re
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from builder.publish.folders import Folders
from builder.publish.preview import Preview
from tests.market.folders import DAY, NOW, write_files
from tests.pages.html import Element, parse
from tests.site.building import pages_in
from tests.site.hostile import hostile_texts
from tests.site.readers import reading
from tests.site.serving import served
from tests.site.test_hostile_texts import STRICT, spying
from tests.story.commentary.pictures import png

LONGEST = 80
"""Characters that fit into every field but a tag."""

_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\ufeff\ufffe\uffff\u2028\u2029]")

WORDS = sorted(
    {" ".join(_UNSEEN.sub("", text).split())[:LONGEST].strip() for text in hostile_texts().values()}
)
"""Each hostile text as a line of words; characters that no file of YAML can hold are left out."""

PRINTABLE = [words for words in WORDS if words and "{{" not in words and "{%" not in words]
"""Those that are no placeholder: what would be one is refused in a title, as in a text."""

AUTHORS = [f"{words} {number}" for number, words in enumerate(PRINTABLE[::10])]


def words_of(number: int) -> str:
    """Return the hostile words of a number; they begin again at the end."""
    return PRINTABLE[number % len(PRINTABLE)]


def front_of(number: int) -> str:
    """Return a text whose every key holds hostile words, each text with others."""

    def words(further: int, longest: int = LONGEST) -> str:
        return json.dumps(words_of(number + further)[:longest].strip())

    keys = [
        f"title: {words(0)}",
        f"author: {json.dumps(AUTHORS[number % len(AUTHORS)])}",
        f"headline: {words(1)}",
        f"summary: {words(2)}",
        f"tags: [{words(3, 40)}]",
        f"image: {{file: x.png, alt: {words(4)}, credit: {words(5)}}}",
        f"corrections: [{{date: {DAY}, old: {words(6)}, new: {words(7)}, note: {words(8)}}}]",
    ]
    return "\n".join(["---", *keys, "---", "A text.", ""])


@dataclass(frozen=True)
class Hostile:
    """A site with hostile words in every field, and the address of each text's page."""

    folder: Path
    pages: tuple[str, ...]

    def page(self, address: str) -> Element:
        """Return the document at an address."""
        return parse((self.folder / address / "index.html").read_text("utf-8"))

    @property
    def authors(self) -> list[str]:
        """The addresses of the authors' pages."""
        return [f"authors/{path.name}/" for path in sorted((self.folder / "authors").iterdir())]


@pytest.fixture(scope="module")
def site(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Hostile:
    """Build it, as a preview does."""
    root = tmp_path_factory.mktemp("words")
    days = [DAY - timedelta(days=number) for number in range(len(PRINTABLE))]
    authors = {
        name: {"role": words_of(n), "about": words_of(n + 1), "url": "https://example.org/?a=<b>"}
        for n, name in enumerate(AUTHORS)
    }
    write_files(root / "content", {"authors.yml": json.dumps(authors), "days/x.png": png()})
    write_files(root / "content", {f"days/{d}.md": front_of(n) for n, d in enumerate(days)})
    write_files(root / "data", {f"{day}.yml": snapshot(n) for n, day in enumerate(days)})
    folders = Folders(
        root / "data", root / "content", project / "mkdocs.yml", root / "site", root / "docs",
        root / "charts",
    )  # fmt: skip
    Preview(folders, 2, [folders.config]).build(NOW)
    return Hostile(folders.site, tuple(f"{day:%Y/%m/%d}/" for day in days))


def snapshot(number: int) -> str:
    """Return a day's file that is corrected, and disputed, in hostile words."""
    note = json.dumps(words_of(number))
    correction = f"date: 2025-11-01, field: market.fear_greed, old: 51, new: 50, note: {note}"
    return f"market: {{fear_greed: 50}}\ndisputed: {note}\ncorrections:\n- {{{correction}}}\n"


def same(text: str) -> str:
    """Return words as a page compares: white space is one space."""
    return " ".join(text.split())


def test_there_are_many() -> None:
    """Well over two hundred lines of words, and a score of hostile names."""
    assert len(PRINTABLE) > 200
    assert len(AUTHORS) > 20


@pytest.mark.slow
def test_hostile_words_are_shown_as_they_are(site: Hostile) -> None:
    """Title, summary, tag, credit, words of an image and corrections read as they were written."""
    for number, address in enumerate(site.pages):
        page = site.page(address)
        section = page.one("section", "commentary")
        assert same(section.one("p", "commentary__title").text) == words_of(number)
        assert same(page.one("h1").text) == words_of(number + 1)
        assert same(section.one("p", "standfirst").text) == words_of(number + 2)
        assert section.one("p", "byline").text.endswith(words_of(number + 3)[:40].strip())
        assert same(section.one("img").attributes["alt"]) == words_of(number + 4)
        assert same(section.one("figcaption").text) == words_of(number + 5)
        corrected = same(page.one("aside", "notice--corrected").text)
        assert f"“{words_of(number + 7)}” instead of “{words_of(number + 6)}”" in corrected


@pytest.mark.slow
def test_no_page_holds_more_than_its_own_elements(site: Hostile) -> None:
    """No page has a script, a handler or a frame that a page of the same kind has not."""
    kinds: dict[str, set[str]] = {}
    for path in pages_in(site.folder):
        html = path.read_text("utf-8")
        tree = parse(html)
        elements = list(tree.walk())
        assert [name for e in elements for name in e.attributes if name.startswith("on")] == []
        assert [e.tag for e in elements if e.tag in ("iframe", "object", "embed", "base")] == []
        assert html.count("<article") == html.count("</article>") == 1
        kind = next(
            name for name in tree.one("article").attributes["class"].split() if "--" in name
        )
        scripts = " ".join(re.findall(r"<script[^>]*>", html))
        kinds.setdefault(kind, set()).add(re.sub(r"(\.\./)+", "", scripts))
    assert {kind: len(found) for kind, found in kinds.items() if len(found) > 1} == {}


@pytest.mark.slow
def test_a_browser_finds_nothing_to_run(browser: Browser, site: Hostile) -> None:
    """Under a strict policy nothing is refused, because nothing is there to be run."""
    lists = ["", "archive/", "corrections/", "about/", "2025/", "2025/10/"]
    with served(site.folder, "/", STRICT) as address:
        for page_address in (*lists, *site.authors, *site.pages[:: len(AUTHORS) + 1]):
            with reading(browser, address + page_address, spying) as page:
                assert page.evaluate("window.spied") == [], page_address
                assert page.locator("h1").count() == 1
                assert page.locator("body > footer").is_visible()
