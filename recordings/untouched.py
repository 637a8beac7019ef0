"""What an object keeps between two answers when nobody sent anything: all that requests set.

Which fields these are the tables say: those that are rows as well. Another may have acted on the
object, so nothing is said when it moved in anything that the service writes by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from contracts.model import Contracts, Field, Parameter
from recordings.checks import id_of
from recordings.entry import Entry

Item = Mapping[str, Any]
_TYPES = ("string", "object", "array")


def untouched(
    entry: Entry, before: Item, now: Item, contracts: Contracts
) -> Iterator[tuple[str, Any, Any]]:
    """Yield the fields that must be as before, with what of their values requests set."""
    if not _asks_only(entry, contracts):
        return
    rows = _rows(entry, contracts)
    own = [field.name for field in entry.resource.fields if field.name not in rows]
    if any(_bare(before[name]) != _bare(now[name]) for name in own
           if name in before and name in now):  # fmt: skip
        return
    state, texts = entry.state, contracts.api.metadata_row
    for field in entry.resource.fields:
        row, name = rows.get(field.name), field.name
        if row is None or name in (state, texts, *entry.beside.constant):
            continue
        if not _set_only(field, contracts) or f"transfer_{name}" in rows:
            continue  # another object may take it over
        if name in before and name in now:
            yield name, _set(before[name], row), _set(now[name], row)


def _asks_only(entry: Entry, contracts: Contracts) -> bool:
    """Whether an exchange changed nothing, or nothing but the texts of the user."""
    api = contracts.api
    if entry.operation.reads:
        return True
    free = {api.metadata_row, api.expansion.row if api.expansion else ""}
    return entry.operation.kind == "update" and entry.readable and entry.heads <= free


def _rows(entry: Entry, contracts: Contracts) -> dict[str, Parameter]:
    """Return the rows by which requests set fields of such an object, by name."""
    return {row.name: row for one in contracts.operations
            if one.returns == entry.resource.name and not one.reads
            for row in one.sent}  # fmt: skip


def _set_only(field: Field, contracts: Contracts) -> bool:
    """Whether only requests change a field: the service neither rewrites it nor fills it in."""
    if field.constant or field.format == "client_secret":
        return False  # others speak of these
    restless = field.moving or field.refreshes or field.restless or field.on_request
    return (
        field.type in _TYPES and not restless and field.name not in contracts.recordings.rewritten
    )


def _set(value: Any, row: Parameter) -> Any:
    """Return what of a value has rows; the order of texts in an array says nothing."""
    if isinstance(value, dict) and row.children and "id" not in value:
        return {child.name: _set(value[child.name], child)
                for child in row.children if child.name in value}  # fmt: skip
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return sorted(value)
    return _bare(value)


def _bare(value: Any) -> Any:
    return id_of(value) or value
