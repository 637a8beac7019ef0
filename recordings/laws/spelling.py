"""Judges how an answer spells its names: as the table does, never in the way of another language.

A mock that is written in a language whose names run together (`amountReceived`) lets them through.
Only what was recorded as text is judged: what was decoded may have been renamed by a client.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from contracts.model import Contracts, Field
from recordings.checks import Finding
from recordings.entry import Entry, Rule

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_OBJECTS = 20  # of a page, or of an array


def humps(entry: Entry, contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding for each name that stands in humps for one of a table (G-113)."""
    if not entry.text:
        return
    fields = {field.name: field for field in entry.resource.fields}
    for item in entry.objects[:_OBJECTS]:
        yield from _spelled(item, fields)
    shape = contracts.api.error
    attributes = {shape.type, shape.message, *shape.texts, entry.resource.object}
    yield from _other_names(entry.exchange.error_body, attributes, "")


def _spelled(item: Mapping[str, Any], fields: Mapping[str, Field]) -> Iterator[Finding]:
    above = next((f.path.rpartition(".")[0] for f in fields.values()), "")
    yield from _other_names(item, fields, above)
    for name, value in item.items():
        for below, children in _inside(value, fields.get(name)):
            yield from _spelled(below, {child.name: child for child in children})


def _inside(value: Any, field: Field | None) -> Iterator[tuple[Mapping[str, Any], Iterable[Field]]]:
    """Yield the objects that a field holds, with their own fields."""
    if field is None:
        return
    if isinstance(value, dict) and field.children:
        yield value, field.children
    elif isinstance(value, list) and field.items is not None:
        for element in value[:_OBJECTS]:
            yield from _inside(element, field.items)


def _other_names(item: Mapping[str, Any], known: Iterable[str], above: str) -> Iterator[Finding]:
    names = set(known)
    for name in item:
        meant = _HUMP.sub("_", name).lower()
        if name not in names and meant != name and meant in names and meant not in item:
            place = f"{above}.{meant}".lstrip(".")
            yield Finding(f"the field {place}", f"{name}", place)


RULES = (Rule("response_table", "G-113", humps),)
