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
