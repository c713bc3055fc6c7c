"""When it was: over which window, on which day, and since when."""

from __future__ import annotations

from datetime import date

from builder.story.checking.claims.claim import Slot
from builder.story.checking.claims.frame import Frame, unique
from builder.story.checking.claims.phrases import Phrase
from builder.story.checking.figures.columns import Part
from builder.story.checking.words.quantities import Measure, Quantity

OTHER_WINDOW = "?"
"""A length of time that no figure is over."""


def windows_of(frame: Frame, phrase: Phrase) -> Slot[str]:
    """Return over how many hours a number is; empty where any will do."""
    quantity, windows = phrase.quantity, frame.sentence.windows
    behind = [w for w in windows if quantity.end <= w.start < phrase.right]
    ahead = [w for w in windows if phrase.left <= w.start < quantity.start]
    own = [*behind, *ahead[::-1]]
    if own:
        return Slot((own[0].hours or OTHER_WINDOW,), stated=True)
    # A window before the first number holds for those after it, one behind the last for those
    # before it; one in between is that of the number it stands with.
    last = max(phrase.right, frame.phrases[-1].quantity.end)
    earlier = [w.hours for w in windows if w.end <= phrase.left]
    later = [w.hours for w in windows if w.start >= last]
    near = unique((*earlier[::-1], *later))
    if near and not frame.grammar.clause.search(frame.sentence.text):
        return Slot((near[0] or OTHER_WINDOW,), stated=len(windows) == 1)
    return Slot(unique((*(hours for hours in near if hours), frame.context.window, "")))


def days_of(
    frame: Frame, phrase: Phrase, part: Part | None
) -> tuple[Slot[date | None], tuple[date, ...]]:
    """Return on which day a number was, and the days it may be compared with.

    The day is None where it is unclear.
    """
    quantity, today, named = phrase.quantity, frame.today, frame.sentence.days
    baselines = unique(n.day for n in named if n.day is not None and n.day != today)
    behind = [n for n in named if quantity.end <= n.start < phrase.right]
    ahead = [n for n in named if phrase.left <= n.start < quantity.start]
    for day in (*behind, *ahead[::-1]):
        owns = day in ahead and not frame.gap(day.end, quantity.whole_start).strip(" '’s")
        if day.baseline and not owns and not _is_of(frame, day.start, quantity):
            continue
        if day.baseline and day in ahead and part is Part.CHANGE:
            continue
        return Slot((today if day.holds(today) else day.day,), stated=True), baselines
    others = (n.day for n in named if not n.holds(today))
    return Slot(unique((today, *others))), baselines


def _is_of(frame: Frame, start: int, quantity: Quantity) -> bool:
    """Tell whether a day follows an amount right away: "$5 million from Thursday"."""
    amount = quantity.measure in (Measure.USD, Measure.KRW, Measure.PLAIN)
    if not amount or start < quantity.end:
        return False
    return frame.grammar.then_day.fullmatch(frame.sentence.text, quantity.end, start) is not None
