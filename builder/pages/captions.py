"""A chart with the words around it, as a page shows it."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from builder.charts.chart import Chart


@dataclass(frozen=True)
class Figured:
    """A chart and its caption; `keys` are the colours it uses: (class, word).

    A wide chart comes with a narrow drawing of the same for phones.
    """

    chart: Chart
    caption: Markup
    keys: tuple[tuple[str, str], ...] = ()
    narrow: Chart | None = None

    @property
    def charts(self) -> tuple[Chart, ...]:
        """All drawings it needs."""
        return (self.chart,) if self.narrow is None else (self.chart, self.narrow)
