"""Reads forms in the dialect of an API: they become pairs as `a[b][0]=x`, which the rest knows.

A table says what a name means: which of its parts is a row, which the key of a map, which a number.
What no table lists stays as it was sent, and is refused by that name.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Any
from urllib.parse import quote

from contracts.model import Contracts, Operation, Parameter
from sandbox.decode import MAX_DEPTH, MAX_PAIRS, check, said, written

_NEXT = "\0next"  # the number of an element that a name leaves to its order
_NUMBERED = re.compile(r"(.*?)(\d+)", re.DOTALL)
_PLAIN = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
Rows = dict[str, Parameter]


class Dialect:
    """How the forms of an API are written."""

    def __init__(self, contracts: Contracts) -> None:
        self._form = contracts.api.form
        self._rule = contracts.api.names.asked
        texts = any(_is_text(row) for o in contracts.operations for row in o.walk())
        plain = self._form.nesting == "brackets" and self._form.arrays in ("numbered", "empty")
        written = self._form.booleans == ("true", "false") and not self._form.clears
        as_is = plain and written and not self._form.start
        self.ordinary = as_is and self._rule == "as_written" and not texts

    # -- reading -----------------------------------------------------------------------------

    def usual(self, operation: Operation | None, text: str) -> str:
        """Return a form as `a[b][0]=x`, percent-encoded. Raises ApiError (400)."""
        if self.ordinary or operation is None:
            return text
        check(text)
        rows, seen = _named(_rows(operation)), Counter[str]()
        pairs = (pair.partition("=") for pair in text.split("&") if pair)
        found = [
            pair for name, _, value in pairs
            for pair in self._read(said(name), said(value), rows, seen)
        ]  # fmt: skip
        return "&".join(f"{_quoted(name)}={written(value)}" for name, value in found)

    def _read(
        self, name: str, value: str, rows: Rows, seen: Counter[str]
    ) -> Iterator[tuple[str, str]]:
        """Yield what one pair says."""
        path, row = self._path(self._parts(name), rows)
        if row is None and self._form.nesting == "flat":
            path, row = self._inner(name, rows) or (path, row)
        if row is not None and row.type == "array" and self._counted(name) and not _is_text(row):
            path, row = [*path, _NEXT], row.items
        if _NEXT in path:
            path = [str(seen[name]) if part == _NEXT else part for part in path]
            seen[name] += 1
        usual = path[0] + "".join(f"[{part}]" for part in path[1:])
        if row is not None and _is_text(row):
            yield from islice(_unfolded(usual, value), MAX_PAIRS + 1)  # more than are taken
        else:
            yield usual, self._value(value, row)

    def _counted(self, name: str) -> bool:
        """Whether elements are told apart by their order alone."""
        return self._form.arrays in ("repeated", "empty") or "[]" in name

    def _parts(self, name: str) -> list[str]:
        """Return the parts of a name, in their order."""
        if self._form.nesting == "dots":
            return name.split(".")
        head, bracket, rest = name.partition("[")
        if self._form.nesting == "flat" or not bracket or not rest.endswith("]") or not head:
            return [name] if not (bracket and rest == "]") else [head]
        parts = [head, *rest[:-1].split("][")]
        return parts[:-1] if parts[-1] == "" and self._form.nesting == "brackets" else parts

    def _path(self, parts: list[str], rows: Rows) -> tuple[list[str], Parameter | None]:
        """Return the path that the parts of a name mean, and the row, None for one of no table."""
        path: list[str] = []
        row: Parameter | None = None
        while parts:
            part, *parts = parts
            if row is not None and row.type == "array" and row.items is not None:
                number, parts = self._number(part, parts)
                path.append(number)
                row = row.items
                continue
            if row is not None and row.type == "map":
                return [*path, part, *parts], row.values
            below = rows if row is None and not path else _named(row.children) if row else {}
            found, index = self._row(part, below)
            if found is None:
                return [*path, part, *parts], None
            path.append(found.name)
            row, parts = found, [index, *parts] if index else parts
        return path, row

    def _inner(self, name: str, rows: Rows) -> tuple[list[str], Parameter] | None:
        """Return the row below another that a flat name means: the first of that name."""
        for top in rows.values():
            for row in top.children:
                if self._asked(row.name) == name:
                    return [top.name, row.name], row
        return None

    def _number(self, part: str, parts: list[str]) -> tuple[str, list[str]]:
        """Return the number of an element, and what is left of a name."""
        if part.isdecimal():
            return str(max(int(part) - self._form.start, 0)), parts
        if self._form.arrays == "last" and parts and parts[-1].isdecimal():
            return self._number(parts[-1], [part, *parts[:-1]])
        return _NEXT, [part, *parts] if part else parts

    def _row(self, part: str, rows: Rows) -> tuple[Parameter | None, str]:
        """Return the row that a part names, and the number behind it where that is how arrays are
        written.
        """
        for row in rows.values():
            if self._asked(row.name) == part:
                return row, ""
        numbered = _NUMBERED.fullmatch(part) if self._form.arrays == "names" else None
        if numbered is not None:
            for row in rows.values():
                if row.type == "array" and self._asked(row.name) == numbered[1]:
                    return row, numbered[2]
        return None, ""

    def _value(self, value: str, row: Parameter | None) -> str:
        yes, no = self._form.booleans
        if row is not None and row.type == "boolean" and value in (yes, no):
            return "true" if value == yes else "false"
        if row is not None and row.type == "boolean" and value in ("true", "false"):
            return f"{value}?"  # no boolean of this API
        return "" if self._form.clears and value == self._form.clears else value

    # -- writing -----------------------------------------------------------------------------

    def _asked(self, name: str) -> str:
        """Return how a row is asked."""
        return ruled(name, self._rule)

    def spelled(self, operation: Operation | None, name: str) -> str:
        """Return a name as `a[b][0]` in the dialect: as a refusal tells it."""
        if self.ordinary or operation is None:
            return name
        row: Parameter | None = None
        rows, found, numbers = _named(_rows(operation)), "", ""
        for part in name.replace("]", "").split("["):
            if row is not None and row.type == "array" and part.isdecimal():
                number = int(part) + self._form.start
                numbers, found = self._indexed(found, number, numbers)
                row = row.items
                continue
            known = rows.get(part) if not found else _named(row.children).get(part) if row else None
            free = row is not None and row.type == "map"
            found = self._beneath(found, part if free else self._asked(part))
            row = row.values if row is not None and free else known
        return found + numbers

    def _indexed(self, found: str, number: int, numbers: str) -> tuple[str, str]:
        """Return a name with the number of an element, or what is put behind it at the end."""
        how = self._form.arrays
        if how == "last":
            return f"{numbers}[{number}]", found
        if how == "names":
            return numbers, f"{found}{number}"
        if how == "repeated":
            return numbers, found
        if self._form.nesting == "dots":
            return numbers, found if how == "empty" else f"{found}.{number}"
        return numbers, f"{found}[]" if how == "empty" else f"{found}[{number}]"

    def _beneath(self, found: str, part: str) -> str:
        if not found or self._form.nesting == "flat":
            return part
        return f"{found}.{part}" if self._form.nesting == "dots" else f"{found}[{part}]"


def ruled(name: str, rule: str) -> str:
    """Return a name by a rule: as it is where it is no plain word."""
    if rule == "as_written" or not _PLAIN.fullmatch(name):
        return name
    first, *others = name.split("_")
    capital = [word[:1].upper() + word[1:] for word in others]
    joined = {
        "pascal": "".join([first[:1].upper() + first[1:], *capital]),
        "camel": "".join([first, *capital]), "kebab": "-".join([first, *others]),
    }  # fmt: skip
    return joined.get(rule, name)


def _is_text(row: Parameter) -> bool:
    """Whether the value of a row is JSON text in one field."""
    return getattr(row, "encoded", "") == "json"


def _rows(operation: Operation) -> tuple[Parameter, ...]:
    """Return the rows of an operation's forms, those that hold the ids of what it is about too."""
    return (*operation.sent, *(row for row in operation.path_parameters if row.slot))


def _named(rows: tuple[Parameter, ...]) -> Rows:
    return {row.name: row for row in rows}


def _quoted(name: str) -> str:
    return quote(name, safe="[]", errors="replace")  # JSON may say half a letter


def _unfolded(name: str, text: str) -> Iterator[tuple[str, str]]:
    """Yield what JSON text says as pairs; the text itself where it is none, or has no end."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        yield name, text
        return
    yield from _leaves(name, value, 0)


def _leaves(name: str, value: Any, depth: int) -> Iterator[tuple[str, str]]:
    """Yield the leaves of a value, down to where a form is refused for its depth."""
    if depth > MAX_DEPTH:
        yield name, ""
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(f"{name}[{key}]", inner, depth + 1)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _leaves(f"{name}[{index}]", inner, depth + 1)
    elif isinstance(value, bool):
        yield name, "true" if value else "false"
    else:
        yield name, "" if value is None else str(value)
