"""How far a computed figure may be off, because the cells it was computed from are rounded."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from functools import lru_cache
from string import ascii_lowercase

from builder.market.figures import Figure, Formula
from builder.market.numbers import rounding

_OPERATIONS: Mapping[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


def relative_slack(figure: Figure) -> float:
    """Return by which part of it a figure may be off: 0 for one that was reported.

    Each input is moved by half of its last stated place, and the effects are added up.
    """
    source = figure.source
    if not isinstance(source, Formula) or not figure.number or not source.inputs:
        return 0.0
    values = [given.number for given in source.inputs]
    exact = _evaluated(source.expression, values)
    if exact is None:
        return 0.0
    effect = 0.0
    for number, value in enumerate(values):
        moved = [*values[:number], value + rounding(value), *values[number + 1 :]]
        effect += abs((_evaluated(source.expression, moved) or exact) - exact)
    return effect / abs(figure.number)


def _evaluated(expression: str, values: list[float]) -> float | None:
    if expression == "sum":
        return sum(values)
    tree = _parsed(expression)
    try:
        return (
            None if tree is None else _value(tree, dict(zip(ascii_lowercase, values, strict=False)))
        )
    except ZeroDivisionError:
        return None


@lru_cache(maxsize=256)
def _parsed(expression: str) -> ast.expr | None:
    if not expression or expression == "count":
        return None
    return ast.parse(expression, mode="eval").body


def _value(node: ast.expr, names: Mapping[str, float]) -> float:
    if isinstance(node, ast.BinOp):
        return _OPERATIONS[type(node.op)](_value(node.left, names), _value(node.right, names))
    if isinstance(node, ast.Name):
        return names[node.id]
    assert isinstance(node, ast.Constant), "a formula is arithmetic over its inputs"
    return float(node.value)  # type: ignore[arg-type] - of a formula's constants, all are numbers
