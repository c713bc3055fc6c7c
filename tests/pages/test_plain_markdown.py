import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from markupsafe import Markup

from builder.pages.plain_markdown import in_markdown, link_target

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def read(markdown: str) -> SyntaxTreeNode:
    """Parse Markdown."""
    return SyntaxTreeNode(PARSER.parse(markdown))


def words(node: SyntaxTreeNode) -> str:
    """Return what a reader sees of some Markdown."""
    return "".join(n.content for n in node.walk() if n.type in ("text", "text_special"))


VISIBLE = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")))


@given(VISIBLE)
@example("# x")
@example("1. x")
@example("12) x")
@example("- x")
@example("---")
@example("===")
@example("+")
@example("&amp; &#38; & x")
@example("a <b> [c](d) ![e](f) `g` *h* __i__ ~~j~~ | k \\ l <https://m.n>")
@example("#")
def test_any_words_stay_the_words_of_one_paragraph(text: str) -> None:
    """Markdown reads nothing into a text: it comes out as one paragraph of the same words."""
    expected = " ".join(text.split())
    tree = read(str(in_markdown(text)))
    assert [node.type for node in tree.children] == (["paragraph"] if expected else [])
    assert words(tree) == expected
    assert {node.type for node in tree.walk()} <= {
        "root",
        "paragraph",
        "inline",
        "text",
        "text_special",
    }


@given(VISIBLE, VISIBLE)
def test_any_words_stay_in_their_cell(first: str, second: str) -> None:
    """In a table, too, a text is the words of its own cell."""
    tree = read(f"| a | b |\n| --- | --- |\n| {in_markdown(first)} | {in_markdown(second)} |\n")
    cells = [words(node) for node in tree.walk() if node.type == "td"]
    assert cells == [" ".join(first.split()), " ".join(second.split())]


def test_markup_is_read_as_its_reader_sees_it() -> None:
    """Of a page's HTML the text is kept, of its entities what they stand for."""
    assert in_markdown(Markup("<b>AT&amp;T</b> &lt;x&gt;")) == "AT&T \\<x\\>"


@pytest.mark.parametrize(
    "address",
    [
        "https://x.example/a_(b)",
        "https://x.example/?q=a b",
        "https://x.example/<a>",
        "https://x.example/a)b",
        "https://x.example/a*b*c",
    ],
)
def test_any_address_is_the_target_of_its_link(address: str) -> None:
    """Parentheses, spaces and angle brackets do not end a link."""
    (link,) = [node for node in read(f"[x]({link_target(address)})").walk() if node.type == "link"]
    quoted = str(address).replace(" ", "%20").replace("<", "%3C").replace(">", "%3E")
    assert link.attrs["href"] == quoted
