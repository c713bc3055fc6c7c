"""What is said of liquidations, counted again by walking over made-up days."""

import re
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from builder.story.statements.liquidations import (
    ByAsset,
    FourHours,
    LargestSince,
    Liquidated,
    OneAsset,
    OneSide,
    Pace,
    Percentile,
)
from builder.story.statements.statement import Statement
from tests.market.folders import DAY
from tests.story.statements.archives import (
    ONE,
    TICKERS,
    Archive,
    Cells,
    Noted,
    alike,
    archives,
    days_to,
    each,
    history_from,
    market,
    merged,
    read_archive,
    value_on,
)
from tests.story.statements.cases import LONG, SHORT, TOTAL, M, sides, totals
from tests.story.statements.rules import dated, read
from tests.story.statements.spoken import found_on, said_of, speaker

FEW = settings(max_examples=30)
SMALL = st.integers(0, 6)


def of_kind(kind: type[Statement], archive: Archive, day: date = DAY) -> Statement | None:
    """Return the statement of a kind about a day, if there is one."""
    found = [s for s in found_on(read_archive(archive), day) if isinstance(s, kind)]
    assert len(found) <= 1
    return found[0] if found else None


def records(archive: Archive, day: date) -> tuple[object, ...]:
    """Count what is said of a day's total: since when it is the largest, or the share below it."""
    value = value_on(archive, day, "market", TOTAL)
    days = [d for d in alike(archive, day, "market", TOTAL) if d <= day]
    if not value or not days:
        return ()
    as_large = [d for d in days[:-1] if (value_on(archive, d, "market", TOTAL) or 0) >= value]
    if days[:-1] and as_large[-1:] != days[-2:-1]:
        since = as_large[-1] if as_large else None
        counted = [d for d in days if since is None or d > since]
        first = since + ONE if since else days[0]
        if len(counted) >= 7:
            missing = (day - first).days + 1 - len(counted)
            return ("largest", since, len(counted), missing)
    if len(days) < 30:
        return ()
    at_most = sum((value_on(archive, d, "market", TOTAL) or 0) <= value for d in days)
    missing = (day - days[0]).days + 1 - len(days)
    return ("share", Fraction(100 * at_most, len(days)), len(days), missing)


@FEW
@given(archives(SMALL.map(lambda n: market(**{TOTAL: n * M})), fewest=8, most=50))
@example(totals(*range(1, 40)))
@example(totals(9, *range(1, 8)))
@example(totals(9, *range(1, 9), 9))
def test_what_is_said_of_a_total_s_rank_is_what_counting_finds(archive: Archive) -> None:
    """On each day, "largest since" and the share of days below it are those that counting finds.

    Days that are missing, disputed, of another provider or later take no part, and a tie is as
    large.
    """
    history = read_archive(archive)
    for day in archive:
        found: tuple[object, ...] = ()
        for statement in found_on(history, day):
            if isinstance(statement, LargestSince):
                behind = statement.behind
                found = ("largest", statement.since, behind.on_file.value, behind.missing.value)
            elif isinstance(statement, Percentile):
                behind = statement.behind
                share = Fraction(statement.share.number).limit_denominator(1000)
                assert 0 < statement.share.number <= 100
                found = ("share", share, behind.on_file.value, behind.missing.value)
        assert found == records(archive, day), day


@FEW
@given(archives(
    st.lists(SMALL, min_size=2, max_size=3).map(lambda values: each(TOTAL, *values)), fewest=8,
    most=20,
))  # fmt: skip
def test_a_sum_is_the_largest_of_sums_over_the_same_assets(archive: Archive) -> None:
    """Where totals are sums over assets, only days with the same assets are compared."""
    history = read_archive(archive)
    for day, noted in archive.items():
        alone = {
            d: Noted(market(**{TOTAL: sum(float(row[TOTAL]) for row in other.cells.values())}),
                     other.provider, other.disputed)
            for d, other in archive.items() if other.cells.keys() == noted.cells.keys()
        }  # fmt: skip
        expected = records(alone, day)
        found = [s for s in found_on(history, day) if isinstance(s, LargestSince)]
        assert [s.since for s in found] == ([expected[1]] if expected[:1] == ("largest",) else [])


def test_a_tie_is_not_told_as_less() -> None:
    """Where the total was as large on the day that is named, none says that it was larger then."""
    archive = totals(900 * M, *([5 * M] * 40), 900 * M)
    said = [read(s.markup).text for s in said_of(archive, "largest_since")]
    assert len(said) == 5
    assert [text for text in said if "arger total was last" in text] == []


def test_every_phrasing_of_largest_since_names_its_day() -> None:
    """The day since which nothing was as large is named, in a section with the days counted."""
    for said in said_of(totals(950 * M, *range(50 * M, 90 * M, M), 900 * M), "largest_since"):
        reading = read(said.markup)
        assert reading.dates <= dated(DAY - timedelta(days=41)), reading.text
        assert reading.dates, reading.text
        if said.where == "sections":
            assert {n.text for n in reading.numbers} == {"41", "none"}, reading.text


@FEW
@given(st.integers(0, 20), st.integers(0, 20))
@example(6, 4)
@example(4, 6)
def test_a_side_is_said_to_be_hit_from_sixty_percent_on(long: int, short: int) -> None:
    """A side is named where it is 60 % of the total, in whole percent, or more, else both are."""
    found = of_kind(Liquidated, days_to(DAY, sides(long * M, short * M)))
    assert isinstance(found, Liquidated)
    hit = [name for name, part in (("long", long), ("short", short))
           if long + short and round(Fraction(100 * part, long + short)) >= 60]  # fmt: skip
    assert found.side == ((hit[0] if hit else "both") if long + short else None)
    for share in (found.long_share, found.short_share):
        assert share is None or 0 <= share.number <= 100


@FEW
@given(st.integers(0, 600), st.integers(1, 200))
@example(67, 402)
@example(150, 600)
@example(25, 100)
def test_a_pace_is_told_where_it_is_far_from_the_average(hours: int, whole: int) -> None:
    """Six times the four hours against the day: below 67 % it slowed, above 150 % it quickened."""
    hours = min(hours, whole)
    cells = market(**{TOTAL: whole * M, "liquidations_4h_usd": hours * M})
    found = of_kind(Pace, days_to(DAY, cells))
    pace = Fraction(600 * hours, whole)
    assert (found is not None) is (not 67 <= pace <= 150)
    if isinstance(found, Pace):
        assert found.figure.number == pytest.approx(float(pace))
        assert found.slowed is (pace < 67)


@FEW
@given(st.dictionaries(st.sampled_from(TICKERS), st.tuples(
    st.none() | SMALL, st.none() | SMALL, st.none() | SMALL), max_size=6))  # fmt: skip
def test_assets_are_ranked_by_what_most_of_them_have(
    rows: dict[str, tuple[int | None, int | None, int | None]],
) -> None:
    """Liquidations by asset are totals, or one side where more assets have that, largest first."""
    fields = (TOTAL, LONG, SHORT)
    cells: dict[str, dict[str, float]] = {}
    for ticker, values in rows.items():
        whole, long, short = values
        known = {f: v * M for f, v in zip(fields, values, strict=True) if v is not None}
        if whole is not None and (long or 0) + (short or 0) > whole:
            known.pop(TOTAL)
        if len(known) == 3:
            known[TOTAL] = known[LONG] + known[SHORT]
        cells[ticker] = known
    having = {field: {t: row[field] for t, row in _with_complements(cells).items() if field in row}
              for field in fields}  # fmt: skip
    best = max(fields, key=lambda field: len(having[field]))
    history = read_archive(days_to(DAY, merged(cells, market(fear_greed=5))))
    found = [s for s in found_on(history, DAY) if isinstance(s, ByAsset | OneAsset)]
    if not having[best]:
        assert found == []
        return
    ranked = sorted(having[best].items(), key=lambda pair: (-pair[1], pair[0]))
    figures = found[0].figures if isinstance(found[0], ByAsset) else (found[0].figure,)
    assert [(f.subject, f.number) for f in figures] == ranked
    assert found[0].side == best.replace("liquidations_24h_usd", "").rstrip("_")


def _with_complements(cells: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
    """Return rows with the third of total, long and short, where two are on file."""
    full = {}
    for ticker, row in cells.items():
        own = dict(row)
        if LONG in row and SHORT in row:
            own.setdefault(TOTAL, row[LONG] + row[SHORT])
        if TOTAL in row and SHORT in row:
            own.setdefault(LONG, row[TOTAL] - row[SHORT])
        if TOTAL in row and LONG in row:
            own.setdefault(SHORT, row[TOTAL] - row[LONG])
        full[ticker] = own
    return full


@pytest.mark.parametrize("field", [LONG, SHORT])
def test_one_side_alone_is_told(field: str) -> None:
    """Where only one side of the market is on file, long or short, it is told as that side."""
    found = of_kind(OneSide, days_to(DAY, market(**{field: 5 * M})))
    assert isinstance(found, OneSide)
    assert found.figure.id == f"market.{field}"


def test_one_side_beside_a_total_is_told_with_it() -> None:
    """Where the other side is withheld, the section tells the one that the headline speaks of."""
    whole = market(**{TOTAL: 501 * M, LONG: 144 * M, SHORT: 357 * M})
    archive = days_to(DAY, merged(whole, {"ETH": {TOTAL: 296 * M, SHORT: 93 * M}}))
    assert {cell.field for cell in read_archive(archive).withheld} >= {LONG}
    said = [s for s in said_of(archive, "liquidated") if s.where == "sections"]
    assert said
    assert [str(s) for s in said if "$357 million" not in read(s.markup).text] == []


SUPERLATIVE = re.compile(
    r"largest|most |highest|lowest|\bfirst\b|led by|ahead of|led with|came last|top of|bottom"
    r"|hit hardest|peaked|moved most",
    re.IGNORECASE,
)


@pytest.mark.parametrize("cells", [each(TOTAL, 5 * M, 5 * M, 5 * M), each(TOTAL, 0, 0)])
def test_none_of_equals_is_said_to_be_the_largest(cells: Cells) -> None:
    """Assets with the same liquidations, or with none, are not put one ahead of the other."""
    said = [str(s) for s in said_of(days_to(DAY, cells), "by_asset")
            if SUPERLATIVE.search(read(s.markup).text)]  # fmt: skip
    assert said == []


@pytest.mark.parametrize("side", ["long", "short"])
def test_one_side_s_four_hours_by_asset_are_told_as_one_side_s(side: str) -> None:
    """Parts of four hours that are of one side are not told as parts of both sides' total."""
    parts = each(f"{side}_liquidations_4h_usd", 5 * M, M)
    cells = merged(market(liquidations_4h_usd=26 * M), parts)
    archive = days_to(DAY, cells)
    found = of_kind(FourHours, archive)
    assert isinstance(found, FourHours)
    silent = [str(s) for s in said_of(archive, "four_hours")
              if found.by_asset and not re.search(rf"\b{side}", read(s.markup).text)]  # fmt: skip
    assert silent == []


def of_provider(name: str, subject: str, cells: str) -> str:
    """Write a snapshot of DAY by one provider; `subject` is `market` or `assets`."""
    said = f"sources: [{{provider: {name}, covers: [liquidations]}}]"
    return f"date: {DAY}\n{said}\n{subject}: {cells}\n"


def test_a_total_is_not_told_with_the_parts_of_another_provider() -> None:
    """Sides that another provider counted are no parts of a total: 700 is not 500 and 100."""
    sides_of_another = "{long_liquidations_24h_usd: 500, short_liquidations_24h_usd: 100}"
    history = history_from({
        "a.yml": of_provider("CoinGlass", "market", "{liquidations_24h_usd: 700}"),
        "b.yml": of_provider("CoinAnk", "market", sides_of_another),
    })  # fmt: skip
    found = [s for s in found_on(history, DAY) if isinstance(s, Liquidated)]
    assert [(s.total.origin, s.long, s.short) for s in found] == [("CoinGlass", None, None)]


def test_assets_of_several_providers_are_not_ranked_together() -> None:
    """A ranking holds figures of one provider's count: another's would stand beside its own."""
    two = "{BTC: {liquidations_24h_usd: 5}, SOL: {liquidations_24h_usd: 4}}"
    history = history_from({
        "a.yml": of_provider("CoinGlass", "assets", two),
        "b.yml": of_provider("CoinAnk", "assets", "{ETH: {liquidations_24h_usd: 9}}"),
    })  # fmt: skip
    for statement in found_on(history, DAY):
        if isinstance(statement, ByAsset):
            assert len({figure.origin for figure in statement.figures}) == 1


def test_liquidated_positions_are_not_told_as_losses() -> None:
    """The figures are values of positions, as the vocabulary says: what was lost is not known."""
    history = read_archive(days_to(DAY, sides(52 * M, 48 * M)))
    texts = [s.markup for s in speaker().of_day(history, history.days[-1])]
    texts += speaker().frame_of(history, history.days[-1]).values()
    texts += [s.markup for s in said_of(days_to(DAY, market(**{LONG: 5 * M})), "one_side")]
    masked = [read(text).masked for text in texts]
    lost = r"\b(longs|shorts|side) (lost|lose) (#|is)|took the loss|sides lost|losses"
    assert sorted({text for text in masked if re.search(lost, text, re.IGNORECASE)}) == []
