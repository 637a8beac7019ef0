"""Reads request tables: nested rows, shared subtrees, and the line of the text each row has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from contracts.examples import misfit
from contracts.filtering import FILTERS, how, of_none
from contracts.model import ENCODED, TYPES, Location, Parameter
from contracts.patterns import faulty, longest
from contracts.reader import Reader
from contracts.shared import Shared

FORMATS = (
    "country", "currency", "cursor", "date", "decimal", "descriptor", "email", "ip", "locale",
    "milliseconds", "person_name", "phone", "postal_code", "rfc2822", "rfc3339", "timestamp", "url",
)  # fmt: skip
TOPICS = (
    "echo", "empty", "enum", "exclusive", "length", "length_below", "pattern", "range",
    "reference", "required", "type", "unknown",
)  # fmt: skip
_KEYS = frozenset({
    *FILTERS, "also", "by", "children", "clearable", "displaces", "encoded", "enum", "example",
    "excludes", "format", "guessed", "hidden", "items", "later", "lines", "max_length", "maximum",
    "min_length", "minimum", "needs", "note", "omit", "pattern", "plain",
    "plain_values", "references", "required", "restored", "shown_for", "source", "subject", "type",
    "unjudged", "use", "values",
})  # fmt: skip
_ROOM = 1_000_000  # characters that a form can have in one row
_WHOLE = ("cursor", "milliseconds", "timestamp")  # formats that a number can have
_NUMBERS = ("integer", "number")
GUESSED = (
    "enum", "excludes", "format", "items", "max_length", "maximum", "minimum", "needs", "pattern",
    "references", "required", "type", "values",
)  # fmt: skip
OWN_NAME = "assay"  # what an entry of a map is called where a form sends one
_VALUES = {"string": str, "integer": int, "boolean": bool, "array": str}


@dataclass(slots=True)
class _Place:
    """Where a row of a shared subtree stands in the operation that uses it."""

    lines: dict[str, int]
    omit: frozenset[str]
    used: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Context:
    location: Location
    shared: Shared
    parent: str = ""  # bracketed path of the row above
    source: int = 0  # line of what hides rows that have none of their own
    place: _Place | None = None
    relative: str = ""  # dotted path below the shared subtree
    plain: bool = True  # whether a plain account accepts the row above
    subject: str = ""  # the subject of the row above
    filters: bool = False  # whether rows say what a list, or a search, is narrowed to


def bracket(parent: str, name: str) -> str:
    """Return the bracketed path of `name` below `parent`."""
    return f"{parent}[{name}]" if parent else name


def read_rows(
    reader: Reader, location: Location, shared: Shared, *, reads: bool = False
) -> tuple[Parameter, ...]:
    """Read one group (path, query or body) of a request table; `reads` says that it is that of a
    list or of a search. Raises ContractError.
    """
    context = _Context(location, shared, filters=location == "query" or reads)
    return tuple(_row(name, row, context) for name, row in reader.entries().items())


def _row(name: str, reader: Reader, context: _Context) -> Parameter:
    context.shared.room.take(reader)
    if "[" in name or "]" in name:
        raise reader.refuse(f"{name!r} is no name: what stands in brackets is a row below another")
    keys = reader.mapping(_KEYS)
    if "use" in keys:
        return _used(name, keys, reader, context)
    for key in ("hidden", "lines", "omit"):
        if key in keys:
            raise keys[key].refuse(f"{key!r} only goes with 'use'")
    return _plain(name, keys, reader, context)


def _used(name: str, keys: dict[str, Reader], reader: Reader, context: _Context) -> Parameter:
    if context.place:
        raise reader.refuse("a shared subtree cannot use another one")
    lines = {key: line.integer() for key, line in keys["lines"].entries().items()} \
        if "lines" in keys else {}  # fmt: skip
    place = _Place(lines, frozenset(keys["omit"].texts()) if "omit" in keys else frozenset())
    fragment = context.shared.fragment(keys["use"])
    core = fragment.mapping({"type", "children", "items"}, {"type"})
    own = {key: value for key, value in keys.items() if key not in ("use", "lines", "omit")}
    for key in core:
        if key in own:
            raise own[key].refuse(f"{key!r} already stands in the shared subtree")
    row = _plain(name, {**core, **own}, reader, replace(context, place=place))
    unknown = sorted((place.omit | set(lines)) - place.used)
    if unknown:
        raise reader.refuse(f"the shared subtree has no row {unknown[0]!r}")
    return row


def _source(keys: dict[str, Reader], context: _Context) -> tuple[int, bool]:
    """Return the line of a row, 0 for none, and whether the text hides the row."""
    if "source" in keys and not _origin(keys):
        return keys["source"].integer(), "restored" in keys and keys["restored"].boolean()
    if context.place and context.relative in context.place.lines:
        return context.place.lines[context.relative], False
    if context.place and context.relative:
        return context.source, True
    return 0, False


def _origin(keys: dict[str, Reader]) -> str:
    """Return where a row is documented when that is not one line: a text, or a block of lines."""
    if "source" not in keys or not (keys["source"].is_text() or keys["source"].is_list()):
        return ""
    if keys["source"].is_text():
        return keys["source"].text()
    lines = keys["source"].integers()
    if len(lines) != 2 or lines[0] > lines[1]:
        raise keys["source"].refuse("expected a text, a line, or a first and a last line")
    return f"L{lines[0]}-L{lines[1]}"


def _plain(name: str, keys: dict[str, Reader], reader: Reader, context: _Context) -> Parameter:
    kind = _type(keys, reader)
    path = bracket(context.parent, name)
    source, restored = _source(keys, context)
    hidden = keys["hidden"].integer() if "hidden" in keys else source
    facts = _facts(keys, context, kind)
    below = replace(context, parent=path, source=hidden, plain=facts["plain"],
                    subject=facts["subject"])  # fmt: skip
    row = Parameter(
        name=name,
        type=kind,
        path=path,
        location=context.location,
        source=source,
        restored=restored,
        origin=_origin(keys),
        at=reader.place,
        **facts,
        items=_element(keys, "items", below, kind == "array", reader),
        values=_element(keys, "values", below, kind == "map", reader),
        children=_children(keys, kind, below),
        alternatives=_alternatives(keys, path, source, context),
    )
    _check(row, keys, reader)
    for key in FILTERS if not context.filters else ():
        if key in keys:
            raise keys[key].refuse(f"{key!r} is said of rows of a query")
    return row


def _type(keys: dict[str, Reader], reader: Reader) -> str:
    if "type" not in keys:
        raise reader.refuse("the key 'type' is missing")
    return keys["type"].one_of(TYPES)


def _pattern(reader: Reader) -> str:
    if reason := faulty(reader.text()):
        raise reader.refuse(reason)
    return reader.text()


_READ: dict[str, Callable[[Reader], Any]] = {
    **dict.fromkeys(("required", "clearable", "displaces", "plain", "unseen"), Reader.boolean),
    "compares": how,
    **dict.fromkeys(("max_length", "min_length", "later"), Reader.integer),
    **dict.fromkeys(("minimum", "maximum"), Reader.number),
    **dict.fromkeys(("by", "clause", "note", "shown_as", "shown_for", "subject"), Reader.text),
    "plain_values": Reader.texts,
    "format": lambda reader: reader.one_of(FORMATS),
    "pattern": _pattern,
    "encoded": lambda reader: reader.one_of(ENCODED),
    "guessed": lambda reader: tuple(item.one_of(GUESSED) for item in reader.items()),
    "example": Reader.data,
    "absent": of_none,
    "unjudged": lambda reader: tuple(_topic(item) for item in reader.items()),
}


def _facts(keys: dict[str, Reader], context: _Context, kind: str = "string") -> dict[str, Any]:
    """Return the constraints of a row as keyword arguments of `Parameter`."""
    read = {key: reading(keys[key]) for key, reading in _READ.items() if key in keys}
    read["held"] = longest(read["pattern"]) if "pattern" in read else 0
    read["plain"] = context.plain and read.get("plain", True)
    read["subject"] = read.get("subject", context.subject)
    if "enum" in keys:
        read["enum"] = context.shared.enum(keys["enum"], numbers=kind == "integer", sent=True)
    if "references" in keys:
        read["references"] = context.shared.references(keys["references"])
    for key in ("excludes", "needs"):
        if key in keys:
            read[key] = tuple(bracketed(context.parent, text) for text in keys[key].texts())
    return read


def bracketed(parent: str, text: str) -> str:
    """Return `name` or `name=value` of a sibling, or of a top row (`/name`), as a full path."""
    if text.startswith("/"):
        return text[1:]
    name, equals, value = text.partition("=")
    return bracket(parent, name) + equals + value


def _topic(reader: Reader) -> str:
    topic, _, reason = reader.text().partition(" ")
    if topic not in TOPICS or not reason:
        raise reader.refuse(f"expected a topic of {', '.join(TOPICS)} and a reason")
    return reader.text()


def _element(
    keys: dict[str, Reader], key: str, below: _Context, wanted: bool, reader: Reader
) -> Parameter | None:
    if wanted and key not in keys:
        raise reader.refuse(f"the key {key!r} is missing: what an element is")
    if key not in keys:
        return None
    if not wanted:
        raise keys[key].refuse(f"{key!r} does not fit the type")
    inner = keys[key].mapping(_KEYS - {*FILTERS, "use", "lines", "omit", "required", "hidden"})
    kind = _type(inner, keys[key])
    named = key == "values" and kind in ("array", "object")  # rows below it are sent and spoken of
    path = f"{below.parent}[{OWN_NAME if named else ''}]"
    deeper = replace(below, parent=path)
    row = Parameter(
        name=OWN_NAME if named else "",
        type=kind,
        path=path,
        location=below.location,
        source=below.source,
        **_facts(inner, below, kind),
        items=_element(inner, "items", deeper, kind == "array", keys[key]),
        children=_children(inner, kind, deeper),
    )
    _check(row, inner, keys[key])
    return row


def _children(keys: dict[str, Reader], kind: str, below: _Context) -> tuple[Parameter, ...]:
    if "children" not in keys:
        return ()
    if kind != "object":
        raise keys["children"].refuse(f"'children' does not fit the type {kind!r}")
    found = []
    for name, reader in keys["children"].entries().items():
        relative = f"{below.relative}.{name}".lstrip(".") if below.place else ""
        if below.place:
            below.place.used.add(relative)
            if relative in below.place.omit:
                continue
        found.append(_row(name, reader, replace(below, relative=relative)))
    return tuple(found)


def _alternatives(
    keys: dict[str, Reader], path: str, source: int, context: _Context
) -> tuple[Parameter, ...]:
    if "also" not in keys:
        return ()
    found = []
    for reader in keys["also"].items():
        inner = reader.mapping({"type", "enum", "references"}, {"type"})
        found.append(
            Parameter(
                name="",
                type=_type(inner, reader),
                path=path,
                location=context.location,
                source=source,
                **_facts({k: v for k, v in inner.items() if k != "type"}, context),
            )
        )
    return tuple(found)


def _longest(row: Parameter) -> int:
    """Return how many characters a text may have; a form has room for no more than a million."""
    return _ROOM if row.max_length is None else min(row.max_length, _ROOM)


def _check_lengths(row: Parameter, keys: dict[str, Reader]) -> None:
    for key in ("max_length", "min_length"):
        if key in keys and keys[key].integer() < 0:
            raise keys[key].refuse(f"{key!r} counts characters: it is not below 0")
    if row.min_length is not None and row.min_length > _longest(row):
        raise keys["min_length"].refuse(f"{row.min_length} is above {_longest(row)} characters")
    if row.later is not None and (row.max_length is None or row.later <= row.max_length):
        raise keys["later"].refuse("'later' is above a 'max_length' that stands beside it")


def _check(row: Parameter, keys: dict[str, Reader], reader: Reader) -> None:
    """Refuse constraints that do not fit the type of the row. Raises ContractError."""
    whole = row.type == "integer" and row.format in _WHOLE
    fits = {
        "enum": row.type in ("string", "integer"),
        **dict.fromkeys(("pattern", "min_length", "max_length"), row.type == "string"),
        "encoded": row.type in ("object", "array", "map", "any"),
        "shown_for": row.type == "object" and row.path == row.name,
        "minimum": row.type in _NUMBERS,
        "maximum": row.type in _NUMBERS,
        "format": row.type == "string" or whole,
        "references": row.type in ("string", "integer"),
        "plain_values": bool(row.enum or (row.items and row.items.enum)),
    }
    for key, fitting in fits.items():
        if key in keys and not fitting:
            raise keys[key].refuse(f"{key!r} does not fit the type {row.type!r}")
    kinds = [_VALUES.get(kind.type) for kind in (row, *row.alternatives)]
    if any(type(value) not in kinds for value in row.absent):
        raise keys["absent"].refuse(f"{row.absent[0]!r} does not fit the type {row.type!r}")
    _check_lengths(row, keys)
    if reason := misfit(row):
        raise keys["example"].refuse(f"the example {row.example!r} does not fit {reason}")
    if row.unseen and row.shown_as:
        raise keys["unseen"].refuse("a row is either 'unseen' or 'shown_as' a field")
    known = row.enum or (row.items.enum if row.items else ())
    for stray in (value for value in row.plain_values if value not in known):
        raise keys["plain_values"].refuse(f"{stray!r} is not in the enum")
    if row.minimum is not None and row.maximum is not None and row.minimum > row.maximum:
        raise reader.refuse(f"minimum {row.minimum} is above maximum {row.maximum}")
