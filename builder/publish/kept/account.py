"""What a build has to say of a site, in numbers and of texts that are not on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from builder.publish.inputs import Inputs


@dataclass(frozen=True)
class Account:
    """How many days, assets, pages and withheld cells there are, and which texts are kept back.

    `waiting` pairs each text with the reason, `refused` with what in it contradicts the figures.
    """

    days: int
    assets: int
    pages: int
    withheld: int
    waiting: tuple[tuple[str, str], ...] = ()
    refused: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def withholds(self) -> bool:
        """Whether a cell or a text is withheld."""
        return bool(self.withheld or self.refused)

    @staticmethod
    def read(said: dict[str, Any]) -> Account:
        """Return an account from JSON."""
        waiting = tuple((file, reason) for file, reason in said.pop("waiting"))
        refused = tuple((file, tuple(errors)) for file, errors in said.pop("refused"))
        return Account(**said, waiting=waiting, refused=refused)


def account_of(inputs: Inputs, pages: int) -> Account:
    """Return what there is to say of a site made from some inputs."""
    history = inputs.history
    return Account(
        len(history.days),
        len(history.assets),
        pages,
        len(history.withheld),
        tuple((text.commentary.file, text.reason) for text in inputs.waiting),
        refused_in(inputs),
    )


def refused_in(inputs: Inputs) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the texts that are withheld, each with what in it contradicts the figures."""
    return tuple(
        (held.commentary.file, tuple(str(error) for error in held.errors))
        for held in inputs.refused
    )
