"""By which rule names are asked where fields are answered by another: `FriendlyName`,
`friendly_name`.

Rows then have the names of their fields, and the conventions say how these are written in a form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from contracts.importing.names import snake
from contracts.naming import ruled

Entry = dict[str, Any]
Tables = dict[str, Entry]  # rows by place, of each operation
_SMALL = re.compile(r"[a-z][a-z0-9_]*")
_FEW = 2  # rows that have the name of a field by chance
_NAMED = ("query", "body")  # rows of a header and a path have no rule


def rule_of(tables: Iterable[tuple[Entry, Entry]]) -> str:
    """Return by which rule rows are asked, "" where they have the names of fields, or none.

    `tables` are the rows of an operation and the fields of its resource.
    """
    every = list(tables)
    names = {name for rows, _ in every for name in _names(rows)}
    for rule in ("pascal", "camel", "kebab"):
        if any(_SMALL.fullmatch(name) and ruled(name, rule) != name for name in names):
            continue  # it would be written otherwise than the document has it
        more = {name for rows, fields in every for name in _tops(rows)
                if name not in fields and _small(name, rule) in fields}  # fmt: skip
        same = {name for rows, fields in every for name in _tops(rows) if name in fields}
        if len(more) >= _FEW and len(more) > sum(name != name.lower() for name in same):
            return rule
    return ""


def _small(name: str, rule: str) -> str:
    """Return the name in small letters that a rule writes so, or the name itself."""
    found = snake(name)
    return found if _SMALL.fullmatch(found) and ruled(found, rule) == name else name


def _tops(rows: Entry) -> Iterator[str]:
    for where in _NAMED:
        yield from rows.get(where, {})


def _names(rows: Entry) -> Iterator[str]:
    for where in _NAMED:
        yield from _below(rows.get(where, {}))


def _below(rows: Entry) -> Iterator[str]:
    for name, row in rows.items():
        yield name
        for holder in (row, row.get("items", {}), row.get("values", {})):
            yield from _below(holder.get("children", {}))


def rename(tables: Tables, rule: str) -> None:
    """Give the rows of all operations the names that the rule writes as the document has them."""
    for rows in tables.values():
        for where in _NAMED:
            if rule and where in rows:
                rows[where] = _renamed(rows[where], rule)


def _renamed(rows: Entry, rule: str) -> Entry:
    found = {}
    for name, row in rows.items():
        for holder in (row, row.get("items", {}), row.get("values", {})):
            if holder.get("children"):
                holder["children"] = _renamed(holder["children"], rule)
        for key in ("excludes", "needs"):
            if key in row:
                row[key] = [_text(text, rule) for text in row[key]]
        found[_small(name, rule)] = row
    return found


def _text(text: str, rule: str) -> str:
    name, equals, value = text.partition("=")
    return f"{_small(name, rule)}{equals}{value}"
