"""A chart with the words and the numbers around it, as a page shows it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from markupsafe import Markup

from builder.charts.chart import Chart, Margins, Row, Words, chart_of
from builder.charts.compiled import Build
from builder.charts.theme import NARROW, WIDE
from builder.market.figures import Source, with_inputs
from builder.pages.charts.spans import Span
from builder.pages.tables import FigureTable
from builder.story.markup import plain_text
from builder.story.prints import Prints

Keys = tuple[tuple[str, str], ...]
"""What the colours of a chart mean: (class, word)."""

MOST_CREDITS = 3
"""More than these are no line below a chart."""


@dataclass(frozen=True)
class Figured:
    """A chart, its takeaway as a caption, and its numbers as a table.

    A wide chart comes with a narrow drawing of the same for phones. `note` says what is on file, if
    not all is; `span` is the one it shows, where there are several, and `closes` says that below it
    stands the table that those of its kind share. `prints` holds the figures that the drawings,
    their descriptions and the caption print. Numbers `by_day` are of other days than the page's:
    each stands, proven, on its own. `told` is what is said of its marks where that is not what its
    table shows.
    """

    chart: Chart
    caption: Markup
    keys: Keys = ()
    narrow: Chart | None = None
    prints: Prints = field(default_factory=Prints)
    numbers: FigureTable | None = None
    by_day: bool = False
    note: Markup | None = None
    span: Span | None = None
    closes: bool = False
    told: FigureTable | None = None

    @property
    def charts(self) -> tuple[Chart, ...]:
        """All drawings it needs."""
        return (self.chart,) if self.narrow is None else (self.chart, self.narrow)

    @property
    def of_its_marks(self) -> FigureTable | None:
        """The numbers that are said of its marks."""
        return self.told or self.numbers

    @cached_property
    def credits(self) -> str:
        """Who measured and published what it shows, in words; perhaps nothing.

        Where they are many, as over a year of days, only who measured.
        """
        rows = self.of_its_marks.rows if self.of_its_marks else ()
        credited = [
            (credit.provider, credit.publisher)
            for figure in with_inputs(figure for row in rows for figure in row.figures if figure)
            if isinstance(figure.source, Source) and (credit := figure.source.attribution)
        ]
        named = dict.fromkeys(", via ".join(filter(None, names)) for names in credited)
        if len(named) > MOST_CREDITS:
            named = dict.fromkeys(provider or publisher for provider, publisher in credited)
        return "; ".join(filter(None, named))


@dataclass(frozen=True)
class Drawn:
    """What is drawn: the kind of chart with its options, its rows, and room for its labels."""

    build: Build
    rows: list[Row]
    margins: Margins
    options: tuple[object, ...] = ()


def described(what: str, shape: str, caption: Markup, name: str) -> Words:
    """Return the words of a chart for who cannot see it: its shape, and the takeaway."""
    return Words(f"chart-{name}", what, f"{shape}: {plain_text(caption)}")


def narrow_chart(words: Words, drawn: Drawn) -> Chart:
    """Return a chart as wide as a phone; two of them stand side by side on a desk."""
    return chart_of(words, drawn.build, drawn.rows, NARROW, drawn.margins, *drawn.options)


def wide_and_narrow(words: Words, wide: Drawn, narrow: Drawn) -> tuple[Chart, Chart]:
    """Return a chart as wide as a page, and the same for a phone."""
    small = Words(f"{words.name}-narrow", words.title, words.description)
    return (
        chart_of(words, wide.build, wide.rows, WIDE, wide.margins, *wide.options),
        chart_of(small, narrow.build, narrow.rows, NARROW, narrow.margins, *narrow.options),
    )
