"""What is said of the archive as data, wherever it is said: in files and in what describes them."""

from __future__ import annotations

from dataclasses import dataclass

from builder.market.attribution import Provider
from builder.market.credits import providers_of
from builder.market.history import History
from builder.pages.page import DATA_ADDRESS
from builder.pages.settings import Settings


@dataclass(frozen=True)
class Dataset:
    """The archive as data: what it is, where it is explained, who measured what is in it.

    `demonstration` is empty, or says why the figures are not real.
    """

    title: str
    description: str
    homepage: str
    demonstration: str
    providers: tuple[Provider, ...]

    def described(self, text: str) -> str:
        """Return a description that says first, where it is so, that the figures are not real."""
        warning = f"Demonstration data. {self.demonstration} " if self.demonstration else ""
        return f"{warning}{text}"

    def statements(self) -> dict[str, str]:
        """Return what a file says of itself."""
        said = {
            "title": self.title,
            "description": self.described(self.description),
            "homepage": self.homepage,
        }
        if self.demonstration:
            said["demonstration"] = self.demonstration
        terms = [f"{p.name}: {p.licence}" for p in self.providers if p.licence]
        if terms:
            said["licences"] = "\n".join(terms)
        return said


def dataset_of(history: History, settings: Settings) -> Dataset:
    """Return what is to be said of a history as data."""
    return Dataset(
        f"{settings.name}: reported figures of crypto derivatives, day by day",
        "Every figure that was reported and stands, exactly as it was reported: a row for each day "
        "and subject, a column for each field. Withheld figures and figures that were not reported "
        "are missing alike; nothing is computed.",
        settings.absolute(DATA_ADDRESS),
        history.sources.demonstration,
        tuple(providers_of(history)),
    )
