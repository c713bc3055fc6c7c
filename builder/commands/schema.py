"""`daybook schema`: writes what editors complete and check files with."""

from __future__ import annotations

import json
from pathlib import Path

import click

from builder.market.schema import snapshot_schema
from builder.story.commentary.schema import commentary_schema

SCHEMAS = {
    "commentary.schema.json": commentary_schema,
    "snapshot.schema.json": snapshot_schema,
}


@click.argument("directory", type=click.Path(file_okay=False, path_type=Path))
def schema(directory: Path) -> None:
    """Write JSON Schemas of snapshots and of the front matter of texts into DIRECTORY.

    content/README.md says how an editor makes use of them.
    """
    directory.mkdir(parents=True, exist_ok=True)
    for name, make in SCHEMAS.items():
        text = json.dumps(make(), ensure_ascii=False, indent=2) + "\n"
        (directory / name).write_text(text, encoding="utf-8", newline="\n")
        click.echo(directory / name)
