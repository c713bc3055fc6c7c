"""The ledger of a page: every figure it prints, traced down to the cells it rests on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import orjson

from builder.market.figures import Figure, Formula, Source
from builder.market.numbers import plain, pointless
from builder.story.prints import Prints


@dataclass(frozen=True)
class Occasion:
    """Whose a figure is and what time it speaks of, in the words of the page.

    `whose` is empty where the label says it all. `as_of` is None where the hour is not reported;
    `time` then names the day alone.
    """

    whose: str
    as_of: datetime | None
    time: str


@dataclass(frozen=True)
class Entry:
    """A figure of the ledger, and the texts it was printed as (none for an input)."""

    figure: Figure
    texts: tuple[str, ...]
    occasion: Occasion


@dataclass(frozen=True)
class Ledger:
    """All figures of a page about a day (of an asset: its latest), by name and day."""

    day: date
    as_of: datetime | None
    entries: tuple[Entry, ...]

    def printed_as(self, text: str) -> list[Entry]:
        """Return the entries that are printed as some text, with or without unit: `735.07`.

        A part of a number is another number: `5` is not found in `735.07`.
        """
        whole = re.compile(rf"(?<![\d.,]){re.escape(text)}(?![.,]?\d)")
        return [entry for entry in self.entries if any(map(whole.search, entry.texts))]

    def json(self) -> str:
        """Return the ledger as JSON.

        `date`, `as_of`, `sources`, and `figures`: each with its record, `subject_name`, `as_of`
        (where its window ends), `time` (the same in words, or its day), and the `texts` it was
        printed as. A source is stated once: a figure names its place among `sources` as `from`.
        """
        sources: list[dict[str, Any]] = []
        figures = [_referring(_written(entry), sources) for entry in self.entries]
        ledger: dict[str, Any] = {
            "date": self.day.isoformat(),
            "as_of": self.as_of.isoformat() if self.as_of else None,
            "sources": sources,
            "figures": figures,
        }
        return orjson.dumps(ledger, option=orjson.OPT_APPEND_NEWLINE).decode()


def ledger_of(
    day: date, as_of: datetime | None, prints: Prints, occasion: Callable[[Figure], Occasion]
) -> Ledger:
    """Return the printed figures and all that they rest on, down to cells."""
    entries: dict[tuple[str, date], Entry] = {
        figure.key: Entry(figure, texts, occasion(figure)) for figure, texts in prints
    }
    pending = [entry.figure for entry in entries.values()]
    while pending:
        source = pending.pop().source
        for figure in () if isinstance(source, Source) else source.inputs:
            if figure.key not in entries:
                entries[figure.key] = Entry(figure, (), occasion(figure))
                pending.append(figure)
    return Ledger(day, as_of, tuple(entries[key] for key in sorted(entries)))


def trace(figure: Figure) -> Iterator[tuple[int, Figure]]:
    """Yield a figure and all that it rests on, each with its depth below it."""
    yield 0, figure
    if isinstance(figure.source, Formula):
        for given in figure.source.inputs:
            yield from ((depth + 1, below) for depth, below in trace(given))


def value_words(figure: Figure) -> str:
    """Write a figure's exact value with its unit."""
    if isinstance(figure.value, str):
        return figure.value
    return f"{plain(figure.number)} {figure.field.unit.value}"


def source_words(figure: Figure) -> str:
    """Say where a figure comes from, on one line."""
    if isinstance(figure.source, Source):
        credit = figure.source.attribution
        names = [credit.provider, credit.publisher] if credit else []
        by = f" ({', via '.join(name for name in names if name)})" if any(names) else ""
        return f"{figure.source.file}:{figure.source.line}{by}"
    return f"= {figure.source.text}"


def _referring(written: dict[str, Any], sources: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a figure with its source noted among those before it, where it is not yet."""
    if "source" not in written:
        return written
    own = {name: written["source"][name] for name in ("row", "field")}
    shared = {name: value for name, value in written["source"].items() if name not in own}
    if shared not in sources:
        sources.append(shared)
    return {**written, "source": {"from": sources.index(shared), **own}}


def _written(entry: Entry) -> dict[str, Any]:
    occasion = entry.occasion
    return {
        **figure_record(entry.figure),
        "subject_name": occasion.whose or None,
        "as_of": occasion.as_of.isoformat() if occasion.as_of else None,
        "time": occasion.time,
        "texts": list(entry.texts),
    }


def figure_record(figure: Figure) -> dict[str, Any]:
    """Return a figure for machines to read.

    `id`, `day`, `label`, `value`, `unit`, `window`, and either its `source` or its `formula`,
    `expression` and `inputs`.
    """
    written: dict[str, Any] = {
        "id": figure.id,
        "day": figure.day.isoformat(),
        "label": figure.field.label,
        "value": figure.value if isinstance(figure.value, str) else pointless(figure.number),
        "unit": figure.field.unit.value,
        "window": figure.field.window or None,
    }
    if isinstance(figure.source, Source):
        credit = figure.source.attribution
        said = {
            name: getattr(credit, name)
            for name in ("provider", "publisher", "url")
            if credit is not None and getattr(credit, name)
        }
        written["source"] = {
            "file": figure.source.file,
            "row": figure.source.line,
            "field": figure.field.name,
            **said,
        }
    else:
        written["formula"] = figure.source.text
        written["expression"] = figure.source.expression or None
        written["inputs"] = [
            {"id": given.id, "day": given.day.isoformat()} for given in figure.source.inputs
        ]
    return written
