"""What an operation does: read off its method, its path, its answer, then the end of its name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from contracts.importing.answers import Answer
from contracts.importing.calls import Call
from contracts.importing.limits import Limits
from contracts.importing.paths import tidy
from contracts.importing.slots import Keys, slot_of

_ENDINGS = {
    "list": "list", "index": "list", "all": "list", "search": "search", "find": "search",
    "create": "create", "add": "create", "new": "create", "insert": "create", "open": "create",
    "info": "retrieve", "get": "retrieve", "show": "retrieve", "retrieve": "retrieve",
    "read": "retrieve", "view": "retrieve", "fetch": "retrieve",
    "update": "update", "edit": "update", "modify": "update", "set": "update",
    "delete": "delete", "remove": "delete", "destroy": "delete",
}  # fmt: skip
_READS = ("list", "search", "retrieve")
_OF_ONE = ("retrieve", "update", "delete")


@dataclass(frozen=True, slots=True)
class Judged:
    """A kind, and whether it was only read off the end of a name."""

    kind: str
    guessed: bool = False
    about: str = ""  # the row of its query that holds the id, where no path does


def kind_of(
    call: Call, answer: Answer, paths: dict[str, set[str]], limits: Limits, keys: Keys
) -> Judged:
    """Return what a call does.

    `paths` are the tidy paths of the document and their methods; one that ends with an id is there
    under `/{}` as well.
    """
    path = tidy(call.path)
    last = path.rpartition("/")[2]
    below = last.startswith("{")
    if call.method == "GET":
        return _reading(call, answer, limits, keys, below=below)
    if call.method == "DELETE":
        return Judged("delete" if below else "action", not below)
    if call.method == "PUT":
        return Judged("replace", True) if below else Judged("action", True)
    if call.method == "PATCH":
        return Judged("update") if below else Judged("action", True)
    if below:
        return Judged("update")
    return _posting(path, last, answer, paths)


def corrected(kind: str, call: Call, answer: Answer, limits: Limits, keys: Keys) -> Judged:
    """Return a kind that somebody says, and what is read by it where that is a retrieval."""
    below = tidy(call.path).rpartition("/")[2].startswith("{")
    reads = kind == "retrieve" and not below
    return Judged(kind, about=slot_of(call, answer, limits, keys, named=True) if reads else "")


def _reading(call: Call, answer: Answer, limits: Limits, keys: Keys, *, below: bool) -> Judged:
    path = tidy(call.path)
    last = path.rpartition("/")[2]
    if answer.many:
        return Judged("search" if last == "search" else "list")
    if below:
        return Judged("retrieve")
    named = _named(path, last)
    about = slot_of(call, answer, limits, keys, named=_word(path, last) == "retrieve")
    if about:
        return Judged("retrieve", True, about)
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
    kind = _word(path, last)
    if kind and ("{" in path or kind not in _OF_ONE):
        return Judged(kind, True)
    return Judged("action", True)


def _word(path: str, last: str) -> str:
    """Return the kind that the end of a name is a word for, "" for none."""
    if re.match(r"create[_-]", last):
        return "create"
    parts = re.split(r"[.:]", last)
    words = [parts[-1]] if len(parts) > 1 or "{" in path else [
        last, re.split(r"(?<=[a-z0-9])(?=[A-Z])", last)[0]
    ]  # fmt: skip
    kinds = [kind for word in words if (kind := _ENDINGS.get(word.lower(), ""))]
    allowed = [kind for kind in kinds if "{" in path or kind not in _OF_ONE]
    return next(iter(allowed or kinds), "")


def unnamed(path: str) -> str:
    """Return a path without a word for a kind at its end: `/rooms` of `/rooms.list`."""
    found = re.fullmatch(r"(/.+)[./:](\w+)", tidy(path))
    return found[1] if found and found[2] in ("list", "create", "add", "all") else tidy(path)


def fits(kind: str, method: str) -> bool:
    """Whether an operation of a method can be of a kind."""
    if kind == "action":
        return True
    return (method == "GET") == (kind in _READS)
