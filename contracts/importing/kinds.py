"""What an operation does: read off its method, its path, its answer, then the end of its name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from contracts.importing.answers import Answer
from contracts.importing.calls import Call
from contracts.importing.paths import tidy

_ENDINGS = {
    "list": "list", "index": "list", "all": "list", "search": "search", "find": "search",
    "create": "create", "add": "create", "new": "create", "insert": "create", "open": "create",
    "info": "retrieve", "get": "retrieve", "show": "retrieve", "retrieve": "retrieve",
    "read": "retrieve", "view": "retrieve", "fetch": "retrieve",
    "update": "update", "edit": "update", "modify": "update", "set": "update",
    "delete": "delete", "remove": "delete", "destroy": "delete",
}  # fmt: skip
_READS = ("list", "search", "retrieve")


@dataclass(frozen=True, slots=True)
class Judged:
    """A kind, and whether it was only read off the end of a name."""

    kind: str
    guessed: bool = False


def kind_of(call: Call, answer: Answer, paths: dict[str, set[str]]) -> Judged:
    """Return what a call does.

    `paths` are the tidy paths of the document and their methods; one that ends with an id is there
    under `/{}` as well.
    """
    path = tidy(call.path)
    last = path.rpartition("/")[2]
    below = last.startswith("{")
    if call.method == "GET":
        return _reading(path, last, answer, below=below)
    if call.method == "DELETE":
        return Judged("delete" if below else "action", not below)
    if call.method == "PUT":
        return Judged("replace", True) if below else Judged("action", True)
    if call.method == "PATCH":
        return Judged("update") if below else Judged("action", True)
    if below:
        return Judged("update")
    return _posting(path, last, answer, paths)


def _reading(path: str, last: str, answer: Answer, *, below: bool) -> Judged:
    if answer.many:
        return Judged("search" if last == "search" else "list")
    if below:
        return Judged("retrieve")
    named = _named(path, last)
    return named if named.kind == "retrieve" else Judged("action", True)


def _posting(path: str, last: str, answer: Answer, paths: dict[str, set[str]]) -> Judged:
    """A creation stands where its objects are listed, or above the path of one."""
    items = f"{path}/{{}}" in paths
    if items or ("GET" in paths.get(path, ()) and last != "search"):
        return Judged("create", not items)
    named = _named(path, last)
    if named.kind not in ("action", *_READS):
        return named
    shapes = answer.shapes[:1]
    own = any("id" in shape.properties and "id" in shape.required for shape in shapes)
    if own and "{" not in path and "." not in last and not answer.many:
        return Judged("create", True)
    return Judged("action")


def _named(path: str, last: str) -> Judged:
    """Return what the end of a name says: `conversations.list`, `cards/create`, `createCard`.

    What is done to one object needs its id in the path: without one it is an action.
    """
    if re.match(r"create[_-]", last):
        return Judged("create", True)
    parts = re.split(r"[.:]", last)
    words = [parts[-1]] if len(parts) > 1 or "{" in path else [
        last, re.split(r"(?<=[a-z0-9])(?=[A-Z])", last)[0]
    ]  # fmt: skip
    for word in words:
        kind = _ENDINGS.get(word.lower(), "")
        if kind and ("{" in path or kind not in ("retrieve", "update", "delete")):
            return Judged(kind, True)
    return Judged("action", True)


def fits(kind: str, method: str) -> bool:
    """Whether an operation of a method can be of a kind."""
    if kind == "action":
        return True
    return (method == "GET") == (kind in _READS)
