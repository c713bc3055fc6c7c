"""Days that between them take every branch of every template: one, two, many, none; up, down, flat.

Each case is an archive whose last day is told. All of them are told twice: as they stand, and with
the time at which their windows end.
"""

from datetime import date, timedelta

from tests.market.folders import DAY
from tests.story.statements.archives import (
    TICKERS,
    Archive,
    Cells,
    Noted,
    days_to,
    each,
    market,
    merged,
    with_time,
)

TOTAL, LONG, SHORT = (f"{side}liquidations_24h_usd" for side in ("", "long_", "short_"))
LEVEL, BY_DAY, BY_HOURS = (
    "open_interest_usd",
    "open_interest_change_24h_usd",
    "open_interest_change_4h_usd",
)
BY_DAY_PCT, PRICE, PRICE_PCT = "open_interest_change_24h_pct", "price_usd", "price_change_24h_pct"
M, B = 10**6, 10**9


def sides(long: float, short: float) -> Cells:
    """Return a market total with both its sides."""
    return market(**{TOTAL: long + short, LONG: long, SHORT: short})


def flat(days: int, cells: Cells) -> list[Cells]:
    """Return the same figures for some days."""
    return [cells] * days


def totals(*values: float) -> Archive:
    """Return days in a row with these market totals."""
    return days_to(DAY, *(market(**{TOTAL: value}) for value in values))


def without(archive: Archive, *back: int) -> Archive:
    """Return an archive without the days that lie so many days before DAY."""
    gone = {DAY - timedelta(days=n) for n in back}
    return {day: noted for day, noted in archive.items() if day not in gone}


def levels(*changes: float) -> Cells:
    """Return open interest and its change over a day by asset."""
    return merged(each(LEVEL, *(5 * B + n for n in range(len(changes)))), each(BY_DAY, *changes))


def moved(percent: float, level: float = 5 * B) -> Cells:
    """Return the market's open interest, and its change in percent."""
    return market(**{LEVEL: level, BY_DAY_PCT: percent})


def fear(value: int, label: str = "") -> Cells:
    """Return a Fear & Greed value, and its label if any."""
    return market(fear_greed=value, **({"fear_greed_label": label} if label else {}))


def two_days(then: Cells, now: Cells, apart: int = 1) -> Archive:
    """Return a day and an earlier one, so many days apart."""
    return {DAY - timedelta(days=apart): Noted(then), DAY: Noted(now)}


def beside(then: Cells, now: Cells) -> Archive:
    """Return a change since six days before, beside one since yesterday, which the page is about.

    What changed since yesterday is the Fear & Greed value, or the total where that is in question.
    """
    mood = "fear_greed" in now.get("market", {})
    yesterday, today = (market(**{TOTAL: n * M}) if mood else fear(40 + 10 * n) for n in (1, 2))
    return {
        DAY - timedelta(days=6): Noted(then),
        DAY - timedelta(days=1): Noted(yesterday),
        DAY: Noted(merged(now, today)),
    }


def _one_day() -> dict[str, Cells]:
    """Return days that need none before them."""
    nine = tuple(range(90, 0, -10))
    return {
        "no liquidations": market(**{TOTAL: 0}),
        "no liquidations of assets": each(TOTAL, 0, 0),
        "mostly long": sides(80 * M, 20 * M),
        "mostly short": sides(20 * M, 80 * M),
        "both sides": sides(52 * M, 48 * M),
        "a total alone": market(**{TOTAL: 735_070_000}),
        "long alone": market(**{LONG: 5 * M}),
        "short alone": market(**{SHORT: 6 * M}),
        "two assets": each(TOTAL, 3 * M, 2 * M),
        "three assets": each(TOTAL, 4 * M, 3 * M, 2 * M),
        "four assets": each(TOTAL, 5 * M, 4 * M, 3 * M, 2 * M),
        "sides of two assets": merged(each(LONG, 3 * M, 2 * M), each(SHORT, 1 * M, 4 * M)),
        "nine assets": each(TOTAL, *(n * M for n in nine)),
        "ten assets": each(TOTAL, *(n * M for n in range(100, 0, -10))),
        "long by asset": merged(sides(90 * M, 9 * M), each(LONG, 30 * M, 20 * M, 10 * M)),
        "short by asset": merged(sides(9 * M, 90 * M), each(SHORT, 30 * M, 20 * M)),
        "one asset": each(TOTAL, 7 * M),
        "one asset, and none of it": each(TOTAL, 0),
        "longs of an asset, alone": each(LONG, 7 * M),
        "shorts of an asset, alone": each(SHORT, 7 * M),
        "longs of one asset": merged(sides(90 * M, 9 * M), each(LONG, 30 * M)),
        "shorts of one asset": merged(sides(9 * M, 90 * M), each(SHORT, 30 * M)),
        "longs hit, and open interest down": merged(sides(80 * M, 20 * M), moved(-18.7)),
        "shorts hit, and a price up": merged(sides(20 * M, 80 * M), each(PRICE_PCT, 12)),
        "longs hit, and prices up": merged(sides(80 * M, 20 * M), each(PRICE_PCT, 12, -3)),
        "shorts hit, and prices down": merged(sides(20 * M, 80 * M), each(PRICE_PCT, 3, -12)),
        "in won": merged(sides(80 * M, 20 * M), market(usd_krw=1431.5)),
        "four hours": market(liquidations_4h_usd=26 * M),
        "four hours, one asset": merged(market(liquidations_4h_usd=26 * M),
                                        each("liquidations_4h_usd", 5 * M)),
        "four hours, two assets": merged(market(liquidations_4h_usd=26 * M),
                                         each("liquidations_4h_usd", 5 * M, 4 * M)),
        "four hours, six assets": merged(
            market(liquidations_4h_usd=26 * M),
            each("liquidations_4h_usd", *(n * M for n in range(6, 0, -1))),
        ),
        "four hours, longs by asset": merged(market(liquidations_4h_usd=26 * M),
                                             each("long_liquidations_4h_usd", 5 * M, 4 * M)),
        "four hours, shorts by asset": merged(market(liquidations_4h_usd=26 * M),
                                              each("short_liquidations_4h_usd", 5 * M, 4 * M)),
        "a total, its longs withheld": merged(sides(144 * M, 357 * M),
                                              {"ETH": {TOTAL: 296 * M, SHORT: 93 * M}}),
        "a total, its shorts withheld": merged(sides(357 * M, 144 * M),
                                               {"ETH": {TOTAL: 296 * M, LONG: 93 * M}}),
        "slower": market(**{TOTAL: 735 * M, "liquidations_4h_usd": 26 * M}),
        "stopped": market(**{TOTAL: 735 * M, "liquidations_4h_usd": 0}),
        "faster": market(**{TOTAL: 100 * M, "liquidations_4h_usd": 60 * M}),
        "a level": market(**{LEVEL: 150 * B}),
        "a level that rose": moved(2.5),
        "a level that fell": moved(-6.25),
        "a level that edged up": moved(0.3),
        "a level that stayed": moved(0),
        "a level of two assets": each(LEVEL, 3 * B, 2 * B),
        "a level of nine assets": each(LEVEL, *(n * B for n in nine)),
        "levels that moved": levels(3e8, -2e8),
        "levels that stayed": levels(0, 0),
        "one level": each(LEVEL, 3 * B),
        "one rise": levels(3e8),
        "one fall": levels(-3e8),
        "one that stayed": levels(0),
        "many changes": levels(-9e8, 8e8, 7e8, -6e8, 5e8, 4e8, 3e8, 2e8, 1e8, -5e7),
        "changes in percent": each(BY_DAY_PCT, 5.46, 0.85, -0.12, 0.01),
        "a change in percent": each(BY_DAY_PCT, -5.46),
        "four hours of one asset up": each(BY_HOURS, 2e8),
        "four hours of one asset down": each(BY_HOURS, -2e8),
        "four hours of one asset flat": each(BY_HOURS, 0),
        "four hours of three assets": each(BY_HOURS, 2e8, -1e8, 5e7),
        "four hours of nine assets": each(BY_HOURS, *(n * 1e7 for n in nine)),
        **{
            f"leverage {day:+}{hours:+}, {'all' if all_of else 'some'}": merged(
                each(BY_DAY, *(day * n * 1e8 for n in (4, 3, 2 if all_of else -2))),
                each(BY_HOURS, *(hours * n * 1e7 for n in (4, 3, 2 if all_of else -2))),
            )
            for day in (1, -1) for hours in (1, -1) for all_of in (True, False)
        },
        "breadth up": each(BY_DAY, 4e8, 3e8, 2e8, -1e8, 5e7),
        "breadth down": each(BY_DAY, -4e8, -3e8, -2e8),
        "breadth of ten": each(BY_DAY, *(-n * 1e8 for n in range(1, 11))),
        "parted, price up": merged(each(PRICE_PCT, 6.5), each(BY_DAY_PCT, -5.5)),
        "parted, price down": merged(each(PRICE_PCT, -6.5), each(BY_DAY_PCT, 2.5)),
        "prices up and down": each(PRICE_PCT, 9.5, 1, -8.5),
        "prices up": each(PRICE_PCT, 9.5, 1),
        "prices up, and one flat": each(PRICE_PCT, 9.5, 0),
        "prices down": each(PRICE_PCT, -1, -8.5),
        "prices flat": each(PRICE_PCT, 0, 0),
        "prices alike": each(PRICE_PCT, 2, 2),
        "prices of which two lead": each(PRICE_PCT, 3, 3, -1),
        "five prices up": each(PRICE_PCT, 1, 2, 3, 4, 5),
        "five prices down": each(PRICE_PCT, -1, -2, -3, -4, -5),
        "five prices mixed": each(PRICE_PCT, 1, 2, 3, -4, 0),
        "one price up": each(PRICE_PCT, 9.5),
        "one price edging down": each(PRICE_PCT, -0.5),
        "one price flat": each(PRICE_PCT, 0),
        "one price": each(PRICE, 110_342.5),
        "six prices": each(PRICE, 110_342.5, 3901.25, 182, 2.5, 0.2, 1074),
        "one rate above": each("funding_rate", 0.0001),
        "one rate below": each("funding_rate", -0.0001),
        "one rate of nothing": each("funding_rate", 0),
        "two rates above": each("funding_rate", 0.0001, 0.0002),
        "two rates below": each("funding_rate", -0.0001, -0.0002),
        "two rates of nothing": each("funding_rate", 0, 0),
        "three rates of nothing": each("funding_rate", 0, 0, 0),
        "three rates above": each("funding_rate", 0.0001, 0.0002, 0.0003),
        "three rates below": each("funding_rate", -0.0001, -0.0002, -0.0003),
        "one that longs pay": each("funding_rate", 0.0001, 0, 0),
        "two that shorts pay": each("funding_rate", -0.0001, -0.0002, 0),
        "longs and nobody": each("funding_rate", 0.0001, 0, 0, 0.0002),
        "shorts and nobody": each("funding_rate", -0.0001, 0, 0),
        "longs and shorts": each("funding_rate", 0.0001, -0.0001, 0.00005),
        "ten rates": each("funding_rate", *(n / 10**5 for n in range(5, -5, -1))),
        "a mood": fear(52, "Neutral"),
        "a mood without a word": fear(52),
        "a word without a mood": market(fear_greed_label="Extreme Fear"),
    }  # fmt: skip


def _many_days() -> dict[str, Archive]:
    """Return archives whose days before matter."""
    rising = [each("funding_rate", n / 10**6, 0.0001) for n in range(1, 40)]
    falling = [each("funding_rate", -n / 10**6, 0.0001) for n in range(1, 40)]
    calm = [n * M for n in range(50, 89)]
    return {
        "the largest on file": totals(*calm, 900 * M),
        "the largest on file, one missing": without(totals(*calm, 900 * M), 3),
        "the largest of months on file": totals(*calm * 4, 900 * M),
        "the largest for months": totals(950 * M, *calm * 4, 900 * M),
        "the largest since": totals(950 * M, *calm, 900 * M),
        "the largest since, days missing": without(totals(950 * M, *calm, 900 * M), 3, 4),
        "an ordinary day": totals(*calm, 68 * M + 1, 50 * M, 70 * M),
        "a small day": totals(*calm, 51 * M + 1),
        "a large day, one missing": without(totals(990 * M, *calm, 950 * M, 87 * M), 9),
        "rising for long": days_to(DAY, *flat(8, moved(0.5)), moved(2)),
        "falling for three days": days_to(DAY, *flat(3, moved(-2))),
        "the highest rate": days_to(DAY, *rising),
        "the lowest rate": without(days_to(DAY, *falling), 2),
        "the same word for days": days_to(DAY, *flat(4, fear(20, "Extreme Fear"))),
        "the same word for weeks": days_to(DAY, *flat(30, fear(80, "Extreme Greed"))),
        "a mood for days": days_to(DAY, *flat(11, fear(30, "Fear"))),
    }


def _changes() -> dict[str, Archive]:
    """Return pairs of days of which each says what changed: since yesterday, and since earlier."""
    pairs: dict[str, tuple[Cells, Cells]] = {
        "more liquidated": (sides(30 * M, 20 * M), sides(80 * M, 20 * M)),
        "less liquidated": (sides(80 * M, 20 * M), sides(40 * M, 2 * M)),
        "shorts instead of longs": (sides(80 * M, 20 * M), sides(30 * M, 70 * M)),
        "as much liquidated": (sides(80 * M, 20 * M), sides(80 * M, 20 * M)),
        "more open": (moved(1), moved(1, 6 * B)),
        "less open": (moved(1), moved(1, 4 * B)),
        "as much open": (moved(1), moved(1)),
        "overtaken": (each(TOTAL, 5 * M, 4 * M), each(TOTAL, 4 * M, 5 * M)),
        "overtaken below": (each(LEVEL, 9 * B, 5 * B, 4 * B), each(LEVEL, 9 * B, 4 * B, 5 * B)),
        "a price up": (each(PRICE, 100, 10), each(PRICE, 101, 12)),
        "a price down": (each(PRICE, 100, 10), each(PRICE, 80, 10)),
        "one price up": (each(PRICE, 100), each(PRICE, 120)),
        "one price as it was": (each(PRICE, 100), each(PRICE, 100)),
        "prices as they were": (each(PRICE, 100, 10), each(PRICE, 100, 10)),
        "funding turned up": (each("funding_rate", -0.0001), each("funding_rate", 0.0002)),
        "funding turned down": (each("funding_rate", 0.0001), each("funding_rate", -0.0002)),
        "a mood up a point": (fear(46, "Fear"), fear(47, "Neutral")),
        "a mood down": (fear(60, "Greed"), fear(40, "Fear")),
        "the same mood": (fear(60, "Greed"), fear(60, "Greed")),
        "a mood without words": (fear(60), fear(70)),
    }
    return {
        **{f"{name}, since yesterday": two_days(*pair) for name, pair in pairs.items()},
        **{f"{name}, since last week": two_days(*pair, apart=7) for name, pair in pairs.items()},
        **{f"{name}, since earlier": beside(*pair) for name, pair in pairs.items()},
    }


def cases() -> dict[str, Archive]:
    """Return all cases by name, each without and with the time at which the windows end."""
    plain: dict[str, Archive] = {
        **{name: days_to(DAY, cells) for name, cells in _one_day().items()},
        **_many_days(),
        **_changes(),
    }
    timed = {f"{name}, to half past twelve": with_time(a, "12:30:00Z") for name, a in plain.items()}
    return {**plain, **timed}


def span(*cells: Cells, first: date = date(2025, 3, 1)) -> Archive:
    """Return days in a row from a day on."""
    return {first + timedelta(days=n): Noted(row) for n, row in enumerate(cells)}


def span_cases() -> dict[str, Archive]:
    """Return archives whose days together are told as a span, of the market and of each asset."""
    assert TICKERS[0] == "BTC"
    pay = [each("funding_rate", rate) for rate in (0.0001, 0.0002, -0.0001, 0.0, 0.0001)]
    prices = [each(PRICE, price) for price in (100, 120, 90, 95, 110)]
    interest = [market(**{LEVEL: n * B, TOTAL: 5 * M}) for n in (5, 7, 6)]
    return {
        "one day": span(sides(3 * M, 2 * M)),
        "two days": span(sides(3 * M, 2 * M), sides(30 * M, 20 * M)),
        "ten days": span(*(sides(n * M, 2 * M) for n in range(3, 13))),
        "sides of some": span(sides(3 * M, 2 * M), market(**{TOTAL: 9 * M}), sides(M, M)),
        "totals alone": span(market(**{TOTAL: 9 * M}), market(**{TOTAL: 8 * M})),
        "open interest up": span(*interest),
        "open interest down": span(*reversed(interest)),
        "open interest as it was": span(interest[0], interest[1], interest[0]),
        "sums of open interest": span(each(LEVEL, 3 * B, 2 * B), each(LEVEL, 4 * B, 2 * B)),
        "one asset": span(*(each(TOTAL, n * M) for n in (5, 9, 3))),
        "prices up": span(*prices),
        "prices down": span(*reversed(prices)),
        "prices as they were": span(*prices, prices[0]),
        "moods": span(*(fear(n) for n in (20, 30, 80, 50, 11))),
        "longs paid on some": span(*pay),
        "longs paid on all": span(*[pay[0]] * 6),
        "longs paid on all of many": span(*[pay[0]] * 12),
        "longs paid on none": span(*[pay[2]] * 6),
    }
