"""Which operation of the contracts a request belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import unquote

from contracts.model import Operation


class Router:
    """Finds an operation by method and path; with `modern`, by those of official clients too."""

    def __init__(self, operations: Iterable[Operation], *, modern: bool = False) -> None:
        self._routes = [
            (_pattern(path), o) for o in operations
            for path in (o.path, o.sdk_path if modern else "") if path
        ]  # fmt: skip
        self.find = lru_cache(maxsize=4096)(self._find)

    def _find(self, method: str, path: str) -> Operation | None:
        """Return the operation with the fewest ids in its path that a request fits, or None."""
        bare = path.partition("?")[0]
        found = [o for p, o in self._routes if o.method == method and p.fullmatch(bare)]
        return min(found, key=lambda o: len(o.path_parameters), default=None)


def _pattern(path: str) -> re.Pattern[str]:
    parts = (r"[^/]+" if part.startswith("{") else re.escape(part) for part in path.split("/"))
    return re.compile("/".join(parts))


def filled(path: str, ids: dict[str, str]) -> str:
    """Return a path with its ids."""
    for name, value in ids.items():
        path = path.replace(f"{{{name}}}", value)
    return path


def placed(
    operation: Operation, form: Mapping[str, Any], beside: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Return a form as parts of a message: query, form and headers; `beside` has its other parts.

    What is sent `beside` it in the query counts.
    """
    found: dict[str, dict[str, Any]] = {"query": {}, "body": {}, "header": {}}
    for name, value in form.items():
        found[operation.place(name)][name] = value
    beside = beside or {}
    parts: dict[str, Any] = {}
    if operation.reads or found["query"]:
        parts["query"] = {**found["query"], **beside.get("query", {})}
    if operation.encloses:
        parts["form"] = found["body"]
    if found["header"]:
        texts = {name: str(value) for name, value in found["header"].items()}
        parts["headers"] = {**texts, **beside.get("headers", {})}
    return parts


def path_id(operation: Operation, path: str) -> str:
    """Return the first id that a path of an operation names, "" when it names none."""
    if not operation.path_parameters:
        return ""
    parts = operation.path.split("/")
    place = parts.index(f"{{{operation.path_parameters[0].name}}}") - len(parts)
    return unquote(path.split("/")[place])  # from the end: an official client's path is longer
