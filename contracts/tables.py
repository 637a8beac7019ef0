"""Reads response tables: fields, types, nullability, enums, what can be expanded."""

from __future__ import annotations

from typing import cast

from contracts.model import TYPES, Field, Moving, Signs
from contracts.model.api import TIMES
from contracts.reader import Reader
from contracts.shared import Shared

FORMATS = ("client_secret", "currency", "decimal", "minor_units", *TIMES)
ANY = "*"  # an object of whatever resource
MOVING = ("always", "update")
_FITS = {
    "enum": ("string", "integer", "any"), "max_length": ("string", "any"),
    "format": ("string", "integer", "number", "any"),
}  # fmt: skip
_KEYS = frozenset({
    "also", "children", "clause", "constant", "enum", "expandable", "format", "items",
    "max_length", "moving", "names_hash", "note", "nullable", "on_request", "open", "own",
    "refreshes", "required", "resource", "restless", "signs", "type", "values",
})  # fmt: skip


def read_fields(reader: Reader, shared: Shared, parent: str = "") -> tuple[Field, ...]:
    """Read the rows of a response table. Raises ContractError."""
    rows = reader.entries()
    fields = tuple(
        _field(name, row, shared, f"{parent}.{name}" if parent else name)
        for name, row in rows.items()
    )
    beside = {field.name: field for field in fields}
    for field in fields:
        _check_beside(field, beside, rows[field.name])
    return fields


def _check_beside(field: Field, beside: dict[str, Field], reader: Reader) -> None:
    """Refuse words that speak of a field beside it which is not there. Raises ContractError."""
    names = [*([field.refreshes] if field.refreshes else []), *field.enum * field.names_hash]
    names += [field.signs.by] if field.signs else []
    stray = [name for name in names if name not in beside]
    if stray:
        raise reader.refuse(f"{field.path!r} speaks of {stray[0]!r}, which is no field beside it")
    if field.signs:
        signed = (*field.signs.negative, *field.signs.positive)
        stray = [value for value in signed if value not in beside[field.signs.by].enum]
        if stray or len(set(signed)) != len(signed):
            reason = f"{(stray or signed)[0]!r} is not one value of the enum of {field.signs.by!r}"
            raise reader.refuse(reason)


def _flag(keys: dict[str, Reader], key: str) -> bool:
    return key in keys and keys[key].boolean()


def _field(name: str, reader: Reader, shared: Shared, path: str) -> Field:
    shared.room.take(reader, path.count(".") + path.count("["))
    keys = reader.mapping(_KEYS, {"type"})
    kind = keys["type"].one_of(TYPES)
    fits = {"items": "array", "values": "map", "children": "object"}
    for key, wanted in fits.items():
        if key in keys and kind != wanted and not (key == "items" and "resource" in keys):
            raise keys[key].refuse(f"{key!r} does not fit the type {kind!r}")
    for key, wanted in (
        ("signs", "integer"),
        ("names_hash", "string"),
        ("own", "string"),
        ("restless", "string"),
    ):
        if key in keys and kind != wanted:
            raise keys[key].refuse(f"{key!r} does not fit the type {kind!r}")
    _check_fit(keys, kind, shared)
    if "moving" in keys and _flag(keys, "constant"):
        raise keys["moving"].refuse("a field is either 'moving' or 'constant'")
    enum = shared.enum(keys["enum"], numbers=kind == "integer") if "enum" in keys else ()
    restless = keys["restless"].texts() if "restless" in keys else ()
    for value in restless:
        if value not in enum:
            raise keys["restless"].refuse(f"{value!r} is not in the enum")
    return Field(
        name=name,
        type=kind,
        path=path,
        required=_flag(keys, "required"),
        nullable=_flag(keys, "nullable"),
        enum=enum,
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
        constant=_flag(keys, "constant"),
        moving=cast("Moving", keys["moving"].one_of(MOVING)) if "moving" in keys else "",
        refreshes=keys["refreshes"].text() if "refreshes" in keys else "",
        restless=restless,
        on_request=_flag(keys, "on_request"),
        own=_flag(keys, "own"),
        names_hash=_flag(keys, "names_hash"),
        signs=_signs(keys["signs"]) if "signs" in keys else None,
        clause=keys["clause"].text() if "clause" in keys else "",
        note=keys["note"].text() if "note" in keys else "",
        at=reader.place,
    )  # fmt: skip


def _check_fit(keys: dict[str, Reader], kind: str, shared: Shared) -> None:
    """Refuse words that say nothing of such a field, or name nothing. Raises ContractError."""
    for key, kinds in _FITS.items():
        if key in keys and kind not in kinds:
            raise keys[key].refuse(f"{key!r} does not fit the type {kind!r}")
    if "resource" in keys and keys["resource"].text() != ANY:
        shared.reference(keys["resource"])
    if "open" in keys and "enum" not in keys:
        raise keys["open"].refuse("'open' goes with 'enum': values that are not in it may come")
    if "max_length" in keys and keys["max_length"].integer() < 0:
        raise keys["max_length"].refuse("'max_length' counts characters: it is not below 0")


def _signs(reader: Reader) -> Signs:
    keys = reader.mapping({"by", "negative", "positive"}, {"by"})
    return Signs(
        by=keys["by"].text(),
        negative=keys["negative"].texts() if "negative" in keys else (),
        positive=keys["positive"].texts() if "positive" in keys else (),
    )
