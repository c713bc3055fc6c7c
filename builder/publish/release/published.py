"""What a published site holds, and whether a next one may hold much less.

The site itself is the record: days and assets are counted by their pages. So nothing can get lost
or out of step, whoever restored, copied or rolled back the folder.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from builder.publish.errors import SiteError

LEAST = 0.5
"""The share of the published days, and of the assets, below which an input is refused."""


class Shrunken(SiteError):
    """The inputs hold so much less than what is published that an accident is likely."""


@dataclass(frozen=True)
class Published:
    """The days and the number of assets that a site has pages of, and when it was made."""

    days: tuple[date, ...]
    assets: int
    made: datetime

    def __str__(self) -> str:
        if not self.days:
            return "a site without days"
        days = "1 day" if len(self.days) == 1 else f"{len(self.days):,} days"
        assets = "1 asset" if self.assets == 1 else f"{self.assets:,} assets"
        span = f"{self.days[0]} to {self.days[-1]}"
        return f"{days} ({span}) and {assets}, made on {self.made:%Y-%m-%d at %H:%M} UTC"


def read_published(site: Path) -> Published | None:
    """Count what a site holds; None where there is none."""
    if not (site / "index.html").is_file():
        return None
    days = []
    for page in site.glob("[0-9][0-9][0-9][0-9]/[0-9][0-9]/[0-9][0-9]"):
        try:
            days.append(date(*map(int, page.parts[-3:])))
        except ValueError:
            # A folder of somebody else's.
            continue
    # An asset's former address has a page too, but no figures.
    assets = sum(1 for _ in site.glob("assets/*/ledger.json"))
    # The folder's own time: its files may be older, as unchanged ones are shared.
    made = datetime.fromtimestamp(site.stat().st_mtime, UTC)
    return Published(tuple(sorted(days)), assets, made)


def refuse_shrunken(site: Path, days: int, assets: int) -> None:
    """Raise Shrunken if fewer than half of the published days, or of the assets, are left."""
    published = read_published(site)
    if published is None:
        return
    lost = [
        f"{now:,} of the {then:,} {noun}"
        for noun, now, then in (
            ("days", days, len(published.days)),
            ("assets", assets, published.assets),
        )
        if now < then * LEAST
    ]
    if lost:
        raise Shrunken(
            f"{site}: holds {published}.\n"
            f"The inputs now hold {' and '.join(lost)}: that is nearly always an accident, such as "
            "a folder that was not fetched. Nothing was published.\n"
            "If it is meant, build with --allow-shrink."
        )
