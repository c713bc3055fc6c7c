"""Finds the days and periods that a sentence names.

Names of months and weekdays come from the Unicode CLDR by way of Babel.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from babel.dates import get_day_names, get_month_names

from builder.story.checking.words.hedges import alternatives
from builder.story.checking.words.language import Language

_NEAR_FUTURE = timedelta(days=31)
"""A date without a year that lies further ahead is last year's."""

_YEAR = r"(?:19|20)\d{2}"
_NUMERIC = (
    rf"(?P<iso>{_YEAR}[-/.](?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12]\d|3[01]))\b",
    rf"\b(?P<slashed>\d{{1,2}}[/.]\d{{1,2}}[/.]{_YEAR})\b",
    rf"(?:(?P<kyear>{_YEAR})년\s?)?(?P<kmonth>\d{{1,2}})월\s?(?P<kday>\d{{1,2}})일",
)


@dataclass(frozen=True, slots=True)
class Named:
    """A day or a period that a sentence names, from `first` to `last`; None where it is unclear.

    A `baseline` is what something is compared with rather than when it was. A named `weekday` must
    be that of the date beside it.
    """

    start: int
    end: int
    first: date | None
    last: date | None
    baseline: bool = False
    weekday: int | None = None

    @property
    def day(self) -> date | None:
        """The day, if it is a single one."""
        return self.first if self.first == self.last else None

    def holds(self, day: date) -> bool:
        """Tell whether a day is within it."""
        return self.first is not None and self.last is not None and self.first <= day <= self.last


class Dates:
    """Reads days in one language."""

    def __init__(self, language: Language) -> None:
        self._calendar, self._ones = language.calendar, language.numerals.ones
        self._months = _names(language.code, get_month_names)
        self._weekdays = _names(language.code, get_day_names)
        month, weekday = _written(self._months), _written(self._weekdays)
        order = rf"(?:{self._calendar.ordinal_pattern})?"
        more = rf"(?:\s?(?:–|-|and|to|through)\s?(?P<more>\d{{1,2}}){order}(?![\d:]))?"
        lead = rf"(?:(?P<weekday>{weekday})\.?,?\s+(?:the\s+)?)?"
        year = rf"(?:,?\s+(?P<year>{_YEAR})\b)?"
        forms = (
            rf"{lead}(?P<d>\d{{1,2}}){order}{more}\s+(?:of\s+)?(?P<month>{month})\b\.?{year}",
            rf"{lead}(?P<month>{month})\b\.?\s+(?:the\s+)?(?P<d>\d{{1,2}}){order}\b(?!:){more}{year}",
            *_NUMERIC,
            rf"(?P<alone>(?:{month})(?:\s+(?P<myear>{_YEAR}))?)\b(?!\.?\s?\d)",
            rf"(?:(?P<last>last|past|this)\s+)?(?P<wd>{weekday})\b",
        )
        self._patterns = [
            *(re.compile(r"(?<![\w$₩.,])" + form) for form in forms),
            _relative_pattern(language),
            re.compile(
                rf"\b(?:{self._calendar.in_year_pattern})\s+(?P<in_year>{_YEAR})\b(?!\s?[%\d])"
            ),
            re.compile(rf"\b(?P<in_year>{_YEAR})'s\b"),
        ]
        self._baseline = re.compile(
            rf"(?:^|\W)(?:{self._calendar.baseline_pattern})\s+(?:the\s+|that\s+of\s+|on\s+|in\s+)*$",
            re.IGNORECASE,
        )
        self._coming = re.compile(rf"\b(?:{self._calendar.coming_pattern})$", re.IGNORECASE)

    def named(self, text: str, today: date) -> list[Named]:
        """Return the days and periods that a sentence names, in the order of their places."""
        plain = text.replace("’", "'")
        found: list[Named] = []
        for pattern in self._patterns:
            for match in pattern.finditer(plain):
                if not any(n.start < match.end() and match.start() < n.end for n in found):
                    named = self._read(match, today)
                    if named is not None:
                        found.append(named)
        found.sort(key=lambda named: named.start)
        return [self._placed(named, plain[: named.start]) for named in found]

    def _placed(self, named: Named, before: str) -> Named:
        baseline = self._baseline.search(before) is not None
        if self._coming.search(before):
            named = replace(named, first=None, last=None)
        return replace(named, baseline=baseline)

    def _read(self, match: re.Match[str], today: date) -> Named | None:
        groups = match.groupdict()
        start, end = match.span()
        if groups.get("in_year"):
            year = int(match["in_year"])
            return Named(*match.span("in_year"), date(year, 1, 1), date(year, 12, 31))
        if "exact" in groups:
            day = self._relative_day(match, today)
            return Named(start, end, day, day)
        if groups.get("wd"):
            back = (today.weekday() - self._weekdays[match["wd"].lower()]) % 7
            if not back and groups["last"] == "last":
                back = 7
            day = today - timedelta(days=back)
            return Named(start, end, day, day)
        if groups.get("alone"):
            return self._month(match, today)
        days = self._days(groups, today)
        weekday = groups.get("weekday")
        number = self._weekdays[weekday.lower()] if weekday else None
        return Named(start, end, *days, weekday=number) if days else None

    def _days(self, groups: dict[str, str | None], today: date) -> tuple[date, date] | None:
        if groups.get("iso"):
            year, month, day = _parts(groups["iso"])
            return _span(year, month, day, day)
        if groups.get("slashed"):
            one, two, year = _parts(groups["slashed"])
            either = (_span(year, two, one, one), _span(year, one, two, two))
            known = [span for span in either if span is not None]
            return (today, today) if (today, today) in known else known[0] if known else None
        if groups.get("kday"):
            day = int(groups["kday"] or 0)
            return _dated(groups["kyear"], int(groups["kmonth"] or 0), day, day, today)
        month, day = self._months[(groups["month"] or "").lower()], int(groups["d"] or 0)
        return _dated(groups["year"], month, day, int(groups["more"] or day), today)

    def _month(self, match: re.Match[str], today: date) -> Named | None:
        word = match["alone"].split()[0]
        if word not in self._calendar.short_months and len(word) < 4:
            return None
        month = self._months[word.lower()]
        year = int(match["myear"]) if match["myear"] else today.year - (month > today.month)
        return Named(
            *match.span(), date(year, month, 1), date(year, month, monthrange(year, month)[1])
        )

    def _relative_day(self, match: re.Match[str], today: date) -> date | None:
        """Return the day that "yesterday" or "two days ago" is; None for an unclear period."""
        if match["exact"]:
            words = " ".join(match["exact"].lower().split())
            return today + timedelta(days=self._calendar.relative[words])
        if match["number"]:
            number = match["number"].lower()
            count = int(number) if number.isdigit() else self._ones[number]
            return today - timedelta(days=count * self._calendar.units[match["unit"].lower()])
        return today if match["this"] else None


@lru_cache(maxsize=8)
def _names(code: str, names: Callable[..., dict[int, str]]) -> dict[str, int]:
    """Return the names of months or weekdays with their numbers, long and short ones."""
    found = {}
    for width in ("wide", "abbreviated"):
        for number, name in names(width, locale=code).items():
            found[name.lower().rstrip(".")] = number
    if "sep" in found:
        found["sept"] = found["sep"]
    return found


def _written(names: dict[str, int]) -> str:
    # With their capital letters only: "sat" is no Saturday, nor "may" a month.
    return "|".join(sorted(map(str.capitalize, names), key=len, reverse=True))


def _relative_pattern(language: Language) -> re.Pattern[str]:
    calendar = language.calendar
    number = "|".join(sorted(language.numerals.ones, key=len, reverse=True))
    return re.compile(
        rf"\b(?:(?P<exact>{alternatives(','.join(calendar.relative))})"
        rf"|(?P<number>{number}|\d+)\s+(?P<unit>{'|'.join(calendar.units)})\s+"
        rf"(?:{calendar.ago_pattern})|(?P<other>{calendar.other_period_pattern})"
        rf"|(?P<this>{calendar.this_period_pattern}))\b",
        re.IGNORECASE,
    )


def _dated(
    year: str | None, month: int, day: int, last: int, today: date
) -> tuple[date, date] | None:
    """Return the days of a month; without a year, those closest before today."""
    if year:
        return _span(int(year), month, day, last)
    span = _span(today.year, month, day, last)
    if span is not None and span[0] > today + _NEAR_FUTURE:
        return _span(today.year - 1, month, day, last)
    return span


def _parts(text: str | None) -> tuple[int, int, int]:
    one, two, three = (int(part) for part in re.split("[-/.]", text or ""))
    return one, two, three


def _span(year: int, month: int, day: int, last: int) -> tuple[date, date] | None:
    try:
        first, final = date(year, month, day), date(year, month, last)
    except ValueError:
        return None
    return (first, final) if first <= final else None
