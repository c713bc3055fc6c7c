"""Describes the files of the archive for machines, as a Data Package of version 2."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from slugify import slugify

from builder.market.attribution import Provider
from builder.market.credits import CREDIT_COLUMNS
from builder.market.fields import TOPICS
from builder.market.long_table import COLUMNS, Column, Kind
from builder.market.numbers import pointless
from builder.pages.data import DataFile
from builder.publish.data.dataset import Dataset

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"

_TYPES = {
    Kind.DATE: "date",
    Kind.TIME: "datetime",
    Kind.TEXT: "string",
    Kind.NUMBER: "number",
}
_LICENCE_ID = re.compile(r"[-a-zA-Z0-9._]+")
_GUARD = (
    "In CSV an empty cell is a missing one, and a text that a spreadsheet would compute has an "
    "apostrophe before it."
)


def data_package(dataset: Dataset, files: Iterable[DataFile]) -> str:
    """Return the descriptor as JSON: the files with their columns, licences and sources."""
    package: dict[str, Any] = {
        "$schema": PROFILE,
        "name": slugify(dataset.title.partition(":")[0]) or "archive",
        "title": dataset.title,
        "description": dataset.described(dataset.description),
        "homepage": dataset.homepage,
    }
    licences = [_licence(p, dataset.homepage) for p in dataset.providers if p.licence]
    if licences:
        package["licenses"] = licences
    if dataset.providers:
        package["sources"] = [_source(provider) for provider in dataset.providers]
    package["resources"] = [_resource(dataset, file) for file in files]
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def _licence(provider: Provider, homepage: str) -> dict[str, str]:
    """Return what a provider asks: by its identifier if it has one, else by where it is told."""
    said = {"title": f"{provider.name}: {provider.licence}", "path": f"{homepage}#licences"}
    if _LICENCE_ID.fullmatch(provider.licence):
        said = {"name": provider.licence, **said}
    return said


def _source(provider: Provider) -> dict[str, str]:
    return {"title": provider.name, **({"path": provider.url} if provider.url else {})}


def _resource(dataset: Dataset, file: DataFile) -> dict[str, Any]:
    parquet = file.path.endswith(".parquet")
    credits_file = file.name == "sources.csv"
    described = "Who measured and published the figures." if credits_file else dataset.description
    if file.year is not None:
        described = f"The days of {file.year}. {described}"
    resource: dict[str, Any] = {
        "name": slugify(file.name),
        "type": "table",
        "title": f"Archive, {file.year}" if file.year else "Sources" if credits_file else "Archive",
        "description": dataset.described(described if parquet else f"{described} {_GUARD}"),
        "path": file.path,
        "format": "parquet" if parquet else "csv",
        "mediatype": file.media_type,
        # Frictionless counts no bytes of Parquet, and takes a stated number for a wrong one.
        **({} if parquet else {"encoding": "utf-8", "bytes": file.size}),
        "hash": f"sha256:{file.digest}",
        "schema": _credits_schema() if credits_file else _archive_schema(bounded=not parquet),
    }
    return resource


def _archive_schema(bounded: bool) -> dict[str, Any]:
    """Return the schema of the long table, with the bounds of its numbers or without.

    Frictionless reads Parquet by way of pandas, where a missing number is one that no bound holds.
    """
    return {
        "fields": [_field(column, bounded) for column in COLUMNS],
        "primaryKey": ["date", "subject"],
        "missingValues": [""],
    }


def _credits_schema() -> dict[str, Any]:
    fields = [_field(column) for column in CREDIT_COLUMNS]
    next(f for f in fields if f["name"] == "topic")["constraints"]["enum"] = list(TOPICS)
    return {
        "fields": fields,
        "foreignKeys": [
            {
                "fields": ["date", "subject"],
                "reference": {"resource": "archive-csv", "fields": ["date", "subject"]},
            }
        ],
        "missingValues": [""],
    }


def _field(column: Column, bounded: bool = True) -> dict[str, Any]:
    """Return a column as Table Schema has it, with `unit`, `topic` and `window` of our own."""
    described: dict[str, Any] = {
        "name": column.name,
        "type": _TYPES[column.kind],
        "title": column.label,
        "description": column.meaning,
    }
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.field is not None:
        described["description"] += f" Unit: {column.field.unit.words}."
        described |= {"unit": column.field.unit.value, "topic": column.field.topic}
        if column.field.window:
            described["window"] = column.field.window
        band = column.field.band
        if band is not None and bounded:
            low = "exclusiveMinimum" if band.exclusive else "minimum"
            constraints |= {low: pointless(band.low), "maximum": pointless(band.high)}
    if constraints:
        described["constraints"] = constraints
    return described
