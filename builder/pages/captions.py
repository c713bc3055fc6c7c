"""A chart with the words around it, as a page shows it."""

from __future__ import annotations

from dataclasses import dataclass, field

from markupsafe import Markup

from builder.charts.chart import Chart
from builder.story.prints import Prints


@dataclass(frozen=True)
class Figured:
    """A chart and its caption; `keys` are the colours it uses: (class, word).

    A wide chart comes with a narrow drawing of the same for phones. `prints` holds the figures that
    the drawings, their descriptions and the caption print.
    """

    chart: Chart
    caption: Markup
    keys: tuple[tuple[str, str], ...] = ()
    narrow: Chart | None = None
    prints: Prints = field(default_factory=Prints)

    @property
    def charts(self) -> tuple[Chart, ...]:
        """All drawings it needs."""
        return (self.chart,) if self.narrow is None else (self.chart, self.narrow)
