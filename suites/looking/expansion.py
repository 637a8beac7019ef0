"""Which fields can be expanded, and what stands there then (catalogue 1.6, G-95)."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from typing import Any

from contracts.model import Contracts, Operation
from harness.exchange import Exchange
from strategies import within_reach
from suites.lab import Lab
from suites.looking.dig import dig
from suites.looking.likeness import resembles, stale
from suites.looking.say import joined, shown
from suites.subjects import reader_of_kind

PATHS = 5  # that are expanded at once
_WIDEST = 200  # paths of one length that are followed


def table_of(contracts: Contracts, name: str) -> dict[str, str]:
    """Return path -> resource of what can be expanded in an object.

    Where no source says what stands there, nothing says that it can be had.
    """
    resource = contracts.described(name)
    if resource is None:
        return dict(contracts.expandable.get(name, {}))
    return {path: field.resource for path, field in resource.table.items()
            if field.expandable and field.resource and "[" not in path}  # fmt: skip


def listed_table(contracts: Contracts, operation: Operation) -> dict[str, str]:
    """Return path -> resource of what can be expanded in the objects that a list answers."""
    table = table_of(contracts, operation.returns)
    return {path: name for path, name in table.items()
            if within_reach(contracts, operation, path)}  # fmt: skip


def ids_below(item: Any, table: Mapping[str, str]) -> list[str]:
    """Return the expandable paths that hold an id."""
    paths = sorted(table, key=lambda path: path.count("."))
    return [path for path in paths if isinstance(dig(item, path), str)]


def null_field(item: Mapping[str, Any], table: Mapping[str, str]) -> str:
    """Return an expandable field that is null, or ""."""
    return next((p for p in sorted(table) if "." not in p and item.get(p, "") is None), "")


def replaced(item: Mapping[str, Any], path: str, value: Any) -> dict[str, Any]:
    """Return an object with another value at a dotted path."""
    found = copy.deepcopy(dict(item))
    *above, last = path.split(".")
    inner = found
    for name in above:
        inner = inner.get(name) or {}
    inner[last] = value
    return found


def is_object(value: Any, name: Any) -> bool:
    """Whether a value is the object with that id, and not only its name."""
    return (
        isinstance(value, dict) and isinstance(name, str) and value.get("id") == name
        and isinstance(value.get("object"), str) and len(value) > 2
    )  # fmt: skip


def told(value: Any) -> str:
    """Return in words what an expansion holds: of an object, which one."""
    if isinstance(value, dict):
        return f"object {shown(value.get('object'))} with id {shown(value.get('id'))}"
    return shown(value)


def deep_path(contracts: Contracts, operation: Operation, levels: int) -> str:
    """Return a path of that many levels, each of which can be expanded, or ""."""
    paths: list[tuple[str, str]] = [("", operation.returns)]
    for _ in range(levels):
        paths = [step for path, at in paths for step in _steps(contracts, path, at)][:_WIDEST]
    return paths[0][0] if paths else ""


def _steps(contracts: Contracts, path: str, at: str) -> Iterator[tuple[str, str]]:
    """Yield each path that is one level longer, and the resource it leads to."""
    for name, resource in sorted(table_of(contracts, at).items()):
        if "." not in name:
            yield f"{path}.{name}".lstrip("."), resource


def of_another_time(lab: Lab, resource: str, path: str, found: Any) -> tuple[str, str]:
    """Return what an expanded copy should show, and what it shows otherwise, or ""."""
    own = _itself(lab, resource, str(dig(found, "id")))
    names = _aged(found, own.item, own.conventions.metadata) if own else []
    words = f"other values of: {joined(names, 5)}" if names else ""
    return f"{path} as it is when it is retrieved itself", words


def as_read(path: str, found: Any, read: Any, reading: Exchange) -> tuple[str, str]:
    """Return what an expanded copy should show, as a reading behind it does, and what it shows
    otherwise, or "". What was not there yet may come later.
    """
    own = reading.conventions.metadata
    names = _aged(found, read, own) if isinstance(read, dict) else []
    names = [name for name in names if found[name] is not None]
    words = f"other values of: {joined(names, 5)}" if names else ""
    return f"{path} as it is expanded when the object is retrieved", words


def _aged(copied: Any, now: Mapping[str, Any], own: str) -> list[str]:
    """Return the names of values that a copy of an object has of another time.

    Links are signed anew each time.
    """
    if not isinstance(copied, dict):
        return []
    names = stale(copied, now, own)
    return [name for name in names if not str(copied[name]).startswith("http")]


def _itself(lab: Lab, resource: str, name: str) -> Exchange | None:
    """Retrieve the object that an expanded field stands for, if the contracts know how."""
    operation = reader_of_kind(lab.contracts, resource)
    if operation is None:
        return None
    found = lab.call(operation, {}, {operation.path_parameters[-1].name: name})
    return found if resembles(found, operation) else None
