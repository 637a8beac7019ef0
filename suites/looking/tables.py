"""Compares returned objects with response tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from contracts.model import Contracts, Field, Resource
from suites.looking.say import an, shown
from suites.looking.times import LATEST, SECONDS, WORDS

_KINDS: dict[str, tuple[type, ...]] = {
    "string": (str,), "integer": (int,), "number": (int, float), "boolean": (bool,),
    "array": (list,), "object": (dict,), "map": (dict,), "any": (object,),
}  # fmt: skip


# What stands in the place of null, where an API has none.
_EMPTY = {"absent": "is left out without a value", "text": "is the empty text without a value"}


@dataclass(frozen=True, slots=True)
class Misfit:
    """One field that does not fit: its dotted path, what the table says, what was found."""

    path: str
    expected: str
    observed: str
    kind: Literal["shape", "missing", "null", "type", "value"] = "shape"
    wanted: str = ""  # the type in the table
    found: Any = None


def misfits(item: Any, resource: Resource, *, expanded: bool = False) -> Iterator[Misfit]:
    """Yield each way in which `item` is no object of `resource`.

    `expanded` says that the request asked for an expansion: objects may then stand for ids.
    """
    if not isinstance(item, dict):
        yield Misfit("", f"{an(resource.object)} object", shown(item))
        return
    for field in resource.fields:
        if field.name == "object" and resource.formerly:  # old paths answer with either (T-40)
            field = replace(field, enum=(), closed=False)  # noqa: PLW2901
        yield from _field(item, field, expanded)


def usual(item: dict[str, Any], contracts: Contracts) -> Iterator[Misfit]:
    """Yield each way in which an object of a kind without a table is none of this API.

    What objects of every kind have, when they were made and in which mode, is as in all tables.
    """
    shape = contracts.api.object
    for name in filter(None, (shape.created, shape.mode)):
        rows = (field for resource in contracts.resources for field in resource.fields)
        known = next((field for field in rows if field.name == name), None)
        if known is not None and name in item:
            yield from _field(item, known, expanded=True)
            yield from _never(item[name], known)


def _never(value: Any, field: Field) -> Iterator[Misfit]:
    """Yield that a time, in seconds, is one at which nothing can have been made (G-113)."""
    wrong = field.format == SECONDS and isinstance(value, int) and not 0 < value <= LATEST
    if wrong:
        words = f"{field.path} in {WORDS[SECONDS]}"
        yield Misfit(field.path, words, f"{field.path} {value}", "value")


def _field(item: dict[str, Any], field: Field, expanded: bool) -> Iterator[Misfit]:
    if field.name not in item:
        if field.required and not (field.nullable and field.empty == "absent"):
            yield Misfit(field.path, f"the field {field.path}", "no such field", "missing")
        return
    value = item[field.name]
    if value is None:
        if not field.nullable:
            yield Misfit(field.path, f"{field.path} is {_words(field)}", "null", "null")
        elif field.empty in _EMPTY:
            yield Misfit(field.path, f"{field.path} {_EMPTY[field.empty]}", "null", "null")
        return
    if value == "" and field.nullable and field.empty == "text":
        return
    yield from _value(value, field, expanded)


def _value(value: Any, field: Field, expanded: bool) -> Iterator[Misfit]:
    if field.expandable and expanded and isinstance(value, dict):
        if not isinstance(value.get("id"), str):
            words = f"{field.path} is an id, or an object that has one"
            yield Misfit(field.path, words, shown(value), "type", field.type, value)
        return
    if not _fits(value, field):
        if not any(_fits(value, other) for other in field.alternatives):
            yield Misfit(
                field.path,
                f"{field.path} is {_words(field)}",
                shown(value),
                "type",
                field.type,
                value,
            )
    elif field.closed and _listed(value, field) not in field.enum:
        words = f"{field.path} is one of {', '.join(field.enum)}"
        yield Misfit(field.path, words, shown(value), "value", field.type, value)
    else:
        yield from _below(value, field, expanded)


def _below(value: Any, field: Field, expanded: bool) -> Iterator[Misfit]:
    if isinstance(value, dict):
        for child in field.children:
            yield from _field(value, child, expanded)
        for element in value.values() if field.values else ():
            if field.values and not _fits(element, field.values):
                words = f"values of {field.path} are texts"
                yield Misfit(field.path, words, shown(element), "type", "string", element)
    elif isinstance(value, list) and field.items:
        for element in value[:20]:
            yield from _value(element, field.items, expanded)


def _fits(value: Any, field: Field) -> bool:
    if isinstance(value, bool) and field.type not in ("any", "boolean"):
        return False
    return isinstance(value, _KINDS[field.type])


def _listed(value: Any, field: Field) -> Any:
    """Return a value as the enum of a field has it: numbers as they are written."""
    return str(value) if field.type == "integer" else value


def _words(field: Field) -> str:
    if field.expandable:
        return "an id (not expanded)"
    article = "an" if field.type[0] in "aeiou" else "a"
    return f"{article} {field.type}"
