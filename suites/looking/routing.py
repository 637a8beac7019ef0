"""Which operation of the contracts a request belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl, unquote

from contracts.model import Operation
from harness.encoding import encode
from harness.exchange import Request
from harness.writing import USUAL, Writing

LEFT_OUT = "\0"  # in the place of an id that a form shall lack


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
    if operation.method == "GET" or found["query"]:
        parts["query"] = {**found["query"], **beside.get("query", {})}
    if operation.encloses:
        parts["form"] = found["body"]
    if found["header"]:
        texts = {name: str(value) for name, value in found["header"].items()}
        parts["headers"] = {**texts, **beside.get("headers", {})}
    return parts


def slotted(operation: Operation, ids: Mapping[str, Any]) -> dict[str, Any]:
    """Return the rows of a form that hold ids which are not in the path, none that is LEFT_OUT."""
    return {name: ids[name] for name in operation.slots if ids.get(name, LEFT_OUT) != LEFT_OUT}


def about(
    operation: Operation, parts: Mapping[str, Any], writing: Writing = USUAL
) -> dict[str, Any]:
    """Return what the parts of a message do not say of themselves: the ids in slots of its form,
    which a form that is written already is given as well, and whether it changes nothing.
    """
    spelled = {name: writing.spelled(name, operation.id) for name in operation.slots}
    raw_texts = {"query": parts.get("raw_query"), "body": parts.get("raw_body")}
    forms: dict[str, dict[str, Any]] = {
        slot: {**_rows(text or "", spelled), **parts.get(form, {})}
        for (slot, text), form in zip(raw_texts.items(), ("query", "form"), strict=True)
    }
    named = {name: forms[slot][name] for name, slot in operation.slots.items()
             if name in forms[slot]}  # fmt: skip
    found: dict[str, Any] = {"reading": operation.reads, "about": tuple(map(str, named.values()))}
    for slot, raw in (("query", "raw_query"), ("body", "raw_body")):
        own = {name: named[name] for name in named if operation.slots[name] == slot}
        if own and parts.get(raw) is not None:
            missing = {n: v for n, v in own.items() if not _sends(parts[raw], spelled[n])}
            written = encode(missing, writing=writing, operation=operation.id)
            found[raw] = "&".join(filter(None, (written, parts[raw])))
    return found


def _rows(text: str, spelled: Mapping[str, str]) -> dict[str, str]:
    """Return the values of a written form, those that are spelled otherwise by their rows."""
    found = dict(parse_qsl(text, keep_blank_values=True))
    return {**found, **{row: found[name] for row, name in spelled.items() if name in found}}


def _sends(text: str, name: str) -> bool:
    return any(pair.partition("=")[0] == name for pair in text.split("&"))


def path_id(operation: Operation, request: Request, which: int = 0) -> str:
    """Return an id of what a request is about, the first or another, "" when it has none."""
    if not operation.path_parameters:
        return ""
    row = operation.path_parameters[which]
    if row.slot:
        sent = dict(parse_qsl(request.asked, keep_blank_values=True))
        return sent.get(row.name, "")
    path, parts = request.path.partition("?")[0], operation.path.split("/")
    place = parts.index(f"{{{row.name}}}") - len(parts)
    return unquote(path.split("/")[place])  # from the end: an official client's path is longer
