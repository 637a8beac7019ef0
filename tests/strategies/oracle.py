"""A second opinion on forms: reads the rows itself and shares no code with the strategies.

`complaints` lists what is wrong with a form as pairs of a topic and the bracketed path of the row
(of the operation: ""). Only what the rows say is held against a form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from contracts.model import Operation, Parameter

Complaint = tuple[str, str]

PATTERNS = {
    "country": r"[A-Z]{2}",
    "currency": r"[a-z]{3}",
    "date": r"\d{4}-\d\d-\d\d",
    "decimal": r"\d+(\.\d+)?",
    "descriptor": r"[A-Za-z0-9 .-]{2,}",  # its row says how long
    "email": r"[^@\s]+@[^@\s]+\.[a-z]+",
    "ip": r"[0-9.]+|[0-9a-f:]+",
    "person_name": r"[A-Za-z]+( [A-Za-z]+)*",
    "phone": r"\+\d{7,15}",
    "postal_code": r"[0-9A-Z ]{4,10}",
    "url": r"https://\S+",
}


def complaints(
    operation: Operation, form: Mapping[str, Any], *, plain: bool = True
) -> list[Complaint]:
    """Return everything that is wrong with a form; `plain` holds it against a plain account."""
    rows = {row.name: row for row in operation.parameters if row.location != "path"}
    sent = _sent(form)
    asked = {need for row in operation.walk() if row.path in sent for need in row.needs}
    found = [
        (topic, path) for topic, path in _object(rows, form, "", plain)
        # A value that another row needs is right there, even if it is not one that goes alone.
        if topic != "alone" or f"{path}={sent.get(path)}" not in asked
    ]  # fmt: skip
    for row in operation.walk():
        if row.path in sent:
            found += [("exclusive", row.path) for other in row.excludes if other in sent]
            found += [("needs", row.path) for need in row.needs if not _met(need, sent)]
    return found


def _met(need: str, sent: Mapping[str, Any]) -> bool:
    path, equals, value = need.partition("=")
    return path in sent and (not equals or str(sent[path]).lower() == value.lower())


def _sent(value: Any, path: str = "") -> dict[str, Any]:
    """Return what is sent under each path, the elements of arrays as `[]`."""
    found = {path: value} if path else {}
    if isinstance(value, Mapping):
        for name, inner in value.items():
            found |= _sent(inner, f"{path}[{name}]" if path else name)
    elif isinstance(value, list):
        for inner in value:
            found |= _sent(inner, f"{path}[]")
    return found


def _object(
    rows: Mapping[str, Parameter], value: Mapping[str, Any], path: str, plain: bool
) -> Iterator[Complaint]:
    for name in value:
        if name not in rows:
            yield "unknown", path
    for name, row in rows.items():
        if name in value:
            yield from _row(row, value[name], plain)
        elif row.required:
            yield "required", row.path


def _row(row: Parameter, value: Any, plain: bool) -> Iterator[Complaint]:
    if plain and not row.plain and not row.required:
        yield "plain", row.path
    fitting = [kind for kind in (row, *row.alternatives) if _fits(kind, value)]
    if value == "" and not row.clearable:
        yield "empty", row.path
    elif not fitting:
        yield "type", row.path
    elif fitting[0].type == "object" and row.children:
        yield from _filled(row, value)
        yield from _object({child.name: child for child in row.children}, value, row.path, plain)
    elif fitting[0].type in ("array", "map"):
        yield from _filled(row, value)
        yield from _elements(row, value, plain)
    else:
        yield from _scalar(fitting[0], value, plain)


def _filled(row: Parameter, value: Any) -> Iterator[Complaint]:
    if not value:
        yield "hollow", row.path


def _elements(row: Parameter, value: Any, plain: bool) -> Iterator[Complaint]:
    element = row.items or row.values
    for inner in value.values() if isinstance(value, Mapping) else value:
        if element is not None:
            yield from _row(element, inner, plain)
    known = row.items.enum if row.items else ()
    if plain and row.plain_values and set(value) & set(known) - set(row.plain_values):
        yield "alone", row.path
    if isinstance(value, Mapping) and any(not key or len(key) > 40 or "[" in key for key in value):
        yield "key", row.path


def _fits(row: Parameter, value: Any) -> bool:
    kinds = {"object": dict, "map": dict, "array": list, "boolean": bool, "string": str}
    if row.type in ("integer", "number"):
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, kinds[row.type])


def _scalar(row: Parameter, value: Any, plain: bool) -> Iterator[Complaint]:
    if isinstance(value, str):
        yield from _text(row, value, plain)
    if row.minimum is not None and value < row.minimum:
        yield "range_below", row.path
    if row.maximum is not None and value > row.maximum:
        yield "range_above", row.path


def _text(row: Parameter, value: str, plain: bool) -> Iterator[Complaint]:
    if row.enum and value not in row.enum:
        yield "enum", row.path
    elif plain and row.plain_values and value not in row.plain_values:
        yield "alone", row.path
    if row.max_length is not None and _size(value) > row.max_length:
        yield "length", row.path
    if any(letter == "\0" or "\ud800" <= letter <= "\udfff" for letter in value):
        yield "text", row.path
    if row.references:
        if "unknown" in value:
            yield "reference", row.path
    elif row.format in PATTERNS and not value.startswith("@") \
            and not re.fullmatch(PATTERNS[row.format], value):  # fmt: skip
        yield "format", row.path


def _size(text: str) -> int:
    """Return how long a text is that is sent, for `@unique.201` of as many letters as it says."""
    made = re.fullmatch(r"@unique\.(\d+)", text)
    return int(made[1]) if made else len(text)
