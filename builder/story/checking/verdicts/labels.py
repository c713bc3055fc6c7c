"""Holds labels of the Fear & Greed index against the day's: its own, or its publisher's bands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from builder.market.fields import MARKET
from builder.story.checking.case import Case, Problem
from builder.story.checking.figures.book import Book
from builder.story.checking.findings import Kind
from builder.story.checking.words.language import What
from builder.story.checking.words.lexicon import Mention


def check_labels(case: Case) -> Iterator[Problem]:
    """Yield a label that is not the day's."""
    found = _labels(case)
    if not found or not _is_about_index(case):
        return
    name, figure = day_label(case.book)
    if not name or any(mention.meaning == name for mention in found):
        return
    if _follows_stated_number(case, found[0].meaning) or _is_of_other_day(case):
        return
    value, claimed = case.book.figure(MARKET, "fear_greed"), found[0].meaning.lower()
    stated = f" at {value.value:g}" if value is not None else ""
    yield Problem(
        found[0].start,
        Kind.LABEL,
        f"the Fear & Greed index{stated} is labelled {name.lower()}, not {claimed}",
        figure,
    )


def day_label(book: Book) -> tuple[str, str]:
    """Return the day's label and the id of the figure that says it; empty where there is none."""
    label = book.figure(MARKET, "fear_greed_label")
    if label is not None:
        return str(label.value), label.id
    value = book.figure(MARKET, "fear_greed")
    if value is None:
        return "", ""
    return _band(book, value.number), value.id


def _band(book: Book, value: float) -> str:
    figure = book.figure(MARKET, "fear_greed")
    provider = book.history.sources.provider(figure.origin if figure else "")
    bands = provider.fear_greed_bands
    return next((name for low, high, name in bands if low <= round(value) <= high), "")


def _labels(case: Case) -> list[Mention]:
    """Return the labels that a sentence gives the day: not those within the index's name."""
    names = [m for m in case.sentence.of(What.METRIC) if m.meaning == "fear_greed"]
    found = []
    for mention in case.sentence.of(What.LABEL):
        within = any(n.start <= mention.start and mention.end <= n.end for n in names)
        past = case.grammar.past_label.search(case.text[: mention.start])
        if not within and not past:
            found.append(_with_extreme(case, mention))
    return found


def _with_extreme(case: Case, mention: Mention) -> Mention:
    """Read "fear has turned extreme" as extreme fear."""
    if case.sentence.of(What.EXTREME, start=mention.end, end=mention.end + 30):
        extreme = f"Extreme {mention.meaning}"
        if extreme in case.sentence.language.words[What.LABEL]:
            return replace(mention, meaning=extreme)
    return mention


def _is_about_index(case: Case) -> bool:
    said = [m for m in case.sentence.of(What.METRIC, What.HINT) if m.meaning == "fear_greed"]
    stated = any(
        verdict.truth is not None and verdict.truth.column.metric == "fear_greed"
        for verdict in case.verdicts
    )
    return bool(said) or stated


def _follows_stated_number(case: Case, label: str) -> bool:
    """Tell whether the label fits a number of the sentence that is already found wrong."""
    return any(
        case.fails(claim) and _band(case.book, claim.quantity.value) == label
        for claim in case.claims
    )


def _is_of_other_day(case: Case) -> bool:
    days = case.sentence.days
    return any(not named.baseline and not named.holds(case.book.day) for named in days)
