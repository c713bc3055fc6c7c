import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.market.history import History
from builder.story.commentary.markdown import TAGS
from builder.story.commentary.placeholders import Filled
from builder.story.commentary.prose import prose_of
from tests.pages.html import Element, parse
from tests.story.commentary.texts import NAME, complaining, faults_in, html_of, shown, text_of

HARMLESS = {
    "alt", "aria-label", "cite", "class", "colspan", "decoding", "height", "href", "id", "itemprop",
    "itemscope", "itemtype", "lang", "loading", "rel", "role", "rowspan", "scope", "src", "start",
    "tabindex", "title", "width",
}  # fmt: skip
"""Attributes that make nothing happen by themselves; what addresses hold is looked at too."""


def active_parts(html: str) -> list[str]:
    """Return what might do something in a page, or lead where only a program leads."""
    found = []
    for element in parse(html).walk():
        if element.tag not in {*TAGS, "div"} - {"h1", "h2"}:
            found.append(element.tag)
        for name, value in element.attributes.items():
            if name not in HARMLESS:
                found.append(f"{element.tag} {name}={value}")
            # Browsers leave out what stands for nothing before they look for a scheme.
            address = re.sub(r"[\t\n\r]", "", value).strip("".join(map(chr, range(33))))
            scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", address)
            leads = scheme is not None and name in ("href", "src", "cite")
            if leads and scheme[1].lower() not in ("http", "https", "mailto"):
                found.append(f"{element.tag} {name}={value}")
    return found


def headings(html: str) -> list[tuple[int, str]]:
    """Return the headings of a text as they stand in the page: (level, words)."""
    tree = parse(html)
    return [(int(e.tag[1]), e.text) for e in tree.walk() if re.fullmatch("h[1-6]", e.tag)]


@pytest.mark.parametrize(
    ("body", "moved"),
    [
        ("# One\n\n## Two", [(3, "One"), (4, "Two")]),
        ("## One\n\n### Two", [(3, "One"), (4, "Two")]),
        ("### One\n\n#### Two", [(3, "One"), (4, "Two")]),
        ("#### Deep", [(4, "Deep")]),
        ("# One\n\n##### Five\n\n###### Six", [(3, "One"), (6, "Five"), (6, "Six")]),
        ("One\n===\n\nTwo\n---", [(3, "One"), (4, "Two")]),
        ("<h1>One</h1>\n\n## Two", [(3, "One"), (4, "Two")]),
        ("<h2>One</h2>\n\n### Two", [(3, "One"), (4, "Two")]),
        ("No heading, #1 of many", []),
        ("#\n\n## \n\n# One\n\n<h2></h2>", [(3, "One")]),
    ],
)
def test_headings_move_below_those_of_the_page(body: str, moved: list[tuple[int, str]]) -> None:
    """The highest heading of a text becomes an h3, the others keep their distance to it."""
    assert headings(html_of(body)) == moved


@pytest.mark.parametrize(
    "fence",
    [
        "```\n# comment\n```",
        "~~~ sh\n# comment\n~~~",
        "````\n```\n# comment\n```\n````",
        "```\n~~~\n# comment\n```",
    ],
)
def test_code_in_a_text_is_left_alone(fence: str) -> None:
    """A line of code that begins with # is no heading, whatever fence stands around it."""
    html = html_of(f"# One\n\n{fence}\n\n## Two\n")
    assert headings(html) == [(3, "One"), (4, "Two")]
    assert "# comment" in html


@pytest.mark.parametrize(
    "body",
    [
        "# Marked",
        "#Tight",
        "Underlined\n===\n\nText.",
        "Underlined\n---\n\nText.",
        "Text.\n# Right below",
        "> # Quoted",
        "- # In a list",
        "# Closed #",
        "   # Set in",
        "<h1>Written out</h1>",
        "Text <h2>within</h2>",
        "<H1 class=x>Loud</H1>",
    ],
)
def test_no_heading_of_a_text_reaches_the_page_s_own(body: str) -> None:
    """However an author marks a heading, the page's h1 and h2 stay its own."""
    assert re.findall("<h[12]", html_of(body)) == []


def test_markdown_is_what_authors_expect(history: History) -> None:
    """Lists, tables, footnotes, emphasis, struck-out text, links and code become elements."""
    tree = parse(
        shown(
            history,
            "*a* **b** ~~c~~ `d` [e](https://example.org/) <https://example.net/>[^1]\n\n"
            "- f\n  - g\n\n3. h\n\n| i | j |\n|---|--:|\n| k | 5 |\n\n---\n\nl  \nm\n\n"
            "H<sub>2</sub>O <abbr title='long'>sh.</abbr>\n\n[^1]: n\n",
        )
    )
    for tag in ("em", "strong", "s", "code", "table", "sub", "br", "sup"):
        assert tree.one(tag)
    assert [a.attributes["href"] for a in tree.all("a")] == [
        "https://example.org/",
        "https://example.net/",
        "#commentary-fn1",
        "#commentary-fnref1",
    ]
    assert len(tree.all("ul")) == 2
    assert tree.one("ol", start="3").text == "h"
    assert [cell.text for cell in tree.all(name="number")] == ["j", "5"]
    assert tree.one("abbr").attributes["title"] == "long"
    note = tree.one("li", id="commentary-fn1")
    assert note.text.startswith("n")


def test_a_number_of_one_s_own_is_marked(history: History) -> None:
    """`[5%]{.opinion}` sets a number apart as the author's own; other marks are left out."""
    tree = parse(shown(history, "Say [about *5%*]{.opinion} or [more]{.opinion .x #y} or [6]{.z}."))
    assert [e.text for e in tree.all("span", "opinion")] == ["about 5%", "more"]
    assert [e.attributes for e in tree.all("span")] == [
        {"class": "opinion"},
        {"class": "opinion"},
        {"class": ""},
    ]


def test_comments_are_for_the_author_alone(history: History) -> None:
    """What stands between <!-- and --> is not on the page."""
    html = shown(
        history, "One<!-- two -->\n\n<!-- three\n\nfour -->\n\nFive {{ market.fear_greed }}"
    )
    assert parse(html).text == "One Five 52"


def test_ids_are_the_text_s_own_and_stand_once(history: History) -> None:
    """Headings and places have addresses of their own, and links within the text lead to them."""
    body = (
        "# Sources\n\n# Sources\n\n## 한국\n\n# !\n\n<p id='sources'>a</p>\n\n<p id='x y'>b</p>\n\n"
        "<p id='x y'>c</p>\n\n[to](#x%20y) [to](#x y) <a href='#x y'>to</a> [to](#sources-2)\n"
    )
    tree = parse(shown(history, body))
    ids = [e.attributes["id"] for e in tree.walk() if "id" in e.attributes]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"commentary-\S+", one) for one in ids)
    assert "commentary-x-y" in ids
    assert "#commentary-x-y" in [a.attributes["href"] for a in tree.all("a")]


def test_what_is_wide_scrolls_by_itself(history: History) -> None:
    """Tables and code can be reached by keys, and a table has a name."""
    tree = parse(shown(history, "| Asset | *Price* |\n|---|---|\n| a | 1 |\n\n    code\n"))
    box = tree.one("div", "table", role="region", tabindex="0")
    assert box.attributes["aria-label"] == "Asset, Price"
    assert box.one("table").one("tbody").text.split() == ["a", "1"]
    assert tree.one("pre").attributes == {"tabindex": "0"}


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("![](a.png)", 1),
        ("One\ntwo ![](a.png) three", 2),
        ("One\n\n- a\n- b\n  c ![](a.png)", 5),
        ("> One\n> two\n>\n> three ![](a.png)\n>\n> — A, b, [c](https://example.org/)", 4),
        ("One  \ntwo\\\nthree ![](a.png)", 3),
        ("<div>\n\n<img src='a.png'>\n</div>", 3),
        ("<div>\n<b>\n<img src='a.png'>\n</div>", 3),
        ("One <b>\n<IMG\nsrc='a.png'> two", 2),
        ("| a |\n|---|\n| b |\n| ![](a.png) |", 4),
        ("[![](a.png)](https://example.org/)", 1),
        ("One[^1]\n\nTwo\n\n[^1]: A note\n    ![](a.png)", 6),
    ],
)
def test_the_line_of_an_image_is_known(body: str, line: int) -> None:
    """An image without words is told with the line on which it stands, wherever that is."""
    found, complain = complaining()
    prose_of(Filled(body), 1, 2, Path("nowhere"), NAME, complain)
    assert [(at, field) for at, field, _ in found] == [(line, "image")]


@settings(max_examples=400)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                [
                    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "javascript:",
                    "[a](", ")", "![", "](", "<a href='", "' onclick='", "<svg onload=", "<style>",
                    "</style>", "<math>", "<title>", "</section>", "<blockquote>", "<table><td>",
                    "<!--", "-->", "<![CDATA[", "]]>", "&lt;", "&#x3c;", "\n\n", "> ", "```\n",
                    "{: ", "}", "|", "# ", "- ", "data:text/html,", "\\", "<h1>", "</p>",
                    "<p id=sources>", "<figure class=quote>", " style=x ",
                    "<div markdown=1>", "— A, b, [c](https://d/)",
                ]
            ),
            st.text(max_size=10),
        ),
        max_size=25,
    )
)  # fmt: skip
def test_of_any_text_nothing_is_active(parts: list[str]) -> None:
    """Whatever is written, elements and attributes are harmless ones, and all are closed."""
    assert active_parts(html_of("".join(parts))) == []


@settings(max_examples=200)
@given(st.text(max_size=120))
def test_words_are_kept(text: str) -> None:
    """Letters and digits of a text without markup reach the page as they were written."""
    words = re.findall(r"[^\W_]+", text)
    shown_words = re.findall(r"[^\W_]+", parse(html_of(" ".join(words))).text)
    assert "".join(shown_words) == "".join(words)


@pytest.mark.parametrize(
    "unit",
    ["[", "![", "*", "_", "`", "<", "<b>", "<div>\n\n", "> ", "- ", "&", "{{", "[^1]", "\\", "|a",
     "# a\n", "#\n", "<h2>\n\n", "<![CDATA[", "[a]{", "> a\n\n", "<img src=a.png alt=b>", "~~a "],
)  # fmt: skip
def test_huge_texts_are_read_too(unit: str) -> None:
    """Twenty thousand characters of one kind, on one line or many, end in harmless HTML."""
    html = html_of((unit * 20_000)[:20_000])
    assert "<script" not in html
    assert re.search(r"<h[12]|\bon\w+=", html) is None


@pytest.mark.parametrize("unit", ["<b>", "<ul><li>"])
def test_nesting_has_a_bottom(history: History, unit: str) -> None:
    """Elements nested by the hundred are a fault; tens of them come out, closed."""
    (fault,) = faults_in(history, text_of(unit * 5_000 + "deep"))
    assert fault == f"{NAME}:6: expected at most 100 elements within each other, found more"
    html = shown(history, unit * 40 + "deep")
    assert html.count("<") == 2 * html.count("</") >= 80


def test_elements_know_their_texts() -> None:
    """The tests' own reading of HTML tells an active part from a harmless one."""
    assert active_parts("<p onclick='x'>a</p>") == ["p onclick=x"]
    assert active_parts("<a href=' java\nscript:x'>a</a>") == ["a href= java\nscript:x"]
    assert active_parts("<script></script><a href='/a:b'>c</a>") == ["script"]
    assert isinstance(parse("<p>a</p>"), Element)
