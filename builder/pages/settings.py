"""What pages need to know of the site they stand in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """The site's name and absolute address, its language, and the time zone it speaks in."""

    name: str
    url: str
    language: str = "en"
    timezone: str = "UTC"

    def absolute(self, address: str) -> str:
        """Return the whole address of a page or a file, given below the site."""
        return f"{self.url.rstrip('/')}/{address}"
