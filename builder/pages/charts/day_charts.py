"""The charts of a day's page by asset, from the same figures as its tables."""

from __future__ import annotations

from collections.abc import Sequence

from builder.charts.bars import bar_margins
from builder.charts.chart import Chart, Row
from builder.charts.compiled import Build
from builder.charts.funding import funding_rates
from builder.charts.open_interest import open_interest_changes
from builder.charts.price import price_changes
from builder.market.comparisons import ranked
from builder.market.figures import Figure
from builder.market.history import History
from builder.pages.charts.bar_charts import MOST_BARS, DayPage, bar_chart
from builder.pages.charts.captions import Drawn, Figured, Keys
from builder.pages.charts.liquidation_charts import liquidation_bars, pace_bars
from builder.pages.charts.recent_charts import day_chart
from builder.pages.charts.sentiment_charts import sentiment_chart
from builder.pages.tables import figures_table
from builder.story.facts.day import DayFacts
from builder.story.prints import Prints
from builder.story.telling import Teller

_INTEREST_KEYS = (("up", "More open interest"), ("down", "Less"))


def day_charts(history: History, facts: DayFacts, teller: Teller) -> dict[str, list[Figured]]:
    """Return the charts of each section that has enough figures for one."""
    page = DayPage(history, facts, teller)
    found = {
        "liquidations": [
            liquidation_bars(page),
            pace_bars(page),
            day_chart(history, facts, teller),
        ],
        "open_interest": _open_interest(page),
        "prices": [
            _changes(
                page,
                ("prices", "Price change by asset, 24 hours"),
                price_changes,
                "price_changes",
                facts.price_changes,
                (("up", "Up"), ("down", "Down")),
            )
        ],
        "funding": [_funding(page)],
        "sentiment": [sentiment_chart(history, facts, teller)],
    }
    return {
        section: present
        for section, charts in found.items()
        if (present := [chart for chart in charts if chart is not None])
    }


def _open_interest(page: DayPage) -> list[Figured | None]:
    """Return the changes in dollars and in percent, over a day or else over four hours."""
    day, tickers = page.facts.day.date, page.history.subjects_on(page.facts.day.date)
    for window, hours in (("24h", "24 hours"), ("4h", "four hours")):
        charts = [
            _changes(
                page,
                (
                    f"open-interest-{window}-{unit}",
                    f"Open interest change by asset, {hours}, in {words}",
                ),
                open_interest_changes,
                "open_interest_changes",
                ranked(
                    (
                        page.history.figure(day, ticker, f"open_interest_change_{window}_{unit}")
                        for ticker in tickers
                    ),
                    by_size=True,
                ),
                _INTEREST_KEYS,
            )
            for unit, words in (("usd", "dollars"), ("pct", "percent"))
        ]
        if any(charts):
            return charts
    return []


def _funding(page: DayPage) -> Figured | None:
    funding = page.facts.funding
    if len(funding.rates) < 2:
        return None
    about = {
        "assets": funding.assets,
        "paid": funding.paid_by_longs,
        "paying": funding.paid_by_shorts,
        **_extremes(funding.rates),
    }
    keys = (("long", "Longs pay shorts"), ("short", "Shorts pay longs"))
    name = ("funding", "Funding rate by asset")
    return _bars(page, name, funding_rates, funding.rates, ("funding_rates", about), keys)


def _changes(
    page: DayPage,
    name: tuple[str, str],
    build: Build,
    caption: str,
    figures: Sequence[Figure],
    keys: Keys,
) -> Figured | None:
    """Return bars of what rose and what fell; `keys` explain the colour of each.

    `caption` names the template of its takeaway.
    """
    if len(figures) < 2:
        return None
    return _bars(page, name, build, figures, (caption, _extremes(figures)), keys)


def _furthest(figures: Sequence[Figure]) -> list[Figure]:
    """Return the figures furthest from zero, the highest and the lowest among them, in order."""
    order = ranked(figures)
    shown = ranked(figures, by_size=True)[:MOST_BARS]
    # The furthest of all is the highest or the lowest, so that at most one of these is left out.
    for end in (order[0], order[-1]):
        if end not in shown:
            shown[-1] = end
    return ranked(shown)


def _extremes(figures: Sequence[Figure]) -> dict[str, object]:
    """Return what rose and what fell most, and whether no other figure did as much."""
    order = ranked(figures)
    return {
        "up": order[0] if order[0].number > 0 else None,
        "up_alone": order[0].number > order[1].number,
        "down": order[-1] if order[-1].number < 0 else None,
        "down_alone": order[-1].number < order[-2].number,
    }


def _bars(
    page: DayPage,
    name: tuple[str, str],
    build: Build,
    figures: Sequence[Figure],
    words: tuple[str, dict[str, object]],
    keys: Keys,
) -> Figured:
    """Return diverging bars of the figures that are furthest from zero."""
    shown = _furthest(figures)
    signs = (shown[0].number >= 0, shown[-1].number < 0)
    prints = Prints()
    rows: list[Row] = [
        {
            "asset": figure.subject,
            "value": figure.number,
            "text": page.teller.text(figure, "short", prints),
            "number_at": max(0.0, figure.number),
            "direction": "negative" if figure.number < 0 else "positive",
            "description": f"{figure.subject}: {page.teller.text(figure, 'short', prints)}",
        }
        for figure in shown
    ]
    return bar_chart(
        page,
        name,
        Drawn(build, rows, bar_margins(rows)),
        words,
        tuple(key for key, used in zip(keys, signs, strict=True) if used),
        prints,
        figures_table(page.history, shown, [shown[0].field.name]),
    )


def charts_drawn(found: dict[str, list[Figured]]) -> list[Chart]:
    """Return every drawing that a page's charts need."""
    return [chart for figured in found.values() for one in figured for chart in one.charts]
