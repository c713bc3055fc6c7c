"""`daybook new`: starts a commentary."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from builder.market.days import parse_day
from builder.market.faults import InputFaults, nearest
from builder.market.history import History
from builder.publish.inputs import read_figures, within
from builder.story.commentary.authors import AUTHORS_FILE, read_authors, unknown_author
from builder.story.commentary.reading import ASSETS, DAYS, SUFFIX, commentary_files
from builder.story.commentary.skeleton import asset_skeleton, day_skeleton

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.argument("day", required=False, metavar="[DAY]")
@click.option("--asset", metavar="SLUG", help="Write about an asset instead, such as btc.")
@click.option("--author", metavar="NAME", show_default=f"the first of {AUTHORS_FILE}",
              help="Who writes it.")  # fmt: skip
@click.option("--content", type=_FOLDER, default="content", show_default=True,
              help="Folder of what authors wrote.")  # fmt: skip
@click.option("--data", type=_FOLDER, default="data", show_default=True,
              help="Folder of snapshots, at any depth.")  # fmt: skip
def new(day: str | None, asset: str | None, author: str | None, content: Path, data: Path) -> None:
    """Start a commentary on a DAY such as 2025-10-24, or on an asset.

    Writes a draft with the front matter and the most telling figures; a text that is there already
    is left alone.
    """
    if (day is None) == (asset is None):
        raise click.UsageError("expected a DAY or --asset SLUG, one of them")
    history = read_figures(data)
    about = _day(day, history) if day is not None else _ticker(asset or "", history)
    name = _author(author, content)
    if isinstance(about, date):
        path, text = content / DAYS / f"{about}{SUFFIX}", day_skeleton(history, about, name)
    else:
        path, text = content / ASSETS / f"{asset}{SUFFIX}", asset_skeleton(history, about, name)
    _refuse_second(path, content)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)
    click.echo(f"{path}: a draft by {name}. `daybook serve --drafts` shows it as you write.")


def _day(text: str, history: History) -> date:
    try:
        day = parse_day(text)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    if day not in history.by_date:
        hint = nearest(text, (known.isoformat() for known in history.by_date))
        raise click.UsageError(f"expected a day on file, found {day}{hint}")
    return day


def _ticker(slug: str, history: History) -> str:
    tickers = {asset.slug: asset.ticker for asset in history.assets}
    if slug not in tickers:
        hint = nearest(slug, tickers)
        raise click.UsageError(f"expected the slug of an asset on file, found {slug!r}{hint}")
    return tickers[slug]


def _author(name: str | None, content: Path) -> str:
    authors, faults = read_authors(content)
    if faults:
        raise InputFaults(within(content, faults))
    if name is None:
        if not authors:
            raise click.UsageError(f"expected --author NAME, or a name in {content / AUTHORS_FILE}")
        return next(iter(authors))
    wrong = unknown_author(name, authors)
    if wrong or not name.strip():
        raise click.UsageError(wrong or "expected a name for --author, found none")
    return " ".join(name.split())


def _refuse_second(path: Path, content: Path) -> None:
    folder = content / path.relative_to(content).parts[0]
    for other in commentary_files(content):
        if other.stem == path.stem and other.is_relative_to(folder):
            raise click.UsageError(f"expected no text about {path.stem} yet, found {other}")
