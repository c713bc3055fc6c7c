"""Holds rates of exchange, and amounts that are given in two currencies, against the day's rate."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from builder.market.fields import MARKET
from builder.market.vocabulary import FIELDS
from builder.story.checking.case import Case, Problem
from builder.story.checking.claims.claim import Basis, Claim, Slot
from builder.story.checking.figures.columns import Part
from builder.story.checking.findings import Kind
from builder.story.checking.verdicts.mistakes import same_digits
from builder.story.checking.verdicts.values import judge
from builder.story.checking.words.quantities import Measure

RATE = "usd_krw"


def check_rates(case: Case) -> Iterator[Problem]:
    """Yield rates that are not the day's, and won amounts that are not their dollar amounts."""
    one_dollar = [claim for claim in case.claims if _is_one_dollar(claim)]
    rates = [claim for claim in case.claims if _is_rate(claim, bool(one_dollar))]
    day_rate = case.book.figure(MARKET, RATE)
    problems = [*_wrong_rates(case, rates)]
    if rates:
        # "One dollar buys 1,440 won": the dollar is no amount of its own.
        case.settle(one_dollar)
    stated = rates[0].quantity if rates else None
    rate = stated.value if stated else day_rate.number if day_rate else None
    step = stated.step if stated else 0.0
    wrong = list(_wrong_amounts(case, rates, rate, step))
    if wrong and day_rate is None:
        # The rate is not on file, but the sum is wrong by the text's own.
        case.settle(rates)
    yield from (*problems, *wrong)


def _is_one_dollar(claim: Claim) -> bool:
    return claim.quantity.measure is Measure.USD and claim.quantity.value == 1


def _is_rate(claim: Claim, of_one_dollar: bool) -> bool:
    quantity = claim.quantity
    band = FIELDS[RATE].band
    known = of_one_dollar or (claim.metrics.values[:1] == (RATE,) and claim.metrics.stated)
    assert band is not None, "the rate has a band"
    return (
        known
        and not quantity.scaled
        and quantity.measure in (Measure.KRW, Measure.PLAIN)
        and band.holds(quantity.value)
    )


def _wrong_rates(case: Case, rates: list[Claim]) -> Iterator[Problem]:
    for claim in rates:
        verdict = judge(case.book, _as_rate(claim))
        if verdict.stands or claim.aloof:
            case.settle([claim])
        elif verdict.kind is Kind.VALUE and verdict.truth is not None:
            case.settle([claim])
            true = case.wording.number(verdict.truth.figure)
            yield Problem(
                claim.quantity.start,
                Kind.FX,
                f"the rate was {true} to the dollar, not {claim.quantity.text}",
                verdict.truth.figure.id,
            )


def _as_rate(claim: Claim) -> Claim:
    """Read a claim as one of the day's rate, whatever else its sentence speaks of."""
    return replace(
        claim,
        metrics=Slot((RATE,), stated=True),
        basis=Basis.PHRASE,
        subjects=Slot((MARKET,)),
        sides=Slot(("",)),
        part=Part.LEVEL,
    )


def _wrong_amounts(
    case: Case, rates: list[Claim], rate: float | None, step: float
) -> Iterator[Problem]:
    dollars = [claim for claim in case.claims if claim.quantity.measure is Measure.USD]
    for claim in case.claims:
        won = claim.quantity
        if won.measure is not Measure.KRW or claim in rates:
            continue
        if not dollars:
            yield from _by_stated_rate(case, claim) if rates else ()
            continue
        implied = [won.value / usd.quantity.value for usd in dollars if usd.quantity.value]
        if rate is not None and any(_converts(usd, claim, rate, step) for usd in dollars):
            case.settle([claim])
        elif judge(case.book, claim).stands:
            continue
        elif rate is not None:
            case.settle([claim])
            usd = min(dollars, key=lambda d: abs(d.quantity.start - won.start))
            amount = case.wording.like(usd.quantity.value * rate, won)
            yield Problem(
                won.start,
                Kind.FX,
                f"{usd.quantity.text} at {rate:,.6g} won to the dollar is {amount}, not {won.text}",
                f"{MARKET}.{RATE}" if not rates else "",
            )
        elif not any(_is_plausible(ratio) for ratio in implied):
            same = any(same_digits(won, usd.quantity.value) for usd in dollars)
            if not same:
                case.settle([claim])
                yield Problem(
                    won.start,
                    Kind.FX,
                    f"{won.text} for {dollars[0].quantity.text} is {implied[0]:,.4g} won"
                    " to the dollar, which no rate can be",
                )


def _by_stated_rate(case: Case, claim: Claim) -> Iterator[Problem]:
    """Yield an amount of won that is not a figure's at the rate that the sentence names."""
    verdict = judge(case.book, claim)
    if verdict.kind is Kind.VALUE and verdict.truth is not None:
        case.settle([claim])
        words = f"{case.wording.statement(verdict.truth)}, not {claim.quantity.hedged_text}"
        yield Problem(claim.quantity.start, Kind.FX, words, verdict.truth.figure.id)


def _is_plausible(rate: float) -> bool:
    band = FIELDS[RATE].band
    assert band is not None, "the rate has a band"
    return band.holds(rate)


def _converts(usd: Claim, won: Claim, rate: float, step: float) -> bool:
    dollars = usd.quantity
    slack = (dollars.step / dollars.value if dollars.value else 0) / 2 + step / rate / 2
    return won.quantity.agrees(dollars.value * rate, slack)
