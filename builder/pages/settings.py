"""What pages need to know of the site they stand in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Licence:
    """The terms that the site's own words and charts may be used under: name and address."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Settings:
    """The site's name and absolute address, its language, and the time zone it speaks in.

    `licence` is that of its words and charts; figures keep the terms of their sources.
    `direction_colours` says which colour a rise has: `western` or `eastern`.
    """

    name: str
    url: str
    language: str = "en"
    timezone: str = "UTC"
    licence: Licence | None = None
    direction_colours: str = "western"

    def absolute(self, address: str) -> str:
        """Return the whole address of a page or a file, given below the site."""
        return f"{self.url.rstrip('/')}/{address}"
