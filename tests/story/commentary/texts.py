"""Texts of authors for tests: written as files, read and made ready as the command line does."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from markupsafe import Markup

from builder.market.days import parse_day
from builder.market.faults import Fault
from builder.market.figures import Figure
from builder.market.history import History
from builder.publish.inputs import Inputs, read_inputs
from builder.story.commentary.placeholders import Filled
from builder.story.commentary.prepared import Prepared, prepare
from builder.story.commentary.prose import prose_of
from builder.story.commentary.reading import parse_commentary
from builder.story.markup import figure_markup
from builder.story.printing import PRINTS, Printer
from tests.market.folders import DAY, NOW, Files, write_files

NAME = f"days/{DAY}.md"
"""The file of a text about the day that most tests speak of."""

FRONT = "title: A title\nauthor: Ada Byron\n"


def text_of(body: str, front: str = FRONT) -> str:
    """Return a file's text: front matter, an empty line, and a body."""
    return f"---\n{front}---\n\n{body}\n"


def inputs_of(
    folder: Path, data: Files, content: Files, now: datetime = NOW, drafts: bool = False
) -> Inputs:
    """Write both folders and read them as the command line does."""
    texts = folder / "content"
    texts.mkdir(parents=True, exist_ok=True)
    return read_inputs(
        write_files(folder / "data", data), write_files(texts, content), now, drafts=drafts
    )


def prepared(
    history: History, text: str, content: Path = Path("nowhere"), file: str = NAME
) -> tuple[Prepared | None, list[Fault]]:
    """Parse a file's text and make it ready; gives it, and all that is wrong with it."""
    faults: list[Fault] = []
    commentary = parse_commentary(text, file, faults)
    if commentary is None:
        return None, faults
    day: date = parse_day(Path(file).stem) if file.startswith("days/") else history.days[-1].date
    return prepare(commentary, history, day, content, Printer(), faults), faults


def faults_in(
    history: History, text: str, content: Path = Path("nowhere"), file: str = NAME
) -> list[str]:
    """Return what is wrong with a file's text, each fault as it is printed."""
    return [str(fault) for fault in sorted(prepared(history, text, content, file)[1])]


def shown(history: History, body: str, front: str = FRONT) -> Markup:
    """Return a body as its page shows it; a fault fails the test."""
    ready, faults = prepared(history, text_of(body, front))
    assert ready is not None, faults
    assert faults == []
    return ready.body.shown(show)


def show(figure: Figure, how: str) -> Markup:
    """Print a figure as a page about DAY does."""
    return figure_markup(figure, PRINTS[how](Printer(), figure), DAY)


def html_of(body: str, below: int = 2) -> str:
    """Return a body without figures as safe HTML; what is wrong with it is left aside."""
    return prose_of(Filled(body), 1, below, Path("nowhere"), NAME, lambda *_: None).html


Complaints = list[tuple[int, str, str]]


def complaining() -> tuple[Complaints, Callable[[int, str, str], None]]:
    """Return a list, and what adds to it the line, the field and the words of a complaint."""
    found: Complaints = []
    return found, lambda line, field, message: found.append((line, field, message))
