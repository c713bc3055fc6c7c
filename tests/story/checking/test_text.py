"""What of a file is read, and at which line and column."""

from datetime import date

import pytest

from builder.story.checking.checker import Checker
from builder.story.checking.prose.text import passages_of

DAY = date(2025, 10, 24)
WRONG = "$999 million was liquidated in 24 hours."
FRONT = "---\ntitle: A title\nauthor: A\n---\n"


def places(checker: Checker, source: str) -> list[tuple[int, int]]:
    """Return the lines and columns of the findings of a text."""
    return [(f.line, f.column) for f in checker.check(source, "text.md", DAY)]


@pytest.mark.parametrize(
    ("source", "place"),
    [
        (WRONG, (1, 1)),
        (f"{FRONT}\n{WRONG}\n", (6, 1)),
        (f"{FRONT}\n# A heading\n\nFirst.\n\nSecond, and {WRONG}\n", (10, 13)),
        (f"Some words\nbefore: {WRONG}", (2, 9)),
        (f"## {WRONG}", (1, 4)),
        (f"**{WRONG}**", (1, 3)),
        (f"A *word* and [a link](https://example.org/1) before {WRONG}", (1, 53)),
        ("Some $**999** million was liquidated in 24 hours.", (1, 6)),
        (f"- One\n- {WRONG}\n", (2, 3)),
        (f"1. One\n2. Two: {WRONG}\n", (2, 9)),
        (f"![{WRONG}](chart.png)", (1, 3)),
        (f'![Alt](chart.png "{WRONG}")', (1, 19)),
        (f"<figcaption>{WRONG}</figcaption>", (1, 13)),
        (f"Text.[^1]\n\n[^1]: {WRONG}\n", (3, 7)),
        (f"| a | b |\n|---|---|\n| x | {WRONG} |\n", (3, 7)),
        (f"AT&amp;T says \\$5.\n\n{WRONG}", (3, 1)),
        (f'---\ntitle: "{WRONG}"\nauthor: A\n---\nText.\n', (2, 9)),
        (f"---\ntitle: T\nsummary: >\n  In short,\n  {WRONG}\n---\nText.\n", (5, 3)),
        (f"\ufeff{WRONG}".lstrip("\ufeff"), (1, 1)),
    ],
)
def test_a_finding_stands_where_its_number_stands(
    checker: Checker, source: str, place: tuple[int, int]
) -> None:
    """Line and column are those of the file, whatever markup stands around the number."""
    assert places(checker, source) == [place]


@pytest.mark.parametrize(
    "source",
    [
        f"```\n{WRONG}\n```",
        f"~~~\n{WRONG}\n~~~",
        f"    {WRONG}",
        f"`{WRONG}`",
        f"> {WRONG}",
        f"> - {WRONG}\n> ## {WRONG}",
        f"<blockquote>{WRONG}</blockquote>",
        f"<!-- {WRONG} -->",
        "[A link](https://example.org/999-million-liquidated)",
        "A bare address: https://example.org/$999-million-liquidated",
        "[A link][1]\n\n[1]: https://example.org/999-million-liquidated",
        '<img src="chart.png" alt="A chart" width="999000000">',
        "Liquidations came to {{ figure('market.liquidations_24h_usd') * 999 }}.",
        "I would call it [$999 million of liquidations]{.opinion}.",
        "A figure of my own: [5%]{.opinion} of liquidations.",
        "A note.[^999]\n\n[^999]: Its text.",
        "![Chart](chart.png){: width=999000000 }",
        "According to Glassnode, $999 million was liquidated in 24 hours.",
        "Kaiko data show that $999 million was liquidated in 24 hours.",
        "$999 million was liquidated in 24 hours, Galaxy Digital said.",
    ],
)
def test_what_is_no_claim_of_the_text_is_left_alone(checker: Checker, source: str) -> None:
    """Code, quotations, addresses, placeholders, own numbers and others' numbers are not held."""
    assert places(checker, source) == []


@pytest.mark.parametrize(
    "source",
    [
        "According to CoinGlass, $999 million was liquidated in 24 hours.",
        "$999 million was liquidated in 24 hours, according to data from CoinGlass.",
        "Block Media reported that $999 million was liquidated in 24 hours.",
    ],
)
def test_the_day_s_own_sources_are_held_against_its_figures(checker: Checker, source: str) -> None:
    """A number that is said to be by a source of the day must be that source's number."""
    assert len(places(checker, source)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "At 12:30 KST on 24 October 2025, two windows of the same day differed.",
        "The S&P 500 opens at 9.30 a.m., and crypto trades 24/7.",
        "It was the 3rd such day since 2021, in the 2020s and in Q3.",
        "See figure 5, step 3 and footnote 12.",
        "Positions with 20x leverage went first, and those at 50x leverage before them.",
        "Web3, Layer 2 and ERC-20 are no quantities.",
        "We see 3 reasons, and 12 of our readers wrote.",
        "The 200-day moving average held, as did the 10-year Treasury yield.",
    ],
)
def test_numbers_that_say_no_quantity_are_not_noted(checker: Checker, text: str) -> None:
    """Times, dates, ordinals, names and counts at hand bring nothing, not even a note."""
    assert places(checker, text) == []


def test_a_cell_is_read_with_the_heads_of_its_row_and_column(checker: Checker) -> None:
    """In a table, the head of the column says what a number is, that of the row whose it is."""
    rows = ("| Asset | Long liquidations |", "|---|---|", "| ETH | $127.87m |", "| BTC | $83.45m |")
    table = "\n".join(rows)
    (finding,) = checker.check(table, "text.md", DAY)
    assert (finding.line, finding.column, finding.figure) == (4, 9, "BTC.long_liquidations_24h_usd")


def test_what_one_sentence_names_the_next_may_leave_unsaid(checker: Checker) -> None:
    """A metric goes over from a heading or a sentence to those after it, up to the next heading."""
    told = "## Open interest\n\nSolana lost 3.88% and Sui 7.82%.\n"
    assert places(checker, told) == []
    told = "Long liquidations by asset:\n\n- ETH: $127.87 million\n- XRP: $51.73 million\n"
    assert places(checker, told) == [(4, 8)]


def test_every_character_knows_its_place() -> None:
    """Each character of a passage that was not made up stands at its place in the source."""
    source = f"{FRONT}\n# One *two*\n\nThree [four](x) `five` &amp; \\$six\nseven.\n\n- eight\n"
    for passage in passages_of(source):
        assert len(passage.text) == len(passage.places)
        for character, place in zip(passage.text, passage.places, strict=True):
            if character.isalpha():
                assert source[place] == character
