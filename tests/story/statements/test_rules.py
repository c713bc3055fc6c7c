"""The rules by which the sentences are read find what is wrong, and leave alone what is right."""

import pytest

from tests.story.statements.rules import (
    agreement_faults,
    causes_and_hype,
    direction_faults,
    order_faults,
    read,
    side_faults,
    whole_faults,
)


def data(name: str, value: float, text: str) -> str:
    """Return a figure as a page marks it up."""
    return f'<data value="{value}" data-figure="{name}">{text}</data>'


@pytest.mark.parametrize("text", [
    "liquidations rose.", "Liquidations rose", "Liquidations  rose.", "Liquidations rose .",
    "Liquidations, , rose.", "They were None.", "It was nan.", "It fell to -0.",
    "It was $0.00 million.",
    "It was \N{MINUS SIGN}0%.", "It was $0 million.", "The the total.", "It rose. then it fell.",
    "It was () so.",
])  # fmt: skip
def test_a_broken_sentence_is_found(text: str) -> None:
    """What does not begin, end or join as a sentence does, or shows a nothing, is a fault."""
    assert whole_faults(text)


@pytest.mark.parametrize("text", [
    "Liquidations rose.", "$5 million was long.", "It was \N{MINUS SIGN}0.05%.", "It was $0.",
    "Fear & Greed is at 0.", "It rose (by 5%). Then it fell.", "XRP's rate is +0.5%.",
])  # fmt: skip
def test_a_whole_sentence_is_let_be(text: str) -> None:
    """A sentence with small numbers, brackets and names is no fault."""
    assert whole_faults(text) == []


@pytest.mark.parametrize("text", [
    "On one days.", "On two day.", "On 12 day.", "Up 1 points.", "Up 1.5 point.",
    "Liquidations was large.", "Open interest were large.", "By a assets.",
    "Long position worth much.",
])  # fmt: skip
def test_what_does_not_agree_is_found(text: str) -> None:
    """A count and its noun, or a noun and its verb, that do not agree are a fault."""
    assert agreement_faults(read(text))


@pytest.mark.parametrize("text", [
    "On one day, in two assets.", "Up 1 point.", "Up 11.1 points.", "Liquidations were large.",
    "Open interest in nine assets was large.", "On a day.",
])  # fmt: skip
def test_what_agrees_is_let_be(text: str) -> None:
    """Right grammar of one and of many is no fault."""
    assert agreement_faults(read(text)) == []


def test_a_sum_of_money_is_one() -> None:
    """Money counts as one, whatever it is of."""
    money = data("market.liquidations_24h_usd", 5e6, "$5 million")
    assert agreement_faults(read(f"{money} of long positions were liquidated."))
    assert not agreement_faults(read(f"{money} of long positions was liquidated."))


CHANGE = "BTC.price_change_24h_pct"


@pytest.mark.parametrize(("text", "value", "right"), [
    ("Bitcoin rose #.", 5, True),
    ("Bitcoin fell #.", 5, False),
    ("Bitcoin rose #.", -5, False),
    ("Bitcoin moved #.", 5, False),
    ("Bitcoin edged down #.", -5, True),
    ("The largest fall was Bitcoin's, #.", -5, True),
    ("Longs made up most; Bitcoin fell #.", -5, True),
    ("It was # larger than before.", 5, True),
    ("It was # smaller than before.", 5, False),
])  # fmt: skip
def test_a_wrong_direction_is_found(text: str, value: float, right: bool) -> None:
    """A change without a sign has the word for its direction before it, or "larger" after it."""
    markup = text.replace("#", data(CHANGE, value, "5%"))
    assert (direction_faults(read(markup)) == []) is right


def test_a_sign_is_a_direction() -> None:
    """A change that is printed with its sign needs no word."""
    assert direction_faults(read(f"Bitcoin {data(CHANGE, 5, '+5%')}.")) == []


LONG, SHORT = (f"market.{side}_liquidations_24h_usd" for side in ("long", "short"))


def test_sides_that_are_mixed_up_are_found() -> None:
    """A long figure that stands with the word for shorts is a fault, or with no word at all."""
    long, short = data(LONG, 5, "$5"), data(SHORT, 3, "$3")
    assert side_faults(read(f"It was {long} long and {short} short.")) == []
    assert len(side_faults(read(f"It was {long} short and {short} long."))) == 2
    assert side_faults(read(f"It was {long}."))


def test_a_list_out_of_order_is_found() -> None:
    """Assets with their numbers stand in the order of size; what is in brackets does not count."""
    three = [
        data(f"{t}.liquidations_24h_usd", n, f"${n}") for t, n in (("A", 5), ("B", 4), ("C", 9))
    ]
    assert order_faults(read(f"A {three[0]} and B {three[1]}.")) == []
    assert order_faults(read(f"A {three[0]} and C {three[2]}."))
    assert order_faults(read(f"A {three[0]} and C ({three[2]}).")) == []


@pytest.mark.parametrize("text", [
    "It fell because of a sale.", "It fell amid fears.", "Prices plunged.", "A record day.",
    "The fall triggered liquidations.",
])  # fmt: skip
def test_causes_and_cries_are_found(text: str) -> None:
    """Words that claim a reason, or shout, are found."""
    assert causes_and_hype(text)
    assert causes_and_hype("Prices fell in all five assets.") == []
