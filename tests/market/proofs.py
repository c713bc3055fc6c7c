"""Proves figures as a reader would: by the line they stand on, and by their formula."""

import csv
import re
from pathlib import Path

import pytest

from builder.market.figures import Figure, Formula, Source
from builder.market.history import History
from tests.market.folders import figures_on


def recomputed(formula: Formula) -> float:
    """Evaluate a formula's text with the values of its inputs."""
    numbers = {figure.field.name: figure.number for figure in formula.inputs}
    numbers |= {figure.id: figure.number for figure in formula.inputs}
    text = re.sub(r"[A-Za-z]\w*(\.\w+)?", lambda name: f"({numbers[name[0]]!r})", formula.text)
    return eval(text.replace("×", "*"))  # noqa: S307 - the program's own words, proven by doing so


def reported(figure: Figure) -> set[Figure]:
    """Return the reported figures that a figure rests on, itself if it is one."""
    if isinstance(figure.source, Source):
        return {figure}
    return set().union(*(reported(part) for part in figure.source.inputs))


def cell_at(data: Path, figure: Figure) -> str:
    """Find a reported figure in its file by file and line alone, as a reader would."""
    lines = (data / figure.source.file).read_text(encoding="utf-8").splitlines()
    line = lines[figure.source.line - 1]
    if figure.source.file.endswith(".csv"):
        row = dict(zip(next(csv.reader(lines)), next(csv.reader([line])), strict=True))
        assert row.get("asset", "") == ("" if figure.subject == "market" else figure.subject)
        return row[figure.field.name]
    (text,) = re.findall(rf'\b{figure.field.name}\b"?: *"?([^",}}]+)', line)
    return text.strip()


def prove(data: Path, history: History) -> int:
    """Prove every figure of every day, and return how many there were."""
    figures = [f for day in history.days for f in figures_on(history, day.date).values()]
    for figure in figures:
        if isinstance(figure.source, Formula):
            assert figure.value == pytest.approx(recomputed(figure.source), rel=1e-9), figure.id
        for cell in reported(figure):
            text = cell_at(data, cell)
            assert cell.value == (text if isinstance(cell.value, str) else float(text)), cell.id
    return len(figures)
