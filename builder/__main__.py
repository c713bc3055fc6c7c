"""The command `daybook`: its commands, each in a module of :mod:`builder.commands`.

Exit codes: 0 done, 1 the inputs have faults, 2 wrong usage, 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import click

from builder import __version__
from builder.commands.build import build
from builder.commands.check import check
from builder.commands.demo import demo
from builder.commands.explain import explain
from builder.commands.new import new
from builder.commands.rollback import rollback
from builder.commands.schema import schema
from builder.commands.serve import serve
from builder.processes import seldom_look_for_garbage


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="daybook")
def main() -> None:
    """Publish an archive of market summary pages from daily snapshots.

    Every number on every page comes from a cell of a snapshot, or from a formula over such cells.
    """
    seldom_look_for_garbage()


for command in (build, rollback, check, explain, serve, demo, new, schema):
    main.add_command(command)


if __name__ == "__main__":
    main(prog_name="daybook")
