"""Holds decoded parameters against an operation's table and gives them their types.

First whatever no table lists is refused, at any depth; then, row by row, what is missing or does
not fit. The refusals are those of the catalogue's section 4.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable
from typing import Any, NamedTuple

from contracts.model import Api, Operation, Parameter
from contracts.model.api import Metadata
from sandbox.decode import Raw, whole
from sandbox.errors import (
    ApiError,
    empty_parameter,
    invalid,
    missing_parameter,
    no_such,
    unknown_parameter,
)
from sandbox.formats import check_format
from sandbox.registry import Registry
from sandbox.store import Store

_FRACTION = re.compile(r"-?[0-9]{1,18}\.[0-9]{1,18}", re.ASCII)
_INTEGER = re.compile(r"-?[0-9]{1,60}", re.ASCII)
_LARGEST = 10**18  # of what is kept: 64 bits hold it
_FLAGS = {"true": True, "false": False, "True": True, "False": False}  # old clients write capitals
_CLEARED = None


class Known(NamedTuple):
    """What a value is held against beside its row: what is kept, the conventions, the package."""

    store: Store
    api: Api
    declared: Registry
    kept: frozenset[str]

    def expands(self, row: str) -> bool:
        """Whether a row is the one that asks for objects instead of ids."""
        return self.api.expansion is not None and self.api.expansion.row == row


class Table:
    """The rows of one operation, ready to validate with; of ids, what the package declares."""

    def __init__(
        self, operation: Operation, api: Api, declared: Registry,
        kept: frozenset[str] = frozenset(),
    ) -> None:  # fmt: skip
        self.rows = {row.name: row for row in operation.sent}
        self.paging = {row: name for name, row in operation.paging.items()}
        if operation.expansion:
            self.paging[operation.expansion] = "expand"
        self.api = api
        self.declared = declared
        self.kept = kept | declared.kept

    def read(self, raw: Raw, store: Store) -> dict[str, Any]:
        """Return typed parameters; those that page through lists, and ask for expansions, by our
        own names for them.

        Raises ApiError.
        """
        known = Known(store, self.api, self.declared, self.kept)
        if self.api.unknown in ("", "refused"):
            _refuse_unknown(raw, self.rows, "")
        raw = _known(raw, self.rows)
        found = _object(raw, self.rows, "", known)
        return {self.paging.get(name, name): value for name, value in found.items()}


def _known(raw: Raw, rows: dict[str, Parameter]) -> Raw:
    """Return what tables list, at any depth."""
    return {name: _known_below(value, rows[name]) for name, value in raw.items() if name in rows}


def _known_below(value: Any, row: Parameter) -> Any:
    if not isinstance(value, dict):
        return value
    if row.type == "object":
        return _known(value, _rows(row))
    inner = _entry(row)
    return {key: _known_below(one, inner) for key, one in value.items()} if inner else value


def _entry(row: Parameter) -> Parameter | None:
    """Return the row of what stands in an array or a map, where that may hold rows."""
    inner = row.items if row.type == "array" else row.values if row.type == "map" else None
    return inner if inner and inner.type in ("object", "array", "map") else None


def _name(parent: str, name: str) -> str:
    return f"{parent}[{name}]" if parent else name


def _rows(row: Parameter) -> dict[str, Parameter]:
    return {child.name: child for child in row.children}


def _refuse_unknown(raw: Raw, rows: dict[str, Parameter], parent: str) -> None:
    for name, value in raw.items():
        row = rows.get(name)
        path = _name(parent, name)
        if row is None:
            raise unknown_parameter(path)
        if isinstance(value, dict):
            _refuse_unknown_below(value, row, path)


def _refuse_unknown_below(value: Raw, row: Parameter, path: str) -> None:
    if row.type == "object":
        _refuse_unknown(value, _rows(row), path)
        return
    inner = _entry(row)
    for key, element in value.items() if inner else ():
        if inner and isinstance(element, dict) and (row.type == "map" or whole(key) is not None):
            _refuse_unknown_below(element, inner, _name(path, key))


def _object(raw: Raw, rows: dict[str, Parameter], parent: str, known: Known) -> dict[str, Any]:
    for name, row in rows.items():
        if row.required and name not in raw:
            raise missing_parameter(_name(parent, name))
    return {name: _value(value, rows[name], _name(parent, name), known)
            for name, value in raw.items()}  # fmt: skip


def _value(value: Any, row: Parameter, path: str, known: Known) -> Any:
    if value == "" and row.type != "map":
        return _empty(row, path)
    try:
        return _READERS[row.type](value, row, path, known)
    except ApiError:
        for other in row.alternatives if isinstance(value, str) else ():
            with contextlib.suppress(ApiError):
                return _READERS[other.type](value, other, path, known)
        raise


def _empty(row: Parameter, path: str) -> Any:
    if row.type == "array" and not row.required:
        return []
    if row.clearable:
        return _CLEARED
    raise empty_parameter(path)


def _string(value: Any, row: Parameter, path: str, known: Known) -> str:
    if not isinstance(value, str):
        raise invalid(f"Invalid string: {path}", path, situation="shape")
    if row.enum and value not in row.enum:
        said = f"Invalid {path}: must be one of {', '.join(row.enum)}"
        raise invalid(said, path, situation="enum")
    if row.max_length is not None and len(value) > row.max_length:
        text = f"Invalid string: {path} must be at most {row.max_length} characters"
        raise invalid(text, path, situation="length")
    if row.min_length is not None and len(value) < row.min_length:
        text = f"Invalid string: {path} must be at least {row.min_length} characters"
        raise invalid(text, path, situation="length")
    if row.pattern and len(value) <= row.held and not re.fullmatch(row.pattern, value):
        raise invalid(f"Invalid string: {path} does not have its form", path, situation="pattern")
    if row.format:
        value = check_format(row.format, value, path)
    if row.references:
        _check_reference(value, row, path, known)
    return str(value)


def _check_reference(value: str, row: Parameter, path: str, known: Known) -> None:
    kinds = [kind for kind in row.references if kind in known.kept]
    if not kinds or row.location == "path" or row.format == "cursor":
        return  # what a path or a page names is looked up by who answers
    for kind in kinds:
        look_up = known.declared.resolvers.get(kind)
        if known.store.peek(kind, value) or (look_up and look_up(known.store, value)):
            return
    raise no_such(kinds[0], value, path, 400)


def _integer(value: Any, row: Parameter, path: str, known: Known) -> int:
    if not isinstance(value, str) or not _INTEGER.fullmatch(value):
        raise invalid(f"Invalid integer: {path}", path, "parameter_invalid_integer", "integer")
    number = int(value)
    if row.enum and value not in row.enum:
        said = f"Invalid {path}: must be one of {', '.join(row.enum)}"
        raise invalid(said, path, situation="enum")
    if row.name == known.api.list.limit and _lenient(row, number):
        return min(
            max(number, 1), known.api.list.maximum or 100
        )  # out of range is clamped, not refused (T-02)
    _check_range(number, row, path, known)
    if abs(number) >= _LARGEST:
        raise invalid(f"Invalid integer: {path}", path, "parameter_invalid_integer", "integer")
    if row.references:
        _check_reference(value, row, path, known)
    return number


def _check_range(number: float, row: Parameter, path: str, known: Known) -> None:
    if row.minimum is not None and number < row.minimum:
        text = f"{path} must be greater than or equal to {row.minimum}"
        raise invalid(text, path, "parameter_invalid_integer", "minimum")
    if row.maximum is not None and number > row.maximum:
        code = known.declared.too_large.get(path, "parameter_invalid_integer")
        text = f"{path} must be less than or equal to {row.maximum}"
        raise invalid(text, path, code, "maximum")


def _number(value: Any, row: Parameter, path: str, known: Known) -> int | float:
    if isinstance(value, str) and _FRACTION.fullmatch(value):
        number = float(value)
        _check_range(number, row, path, known)
        return number
    return _integer(value, row, path, known)


def _anything(value: Any, _row: Parameter, _path: str, _known: Known) -> Any:
    return value


def _lenient(row: Parameter, number: int) -> bool:
    """Whether a number out of range is taken for the nearest one, as far as anybody knows."""
    free = row.maximum is None and (row.minimum is None or number >= row.minimum)
    return free or any(text.startswith("range ") for text in row.unjudged)


def _boolean(value: Any, _row: Parameter, path: str, _known: Known) -> bool:
    found = _FLAGS.get(value) if isinstance(value, str) else None
    if found is None:
        raise invalid(f"Invalid boolean: {path}", path, situation="boolean")
    return found


def _hash(value: Any, row: Parameter, path: str, known: Known) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise invalid(f"Invalid object: {path}", path, situation="shape")
    return _object(value, _rows(row), path, known)


def _array(value: Any, row: Parameter, path: str, known: Known) -> list[Any]:
    places = {index: whole(index) for index in value} if isinstance(value, dict) else {"": None}
    if None in places.values() or not row.items:
        raise invalid(f"Invalid array: {path}", path, situation="shape")
    found = []
    for index in sorted(places, key=lambda index: places[index] or 0):
        inner = value[index]
        if inner == "" and known.expands(row.name):
            continue
        found.append(_value(inner, row.items, _name(path, index), known))
    return found


def _map(value: Any, row: Parameter, path: str, known: Known) -> dict[str, Any] | None:
    if value == "":
        return _CLEARED
    if not isinstance(value, dict):
        raise invalid(f"Invalid object: {path}", path, situation="shape")
    if row.values is not None and row.values.type != "string":
        entries = {key: _name(path, key) for key in value}
        return {key: _value(value[key], row.values, name, known) for key, name in entries.items()}
    for key, text in value.items():
        if not isinstance(text, str) or not key:
            raise invalid(f"Invalid {row.name}: {_name(path, key)}", path)
    words = known.api.metadata
    if words is not None and row.name == words.row:
        _limited(value, words, path)
    return dict(value)


def _limited(value: dict[str, str], words: Metadata, path: str) -> None:
    """Refuse metadata beyond its limits (G-100). Raises ApiError."""
    if len(value) > words.keys:
        raise invalid(f"{path} can have up to {words.keys} keys", path)
    for key, text in value.items():
        if len(key) > words.key_length:
            said = f"Keys of {words.row} can have up to {words.key_length} characters"
            raise invalid(said, path)
        if any(character in key for character in words.key_without):
            said = f"No key of {words.row} can have any of {words.key_without}"
            raise invalid(said, path)
        if len(text) > words.value_length:
            said = f"Values of {words.row} can have up to {words.value_length} characters"
            raise invalid(said, _name(path, key))


_READERS: dict[str, Callable[[Any, Parameter, str, Known], Any]] = {
    "string": _string,
    "integer": _integer,
    "number": _number,
    "any": _anything,
    "boolean": _boolean,
    "object": _hash,
    "array": _array,
    "map": _map,
}
