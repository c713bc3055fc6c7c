"""What stands published, and what it was made from: so that nothing is made twice.

It is kept beside what else a build keeps. A site that is not file for file the one that was
published, by names, sizes and times of change, is not the one that is known here.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from builder.market.digests import digest_of
from builder.publish.files import write_bytes
from builder.publish.kept.account import Account
from builder.publish.kept.program import files_digest, look_digest, program_digest
from builder.publish.kept.seals import sealed, unsealed
from builder.publish.release.beside import Beside
from builder.publish.release.soundness import inventory


@dataclass(frozen=True)
class Standing:
    """A published site: where it is, its files, and from what each page's HTML was made.

    `inputs` is the digest of everything it was made from but the moment: that may be any from
    `since` until before `until` (None: ever), as no text appears in between. `look` turned Markdown
    into HTML, with templates in the folders `theme`. `pages` holds the digest of the files that
    each address was made of. `number` counts the builds that have published, one after the other.
    """

    site: str
    files: str
    inputs: str
    since: str | None
    until: str | None
    look: str
    theme: tuple[str, ...]
    pages: dict[str, str]
    account: Account
    number: int = 0

    def holds_at(self, now: datetime) -> bool:
        """Tell whether the same texts are published at a moment."""
        after = self.since is None or datetime.fromisoformat(self.since) <= now
        return after and (self.until is None or now < datetime.fromisoformat(self.until))


def read_standing(file: Path) -> Standing | None:
    """Return what was published last; None where that is not known for sure."""
    try:
        body = unsealed(file.read_bytes())
        if body is None:
            return None
        said = json.loads(body)
        account = Account.read(said.pop("account"))
        return Standing(**{**said, "theme": tuple(said["theme"]), "account": account})
    except (OSError, ValueError, TypeError, KeyError):
        return None


def write_standing(file: Path, standing: Standing) -> None:
    """Keep what was published; if it cannot be kept, the next build makes it again."""
    body = json.dumps(asdict(standing), ensure_ascii=False, sort_keys=True).encode()
    with suppress(OSError):
        write_bytes(file, sealed(body))


def forget_standing(file: Path) -> None:
    """Forget what was published."""
    with suppress(OSError):
        file.unlink(missing_ok=True)


def is_untouched(standing: Standing, site: Path) -> bool:
    """Tell whether a site is the one that was published, and nobody changed a file of it."""
    return standing.site == str(site) and standing.files == site_digest(inventory(site))


def nothing_to_do(file: Path, site: Path, config: Path, inputs: Iterable[Path],
                  now: datetime) -> Standing | None:  # fmt: skip
    """Return what stands published if a build would publish just that; else None."""
    standing = read_standing(file)
    beside = Beside(site)
    left = any(path.exists() for path in (beside.journal, beside.next, beside.aside, beside.old))
    if standing is None or left or not standing.holds_at(now):
        return None
    same = standing.inputs == inputs_digest(config, standing.theme, inputs)
    return standing if same and is_untouched(standing, site) else None


def inputs_digest(config: Path, theme: Iterable[str], inputs: Iterable[Path]) -> str:
    """Return the digest of everything that a site is made from, but the moment."""
    look = look_digest(config, map(Path, theme))
    return digest_of(program_digest(), look, *(files_digest([path]) for path in inputs))


def site_digest(files: Mapping[str, os.stat_result]) -> str:
    """Return the digest of the names, sizes, times of change and modes of all files of a site."""
    return digest_of(
        "\n".join(
            f"{path} {stat.st_size} {stat.st_mtime_ns} {stat.st_mode}"
            for path, stat in sorted(files.items())
        )
    )
