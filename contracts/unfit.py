"""Does a form that a package has others send fit the rows of the operation that takes it?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from contracts.examples import misfit_of_value
from contracts.model import Operation, Parameter, Resource

_MADE = ("@", "$", "{")  # how values begin that are made, or filled in, when a form is sent
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_INNER = ("object", "map", "array")
_MOST = 40  # characters of a value that are told


def unfit(operation: Operation, form: Mapping[str, Any]) -> str:
    """Return why an operation refuses a form by its table, "" where nothing says that it does.

    What is made, cleared, JSON text or of several types is not looked at, nor is a row that no
    table lists.
    """
    known = operation.named
    told = (_unfit(known[name], value) for name, value in form.items() if name in known)
    return next(filter(None, told), "")


def lacking(operation: Operation, form: Mapping[str, Any]) -> str:
    """Return the first row at the top that an operation demands and a form lacks, "" where none."""
    sent = (row for row in operation.sent if row.location in ("body", "query"))
    needed = (row for row in sent if row.required and "required" not in row.guessed)
    return next((row.path for row in needed if row.name not in form), "")


def unshown(resource: Resource | None, shows: Mapping[str, Any]) -> str:
    """Return why no object of a resource shows some values, "" where nothing says so."""
    table = resource.table if resource is not None else {}
    for path, value in shows.items() if table else ():
        field = table.get(path)
        if field is None and path.partition(".")[0] not in table:
            return f"{path!r} is no field of {resource.name}"  # type: ignore[union-attr]
        if (
            field is not None
            and field.closed
            and value is not None
            and str(value) not in field.enum
        ):
            return f"{path!r} is one of {', '.join(field.enum)}, and not {value!r}"
    return ""


def _unfit(row: Parameter, value: Any) -> str:
    if value in (None, "") or row.alternatives or row.encoded or row.type == "any":
        return ""
    if isinstance(value, str) and value.startswith(_MADE):
        return ""
    if isinstance(value, dict):
        return _object(row, value)
    if isinstance(value, list):
        if row.type != "array":
            return f"{row.path!r} is a list there, and {row.type} in the table"
        told = (_unfit(row.items, one) for one in value if row.items)
        return next(filter(None, told), "")
    if row.type in _INNER:
        return f"{row.path!r} is {_shown(value)} there, and {row.type} in the table"
    return _scalar(row, value)


def _object(row: Parameter, value: dict[str, Any]) -> str:
    if row.type not in ("object", "map"):
        return f"{row.path!r} is a mapping there, and {row.type} in the table"
    below = {child.name: child for child in row.children}
    told = (_unfit(below[name], inner) for name, inner in value.items() if name in below)
    return next(filter(None, told), "")


def _scalar(row: Parameter, value: Any) -> str:
    flag, text = isinstance(value, bool), str(value)
    if row.type == "boolean":
        fits = flag or isinstance(value, str)
        return "" if fits else f"{row.path!r} is {_shown(value)} there, and boolean in the table"
    if flag:
        return f"{row.path!r} is true or false there, and {row.type} in the table"
    if row.type in ("integer", "number"):
        whole = row.type == "number" or "." not in text
        if not _NUMBER.fullmatch(text) or not whole:
            return f"{row.path!r} is {_shown(value)} there, and {row.type} in the table"
        value = float(text)
    told = misfit_of_value(row, value if row.type != "string" else text)
    return f"{row.path!r} is {_shown(text)} there, which does not fit {told}" if told else ""


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= _MOST else f"{text[:_MOST]}…"
