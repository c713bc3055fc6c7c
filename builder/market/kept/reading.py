"""Reads a data folder month by month: from what is kept, and anew where something changed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from hashlib import sha256
from pathlib import Path

from builder.market.attribution import Sources
from builder.market.cells import Contents
from builder.market.faults import Fault
from builder.market.kept.columns import Columns
from builder.market.kept.folder import Folder
from builder.market.kept.part_files import read_part, remove_other_parts, write_part
from builder.market.kept.processes import Processes
from builder.market.kept.program import program
from builder.market.kept.register import read_register, write_register
from builder.market.parts import Month, Part, build_part
from builder.market.registry import Registry
from builder.market.snapshots import merge

_MUCH = 8
"""So many months are built by one process in a second or two."""

_Task = tuple[Month, str, list[Columns]]
"""A month, what its part is kept under, and all that the part is made from."""


def read_parts(
    data: Path, registry: Registry, sources: Sources, kept: Path | None = None, jobs: int = 1
) -> tuple[list[Part], list[Fault]]:
    """Read a data folder as parts, one for each month with a day on file, and all its faults.

    Files and months that are as they were when they were kept in the folder `kept` are taken from
    there, and what is read anew is kept. Up to `jobs` processes read. With faults, parts are not
    all there.
    """
    with Processes(jobs) as processes:
        known = read_register(kept) if kept else {}
        folder = Folder(data, registry, processes, known)
        while True:
            months = folder.months()
            keys = {month: _key(digest, sources) for month, digest in months.items()}
            parts = _kept_parts(kept, keys)
            said = folder.around(month for month in months if month not in parts)
            # Unless a file was saved meanwhile, what was read is what the keys speak of.
            if folder.months() == months:
                break
        faults = folder.faults
        build = partial(_build, sources, kept, bool(faults))
        tasks = [(month, keys[month], columns) for month, columns in said.items()]
        built = processes.map(build, tasks, much=len(tasks) > _MUCH)
        for (month, *_), (part, wrong) in zip(tasks, built, strict=True):
            faults.extend(wrong)
            if part is not None:
                parts[month] = part
    if kept:
        if folder.sound != known:
            write_register(kept, folder.sound)
        if not faults:
            remove_other_parts(kept, keys.items())
    return [parts[month] for month in sorted(parts)], faults


def _key(digest: str, sources: Sources) -> str:
    """Return what a month's part is kept under: a digest of everything that it depends on."""
    said = repr((sources.providers, sources.tables))
    text = f"{program()} {digest} {said}"
    return sha256(text.encode("utf-8", "backslashreplace")).hexdigest()


def _kept_parts(kept: Path | None, keys: Mapping[Month, str]) -> dict[Month, Part]:
    if kept is None:
        return {}
    found = {month: read_part(kept, month, key) for month, key in keys.items()}
    return {month: part for month, part in found.items() if part is not None}


def _build(
    sources: Sources, kept: Path | None, faulty: bool, task: _Task
) -> tuple[Part | None, list[Fault]]:
    """Merge what files say of a month and build its part; with faults, there is no part.

    What is `faulty` elsewhere is for merging to know: it does not miss what could not be read.
    """
    month, key, columns = task
    contents = Contents()
    for file in columns:
        contents.extend(file.contents())
    days, cells, faults = merge(contents, faulty)
    if faulty or faults:
        return None, faults
    part = build_part(days, cells, sources, month.first, month.last)
    if kept:
        write_part(kept, month, key, part)
    return part, []
