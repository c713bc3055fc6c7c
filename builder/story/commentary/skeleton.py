"""The beginning of a commentary: front matter to fill in, and the figures most worth a word."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import zip_longest

from babel.dates import format_date

from builder.market.fields import MARKET, ON_FILE, TOPICS, Unit
from builder.market.figures import Figure
from builder.market.history import History
from builder.market.vocabulary import FIELDS
from builder.story.commentary.placeholders import figure_on_file, placeholder
from builder.story.plan import plan_day
from builder.story.statements.statement import Statement

MOST_FIGURES = 6

_OF_ASSETS = (
    "price_usd",
    "price_change_24h_pct",
    "liquidations_24h_usd",
    "open_interest_usd",
    "open_interest_change_24h_pct",
    "funding_rate",
)
"""What is asked first of an asset."""

_BODY = """\
<!-- Nothing between such marks is published. Double braces print a figure with where it comes from,
     as it stands in the data. content/README.md says what else there is. -->

{about}

{figures}

## What stands out

<!-- What surprised you, and against what you expected it. -->

## What it may mean

<!-- Your own reading, as yours. Say what would show you wrong. -->
"""


def day_skeleton(history: History, day: date, author: str) -> str:
    """Return a draft about a day on file, as a text that builds as it is."""
    figures = _chosen(_telling(history, day))
    lines = [f"{_label(history, figure)}: {placeholder(figure)}" for figure in figures]
    title, about = f"What stands out on {_named(day)}", "The figures of the day:"
    return _text(title, author, about, figures, lines)


def asset_skeleton(history: History, ticker: str, author: str) -> str:
    """Return a draft about an asset on file, as a text that builds as it is."""
    day = history.days_of(ticker)[0]
    names = dict.fromkeys((*_OF_ASSETS, *FIELDS))
    found = (figure_on_file(history, ticker, name, day, latest=True) for name in names)
    figures = _chosen(figure for figure in found if figure is not None)
    lines = [
        f"{_label(history, figure)}, {_named(figure.day)}: {placeholder(figure, dated=True)}"
        for figure in figures
    ]
    title = f"{history.by_ticker[ticker].name}: what stands out"
    return _text(title, author, "The latest figures, each with its day:", figures, lines)


def _telling(history: History, day: date) -> Iterator[Figure]:
    """Yield the first figure of each statement of a day's story, then the second ones, then any.

    Those of the summary come first.
    """
    plan = plan_day(history, history.by_date[day])
    told = [one for paragraphs in plan.sections.values() for some in paragraphs for one in some]
    figures = [list(_figures_of(statement, day)) for statement in (*plan.lede, *told)]
    for rank in zip_longest(*figures):
        yield from (figure for figure in rank if figure is not None)
    for subject in (MARKET, ON_FILE, *history.subjects_on(day)):
        for name in FIELDS:
            figure = history.figure(day, subject, name)
            if figure is not None:
                yield figure


def _figures_of(statement: Statement, day: date) -> Iterator[Figure]:
    for part in statement.parts.values():
        for one in part if isinstance(part, tuple) else (part,):
            if isinstance(one, Figure) and one.day == day and one.field.name in FIELDS:
                yield one


def _chosen(figures: Iterable[Figure]) -> list[Figure]:
    """Return the first figures, each once, without amounts in won: they would need their rate."""
    found = (figure for figure in figures if figure.field.unit is not Unit.KRW)
    return list({figure.id: figure for figure in found}.values())[:MOST_FIGURES]


def _text(
    title: str, author: str, about: str, figures: Iterable[Figure], lines: Iterable[str]
) -> str:
    topics = dict.fromkeys(TOPICS[figure.field.topic] for figure in figures)
    front = [
        f"title: {_quoted(title)}",
        f"author: {_quoted(author)}",
        "summary:",
        f"tags: [{', '.join(map(_quoted, topics))}]",
        "draft: true",
        "publish_at:",
        "image:",
        "  file:",
        "  alt:",
        "  credit:",
    ]
    body = _BODY.format(about=about, figures="\n".join(f"- {line}" for line in lines))
    return "\n".join(["---", *front, "---", "", body])


def _label(history: History, figure: Figure) -> str:
    field = figure.field
    window = f", {field.window}" if field.window else ""
    if figure.subject == MARKET:
        return f"{field.label}{window}"
    if figure.subject == ON_FILE:
        return f"{field.label}{window}, assets on file"
    return f"{history.by_ticker[figure.subject].name}, {field.label.lower()}{window}"


def _named(day: date) -> str:
    return format_date(day, "d MMMM y", locale="en")


def _quoted(text: str) -> str:
    # A JSON string is a YAML string, whatever it holds.
    return json.dumps(text, ensure_ascii=False)
