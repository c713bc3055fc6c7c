"""Single figures of any field and size."""

from decimal import Decimal

from hypothesis import strategies as st

from builder.market.fields import MARKET, Field, Unit
from builder.market.figures import Figure, Source
from builder.market.vocabulary import FIELDS, NUMERIC
from tests.market.folders import DAY


def figure_of(field: Field | str, value: float | str, subject: str = "BTC") -> Figure:
    """Return a figure as a file reports it."""
    declared = FIELDS[field] if isinstance(field, str) else field
    subject = subject if declared.is_for(subject) else MARKET
    return Figure(subject, declared, value, DAY, Source("a.yml", 1))


def values_of(field: Field) -> st.SearchStrategy[float]:
    """Draw values that a field can have: of every size, with few digits or many."""
    low, high = (field.band.low, field.band.high) if field.band else (-1e14, 1e14)
    if field.unit in (Unit.KRW, Unit.USD) and not field.band:
        low, high = 0, 1e17
    short = st.builds(
        lambda digits, power: float(Decimal(digits).scaleb(power)),
        st.integers(-9_999_999, 9_999_999),
        st.integers(-12, 10),
    ).filter(lambda value: low <= value <= high)
    edges = st.sampled_from([
        value * 10.0**power
        for value in (0.999, 0.9994999, 0.9995, 0.99995, 0.995, 0.9949999, 1.0, 1.005, 1.0049999)
        for power in range(-6, 14)
        if low <= value * 10.0**power <= high
    ] or [float(low)])  # fmt: skip
    return st.one_of(short, edges, st.floats(low, high, allow_nan=False))


FIGURES = st.sampled_from(NUMERIC).flatmap(
    lambda field: values_of(field).map(lambda value: figure_of(field, value))
)
"""Figures of every numeric field, reported or derived."""
