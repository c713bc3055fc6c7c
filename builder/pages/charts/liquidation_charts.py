"""A day's liquidations by asset, and their pace in the last four hours."""

from __future__ import annotations

from builder.charts.bars import bar_margins
from builder.charts.chart import Margins, Row
from builder.charts.liquidations import liquidations_by_asset, pace_by_asset
from builder.market.comparisons import ranked
from builder.market.fields import MARKET
from builder.market.figures import Figure
from builder.pages.charts.bar_charts import MOST_BARS, DayPage, bar_chart
from builder.pages.charts.captions import Drawn, Figured
from builder.pages.tables import figures_table
from builder.story.prints import Prints

ALL = "All"
"""What a bar of the whole market is called."""

_SIDES = (("long", "Long"), ("short", "Short"), ("neutral", "Not split"))


def liquidation_bars(page: DayPage) -> Figured | None:
    """Return liquidations by asset, long and short where known; None of fewer than two assets."""
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
        "alone": figures[0].number > figures[1].number,
        "side": side,
        "share": share,
        "shared": shared,
    }
    fields = [figures[0].field.name]
    if "Long" in sides and not side:
        fields += ["long_liquidations_24h_usd", "short_liquidations_24h_usd"]
    return bar_chart(
        page,
        ("liquidations", f"{what} by asset, 24 hours"),
        Drawn(liquidations_by_asset, rows, bar_margins(rows)),
        ("liquidations_by_asset", about),
        tuple(key for key in _SIDES if key[1] in sides) if sides != {"Not split"} else (),
        prints,
        figures_table(page.history, figures, fields),
    )


def _parts(page: DayPage, figure: Figure, side: str) -> list[tuple[str, Figure]]:
    if side:
        return [(side.capitalize(), figure)]
    long, short = (page.sibling(figure, f"{s}_liquidations_24h_usd") for s in ("long", "short"))
    if long is None or short is None:
        return [("Not split", figure)]
    return [("Long", long), ("Short", short)]


def pace_bars(page: DayPage) -> Figured | None:
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
    return bar_chart(
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
