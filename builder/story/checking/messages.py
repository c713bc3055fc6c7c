"""What is said of a number that no figure agrees with."""

from __future__ import annotations

from builder.story.checking.case import Verdict
from builder.story.checking.findings import Kind
from builder.story.checking.wording import Wording


def message(verdict: Verdict, wording: Wording) -> str:
    """Say what a claim was held against, what the figure is, and whose number it may be."""
    quantity, truth, owner = verdict.claim.quantity, verdict.truth, verdict.owner
    if verdict.kind is Kind.UNVERIFIED:
        return f"{quantity.text} was not checked: {verdict.reason}"
    if truth is None:
        assert owner is not None, "an error names the figure that it was held against"
        return f"{quantity.text} is {wording.name(owner)}; what it is said to be is not on file"
    statement = wording.statement(truth)
    if verdict.kind is Kind.DATE:
        return f"{quantity.text} is of {truth.figure.day}: {statement}"
    if verdict.kind is Kind.DIRECTION:
        return f"{statement}, it did not {'rise' if truth.value < 0 else 'fall'}"
    if verdict.kind is Kind.UNIT:
        return f"{statement}, not {quantity.text}: right digits, wrong unit or size"
    whose = f" ({wording.owner(owner, truth)})" if owner is not None else ""
    return f"{statement}, not {_within(quantity.hedged_text)}{whose}"


def _within(text: str) -> str:
    """Return words as they stand within a sentence."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text
