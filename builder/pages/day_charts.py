"""The charts of a day's page by asset, from the same figures as its tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from builder.charts.bars import bar_margins
from builder.charts.chart import Build, Chart, Margins, Row
from builder.charts.funding import funding_rates
from builder.charts.liquidations import liquidations_by_asset, pace_by_asset
from builder.charts.open_interest import open_interest_changes
from builder.charts.price import price_changes
from builder.market.comparisons import ranked
from builder.market.fields import MARKET
from builder.market.figures import Figure
from builder.market.history import History
from builder.pages.captions import Drawn, Figured, Keys, described, narrow_chart
from builder.pages.recent_charts import day_chart, sentiment_chart
from builder.pages.tables import FigureTable, figures_table
from builder.story.facts import DayFacts
from builder.story.prints import Prints
from builder.story.telling import Teller

MOST_BARS = 12
"""More assets than this are in the table, not in the chart."""

ALL = "All"
"""What a bar of the whole market is called."""

_BARS = "Bar chart"
_SIDES = (("long", "Long"), ("short", "Short"), ("neutral", "Not split"))
_INTEREST_KEYS = (("up", "More open interest"), ("down", "Less"))


@dataclass(frozen=True)
class _Page:
    """Whose charts: a day's history and facts, and who tells them."""

    history: History
    facts: DayFacts
    teller: Teller

    def sibling(self, figure: Figure, field: str) -> Figure | None:
        """Return another figure of the same day and subject."""
        return self.history.figure(figure.day, figure.subject, field)


def day_charts(history: History, facts: DayFacts, teller: Teller) -> dict[str, list[Figured]]:
    """Return the charts of each section that has enough figures for one."""
    page = _Page(history, facts, teller)
    found = {
        "liquidations": [_liquidations(page), _pace(page), day_chart(history, facts, teller)],
        "open_interest": _open_interest(page),
        "prices": [
            _changes(
                page,
                ("prices", "Price change by asset, 24 hours"),
                price_changes,
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


def _liquidations(page: _Page) -> Figured | None:
    figures = page.facts.liquidations.by_asset[:MOST_BARS]
    if len(figures) < 2:
        return None
    side = next((s for s in ("long", "short") if figures[0].field.name.startswith(s)), "")
    rows: list[Row] = []
    prints = Prints()
    for figure in figures:
        parts = _parts(page, figure, side)
        start = 0.0
        for number, (name, part) in enumerate(parts):
            end = start + part.number
            text = page.teller.text(part, "short", prints)
            last = number == len(parts) - 1
            rows.append(
                {
                    "asset": figure.subject,
                    "side": name,
                    "start": start,
                    "end": end,
                    "text": page.teller.text(figure, "short", prints) if last else "",
                    "description": f"{figure.subject}, {name.lower()}: {text}",
                }
            )
            start = end
    what = {"": "Liquidations", "long": "Long liquidations", "short": "Short liquidations"}[side]
    sides = {str(row["side"]) for row in rows}
    shares = [(s, page.sibling(figures[0], f"{s}_share_24h_pct")) for s in ("long", "short")]
    shared, share = max(
        ((s, f) for s, f in shares if f is not None and not side),
        key=lambda found: found[1].number,
        default=("", None),
    )
    about = {
        "first": figures[0],
        "tied": figures[1] if figures[1].number == figures[0].number else None,
        "side": side,
        "share": share,
        "shared": shared,
    }
    fields = [figures[0].field.name]
    if "Long" in sides and not side:
        fields += ["long_liquidations_24h_usd", "short_liquidations_24h_usd"]
    return _figured(
        page,
        ("liquidations", f"{what} by asset, 24 hours"),
        Drawn(liquidations_by_asset, rows, bar_margins(rows)),
        ("liquidations_by_asset", about),
        tuple(key for key in _SIDES if key[1] in sides) if sides != {"Not split"} else (),
        prints,
        figures_table(page.history, figures, fields),
    )


def _parts(page: _Page, figure: Figure, side: str) -> list[tuple[str, Figure]]:
    if side:
        return [(side.capitalize(), figure)]
    long, short = (page.sibling(figure, f"{s}_liquidations_24h_usd") for s in ("long", "short"))
    if long is None or short is None:
        return [("Not split", figure)]
    return [("Long", long), ("Short", short)]


def _pace(page: _Page) -> Figured | None:
    """Return the pace of the last four hours, the market's among those of the assets."""
    day, field = page.facts.day.date, "liquidations_pace_4h_pct"
    whole = page.history.figure(day, MARKET, field)
    tickers = page.history.subjects_on(day)
    assets = ranked(page.history.figure(day, ticker, field) for ticker in tickers)[:MOST_BARS]
    figures = ranked([whole, *assets])
    if len(figures) < 2:
        return None
    prints = Prints()
    rows: list[Row] = [
        {
            "asset": ALL if figure is whole else figure.subject,
            "value": figure.number,
            "text": page.teller.text(figure, "short", prints),
            "description": f"{ALL if figure is whole else figure.subject}: "
            f"{page.teller.text(figure, 'short', prints)}",
        }
        for figure in figures
    ]
    room = bar_margins(rows)
    rows.append({"average": 100, "label": "day’s average"})
    alone = len(assets) > 1 and assets[0].number > assets[1].number
    about = {"whole": whole, "fastest": assets[0] if alone else None}
    return _figured(
        page,
        ("pace", "Pace of the last four hours, in percent of the day’s average"),
        Drawn(pace_by_asset, rows, Margins(room.left, room.right, 20, room.bottom)),
        ("pace_by_asset", about),
        (),
        prints,
        figures_table(
            page.history, figures, [field, "liquidations_4h_usd", "liquidations_24h_usd"]
        ),
    )


def _open_interest(page: _Page) -> list[Figured | None]:
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


def _funding(page: _Page) -> Figured | None:
    funding = page.facts.funding
    if len(funding.rates) < 2:
        return None
    about = {
        "assets": funding.assets,
        "paid": funding.paid_by_longs,
        "paying": funding.paid_by_shorts,
        "highest": funding.rates[0],
        "lowest": funding.rates[-1],
    }
    keys = (("long", "Longs pay shorts"), ("short", "Shorts pay longs"))
    name = ("funding", "Funding rate by asset")
    return _bars(page, name, funding_rates, funding.rates, ("funding_rates", about), keys)


def _changes(
    page: _Page, name: tuple[str, str], build: Build, figures: Sequence[Figure], keys: Keys
) -> Figured | None:
    """Return bars of what rose and what fell; `keys` explain the colour of each."""
    if len(figures) < 2:
        return None
    order = ranked(figures)
    about = {
        "up": order[0] if order[0].number > 0 else None,
        "down": order[-1] if order[-1].number < 0 else None,
    }
    return _bars(page, name, build, figures, (build.__name__, about), keys)  # type: ignore[attr-defined]


def _bars(
    page: _Page,
    name: tuple[str, str],
    build: Build,
    figures: Sequence[Figure],
    words: tuple[str, dict[str, object]],
    keys: Keys,
) -> Figured:
    """Return diverging bars of the figures that are furthest from zero."""
    shown = ranked(ranked(figures, by_size=True)[:MOST_BARS])
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
    return _figured(
        page,
        name,
        Drawn(build, rows, bar_margins(rows)),
        words,
        tuple(key for key, used in zip(keys, signs, strict=True) if used),
        prints,
        figures_table(page.history, shown, [shown[0].field.name]),
    )


def _figured(
    page: _Page,
    name: tuple[str, str],
    drawn: Drawn,
    words: tuple[str, dict[str, object]],
    keys: Keys,
    prints: Prints,
    numbers: FigureTable,
) -> Figured:
    caption, said = page.teller.caption(words[0], page.facts.day.date, **words[1])
    prints.add_all(said)
    chart = narrow_chart(described(name[1], _BARS, caption, name[0]), drawn)
    return Figured(chart, caption, keys, prints=prints, numbers=numbers)


def charts_drawn(found: dict[str, list[Figured]]) -> list[Chart]:
    """Return every drawing that a page's charts need."""
    return [chart for figured in found.values() for one in figured for chart in one.charts]
