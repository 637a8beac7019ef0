"""Reads response tables: fields, types, nullability, enums, what can be expanded."""

from __future__ import annotations

from contracts.model import TYPES, Field
from contracts.reader import Reader
from contracts.shared import Shared

FORMATS = ("client_secret", "currency", "decimal", "minor_units", "timestamp")
_KEYS = frozenset({
    "also", "children", "enum", "expandable", "format", "items", "max_length", "note", "nullable",
    "open", "required", "resource", "type", "values",
})  # fmt: skip


def read_fields(reader: Reader, shared: Shared, parent: str = "") -> tuple[Field, ...]:
    """Read the rows of a response table. Raises ContractError."""
    return tuple(
        _field(name, row, shared, f"{parent}.{name}" if parent else name)
        for name, row in reader.entries().items()
    )


def _flag(keys: dict[str, Reader], key: str) -> bool:
    return key in keys and keys[key].boolean()


def _field(name: str, reader: Reader, shared: Shared, path: str) -> Field:
    keys = reader.mapping(_KEYS, {"type"})
    kind = keys["type"].one_of(TYPES)
    fits = {"items": "array", "values": "map", "children": "object"}
    for key, wanted in fits.items():
        if key in keys and kind != wanted and not (key == "items" and "resource" in keys):
            raise keys[key].refuse(f"{key!r} does not fit the type {kind!r}")
    return Field(
        name=name,
        type=kind,
        path=path,
        required=_flag(keys, "required"),
        nullable=_flag(keys, "nullable"),
        enum=shared.enum(keys["enum"]) if "enum" in keys else (),
        closed="enum" in keys and not _flag(keys, "open"),
        format=keys["format"].one_of(FORMATS) if "format" in keys else None,
        max_length=keys["max_length"].integer() if "max_length" in keys else None,
        expandable=_flag(keys, "expandable"),
        resource=keys["resource"].text() if "resource" in keys else None,
        items=_field("", keys["items"], shared, f"{path}[]") if "items" in keys else None,
        values=_field("", keys["values"], shared, f"{path}.*") if "values" in keys else None,
        children=read_fields(shared.table(keys["children"]), shared, path)
        if "children" in keys else (),
        alternatives=tuple(_field("", item, shared, path) for item in keys["also"].items())
        if "also" in keys else (),
        note=keys["note"].text() if "note" in keys else "",
    )  # fmt: skip
