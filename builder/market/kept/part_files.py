"""The rows of a month as a file: arrays, and all else as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np

from builder.market.attribution import Attribution
from builder.market.cells import Cell
from builder.market.corrections import Correction
from builder.market.faults import Withheld
from builder.market.kept.sealed import read_sealed, remove_others, write_sealed
from builder.market.parts import Month, Part
from builder.market.snapshots import Day
from builder.market.table import Table

_FOLDER = "months"


def read_part(kept: Path, month: Month, key: str) -> Part | None:
    """Return a month's part as it was kept under a key; None where it is not there, or damaged."""
    found = read_sealed(_path(kept, month, key), key)
    return None if found is None else part_from(found)


def write_part(kept: Path, month: Month, key: str, part: Part) -> None:
    """Keep a month's part under a key, if that is possible."""
    write_sealed(_path(kept, month, key), key, bytes_of(part))


def remove_other_parts(kept: Path, used: Iterable[tuple[Month, str]]) -> None:
    """Remove what is kept of months as they no longer are, as far as that is possible."""
    names = {_path(kept, month, key).name for month, key in used}
    remove_others(kept / _FOLDER, names)


def _path(kept: Path, month: Month, key: str) -> Path:
    return kept / _FOLDER / f"{month}-{key[:32]}"


def bytes_of(part: Part) -> bytes:
    """Return a part as bytes, from which `part_from` makes the same again."""
    table = part.table
    subjects = {name: n for n, name in enumerate(dict.fromkeys(name for _, name in table.keys))}
    credits: dict[Attribution, int] = {credit: n for n, credit in enumerate(table.credits)}

    def credit_number(credit: Attribution) -> int:
        return credits.setdefault(credit, len(credits))

    days = [
        (
            day.date.toordinal(),
            day.as_of.isoformat() if day.as_of else None,
            day.disputed,
            [(file, credit_number(credit)) for file, credit in day.attributions],
            [(c.date.toordinal(), c.field, c.old, c.new, c.note, c.line) for c in day.corrections],
        )
        for day in part.days
    ]
    texts = [(c.day.toordinal(), *c[1:]) for c in table.texts.values()]
    text_credits = [
        (day.toordinal(), subject, field, credit_number(credit))
        for (day, subject, field), credit in table.text_credits.items()
    ]
    told = {
        "days": days,
        "subjects": list(subjects),
        "files": table.files,
        "texts": texts,
        "text_credits": text_credits,
        "withheld": [
            (w.day, w.file, w.line, w.subject, w.field, w.value, w.rule, w.reason)
            for w in part.withheld
        ],
        "credits": [(c.provider, c.publisher, c.url, c.covers) for c in credits],
        "table_credits": len(table.credits),
        "credited": part.credited,
        "reported": part.reported,
    }
    out = BytesIO()
    keys = [
        [day.toordinal() for day, _ in table.keys],
        [subjects[subject] for _, subject in table.keys],
    ]
    np.save(out, np.array(keys, dtype=np.int32))
    np.save(out, table.values)
    np.save(out, np.stack([table.origins, table.lines, table.attributions]))
    out.write(json.dumps(told, separators=(",", ":")).encode())
    return out.getvalue()


def part_from(content: memoryview) -> Part:
    """Return the part that was turned into bytes."""
    stream = BytesIO(content)
    keys, values, places = (np.load(stream, allow_pickle=False) for _ in range(3))
    told: dict[str, Any] = json.loads(stream.read())
    credits = [Attribution(*texts, tuple(covers)) for *texts, covers in told["credits"]]
    dates = {day: date.fromordinal(day) for day, *_ in told["days"]}
    on = map(dates.__getitem__, keys[0].tolist())
    whose = map(told["subjects"].__getitem__, keys[1].tolist())
    texts = [Cell(dates[day], *rest) for day, *rest in told["texts"]]
    table = Table(
        tuple(zip(on, whose, strict=True)),
        values,
        *places,
        tuple(told["files"]),
        tuple(credits[: told["table_credits"]]),
        {(cell.day, cell.subject, cell.field): cell for cell in texts},
        {(dates[day], name, field): credits[n] for day, name, field, n in told["text_credits"]},
    )
    return Part(
        tuple(_day(dates[day], credits, *rest) for day, *rest in told["days"]),
        table,
        tuple(Withheld(*withheld) for withheld in told["withheld"]),
        told["reported"],
        told["credited"],
    )


def _day(
    day: date,
    credits: list[Attribution],
    as_of: str | None,
    disputed: str,
    attributions: list[tuple[str, int]],
    corrections: list[tuple[int, str, str, str, str, int]],
) -> Day:
    return Day(
        day,
        datetime.fromisoformat(as_of) if as_of else None,
        disputed,
        tuple((file, credits[number]) for file, number in attributions),
        tuple(Correction(date.fromordinal(on), *rest) for on, *rest in corrections),
    )
