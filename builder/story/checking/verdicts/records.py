"""Holds records and "largest since" against the history, with the days that it holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from builder.market.fields import MARKET, ON_FILE
from builder.market.series import Series
from builder.story.checking.case import Case, Problem
from builder.story.checking.claims.frame import groups_of
from builder.story.checking.figures.columns import COLUMNS, Column, Part
from builder.story.checking.findings import Kind
from builder.story.checking.words.language import What
from builder.story.checking.words.lexicon import Mention

_MOST_MISSING = 0.1
"""With more of the days missing, the history cannot show that something is a record."""

_SUPERLATIVES = ("top", "bottom", "led", "worst", "best")
_NEGATED = 20
_OF_A_DAY = "liquidations"
"""What a record or a quiet day is one of, where nothing is named."""


@dataclass(frozen=True, slots=True)
class _Record:
    """A record that is claimed: of the largest or the least, since when, or of all there were.

    A modest one speaks of what is on file, or of the days since one that is named.
    """

    mention: Mention
    low: bool
    first: date | None
    modest: bool


def check_records(case: Case) -> Iterator[Problem]:
    """Yield a record that an earlier day breaks, or a note where the history cannot show it."""
    record = _claimed(case)
    subject, column = _series_of(case) if record is not None else (MARKET, None)
    if record is None or column is None:
        return
    series = case.book.series(subject, column.field)
    place = series.position(case.book.day)
    if place is None:
        return
    earlier = _earlier(series, place, record.first)
    name = case.wording.series(subject, column)
    broken = [number for number in earlier if _breaks(series, number, place, record.low)]
    if broken:
        worst = (min if record.low else max)(broken, key=lambda number: series.values[number])
        figure = case.book.figure(subject, column.field, series.dates[worst])
        assert figure is not None, "a value of a series is a figure"
        size = "smaller" if record.low else "larger"
        words = f"{name} were {size} on {figure.day}: {case.wording.number(figure)}"
        yield Problem(record.mention.start, Kind.RECORD, words, figure.id)
        return
    reason = "a disputed day takes no part in records"
    if not case.book.disputed:
        reason = "" if record.modest else _gap(series, place, earlier, record.first)
    if reason:
        words = f"{name}: no record can be shown, {reason}"
        yield Problem(record.mention.start, Kind.UNVERIFIED, words)


def _claimed(case: Case) -> _Record | None:
    sentence = case.sentence
    on_file = bool(sentence.of(What.ON_FILE))
    for mention in sentence.of(What.RECORD):
        if not sentence.of(
            What.NEGATION, start=max(0, mention.start - _NEGATED), end=mention.start
        ):
            return _record(case, mention, mention.meaning == "low", on_file)
    never = sentence.of(What.NEVER)
    if never and sentence.of(What.SO_LARGE, start=never[0].end):
        return _record(case, never[0], False, on_file)
    for mention in sentence.of(What.ORDER):
        since = sentence.of(What.SINCE, start=mention.end) or case.grammar.period.search(
            case.text, mention.end
        )
        if mention.meaning in _SUPERLATIVES and (since or on_file):
            record = _record(case, mention, mention.meaning == "bottom", on_file)
            if record.first is not None or on_file:
                return record
    return None


def _record(case: Case, mention: Mention, low: bool, on_file: bool) -> _Record:
    since = any(n.start >= mention.end and n.baseline for n in case.sentence.days)
    return _Record(mention, low, _first_day(case, mention.end), on_file or since)


def _first_day(case: Case, start: int) -> date | None:
    """Return the first day that a record is claimed over; None for all there are."""
    today, grammar = case.book.day, case.grammar
    for named in case.sentence.days:
        if named.start < start or named.first is None or named.last is None:
            continue
        if named.baseline:
            return named.first + timedelta(days=1) if named.day else named.first
        if named.holds(today) and named.first != named.last:
            return named.first
    period = grammar.period.search(case.text, start)
    if period and period.lastgroup:
        firsts = {
            "year": today.replace(month=1, day=1),
            "month": today.replace(day=1),
            "week": today - timedelta(days=today.weekday()),
        }
        return firsts[period.lastgroup]
    span = grammar.span.search(case.text, start)
    if span:
        days = grammar.units[span["unit"].lower()] * _count(case, span["count"])
        return today - timedelta(days=days - 1)
    return None


def _count(case: Case, word: str | None) -> int:
    if word and word.isdigit():
        return int(word)
    numerals = case.sentence.language.numerals
    return numerals.ones.get(word.lower(), 1) if word else 2


def _series_of(case: Case) -> tuple[str, Column | None]:
    """Return which series a record is claimed of: that of a number that stands, or by the words."""
    for verdict in case.verdicts:
        truth = verdict.truth
        if truth is None or not verdict.stands or truth.figure.day != case.book.day:
            continue
        if truth.column in COLUMNS and truth.column.part is not Part.SHARE:
            return truth.figure.subject, truth.column
    sentence = case.sentence
    named = [m.meaning for m in (*sentence.of(What.METRIC), *sentence.of(What.HINT))]
    metric = next((name for name in (*named, case.context.metric) if name), _OF_A_DAY)
    groups = groups_of(sentence, 0, len(case.text))
    subjects = (groups[0][0].meaning,) if groups else (MARKET, ON_FILE)
    side = next((m.meaning for m in sentence.of(What.SIDE)), "")
    window = next((w.hours for w in sentence.windows if w.hours), "24")
    for column in COLUMNS:
        fits = column.metric == metric and column.side == side and column.part is Part.LEVEL
        for subject in subjects if fits and column.window in ("", window) else ():
            if case.book.figure(subject, column.field) is not None:
                return subject, column
    return MARKET, None


def _earlier(series: Series, place: int, first: date | None) -> list[int]:
    """Return the earlier values that the day's can be compared with, from a day on."""
    origin = series.origins[place]
    return [
        number
        for number in range(place)
        if not series.disputed[number]
        and series.origins[number] == origin
        and (first is None or series.dates[number] >= first)
    ]


def _breaks(series: Series, number: int, place: int, low: bool) -> bool:
    gap = float(series.values[number] - series.values[place])
    return gap < 0 if low else gap > 0


def _gap(series: Series, place: int, earlier: list[int], first: date | None) -> str:
    """Say what the history lacks to show a record; nothing where it lacks little."""
    if not earlier:
        return "no earlier day is comparable"
    days = (series.dates[place] - (first or series.dates[earlier[0]])).days
    missing = days - len(earlier)
    if days and missing / days > _MOST_MISSING:
        return f"{missing:,} of {days:,} days before it are missing"
    return ""
