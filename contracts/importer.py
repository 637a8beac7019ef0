"""Turns reference text into draft contracts: it is how the next endpoints come.

The text is one block an operation: its path, a sentence, tables of parameters, and at the end
`METHOD /path`. Texts of this kind lose things. What is lost is said in the draft, never guessed:
rows without a name are numbered, elided tails are notes, and since nested rows carry one mark
whatever their depth, they all become children of the row that they follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

_METHODS = ("GET", "POST", "DELETE")
_PARAMETERS = "| Name | In |"
_PROPERTIES = "| Property | Type |"
_ELIDED = re.compile(r"…(\d+) more")
_NESTED = "└"
_TYPES = ("string", "integer", "number", "boolean", "object", "array")
_FLAGS = ("required", "optional")
_KINDS = {"list": "list", "search": "search", "create": "create", "retrieve": "retrieve",
          "update": "update"}  # fmt: skip
_SHAPES = {"list": "list", "search": "search_result"}


class TextError(Exception):
    """A text that cannot be read. The message says which line and why."""


@dataclass(slots=True)
class Row:
    """One row of a table; `name` is empty when the text lost it."""

    name: str
    type: str
    place: str  # path, query or body
    required: bool
    line: int
    nested: bool = False


@dataclass(slots=True)
class Block:
    """One operation as the text has it."""

    path: str
    start: int
    end: int = 0
    method: str = ""
    prose: str = ""
    rows: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def blocks(text: str, name: str = "text") -> Iterator[Block]:
    """Yield the operations of a text. Raises TextError with file and line."""
    block: Block | None = None
    columns = ""
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        method, _, path = line.partition(" ")
        if block is None and line.startswith("/"):
            block, columns = Block(line, number), ""
        elif block is None and line:
            raise TextError(f"{name}:{number}: a path was expected, found {line[:60]!r}")
        elif block is not None and method in _METHODS and path.startswith("/"):
            if path != block.path:
                text = f"the block of {block.path} ends with {path}"
                raise TextError(f"{name}:{number}: {text}")
            block.method, block.end = method, number
            yield block
            block = None
        elif block is not None:
            columns = _line(block, line, number, columns)
    if block is not None:
        raise TextError(f"{name}:{block.start}: the block of {block.path} has no end")


def _line(block: Block, line: str, number: int, columns: str) -> str:
    """Take one line of a block in; return which table the next line belongs to."""
    if line.startswith(_PARAMETERS):
        return "parameters"
    if line.startswith(_PROPERTIES):
        return "properties"
    if not line.startswith("|"):
        if not block.prose and not columns:
            block.prose = line
        return columns
    cells = [cell.strip() for cell in line.strip("|").split("|")]
    if len(cells) > 1 and not set(line) <= set("|- "):
        _row(block, cells, number, columns)
    return columns


def _row(block: Block, cells: list[str], number: int, columns: str) -> None:
    elided = _ELIDED.search(cells[0])
    if elided:
        block.notes.append(f"L{number}: the text leaves out {elided[1]} rows here")
        return
    nested = cells[0].startswith(_NESTED)
    name = cells[0].lstrip(f"{_NESTED} ")
    if columns == "parameters":
        lost = name in ("query", "path", "header") and cells[1] in _FLAGS
        place, flag, kind = cells[:3] if lost else cells[1:4]
        name = "" if lost else name
    else:
        lost = name in _TYPES and cells[1] in _FLAGS
        place, kind, flag = "body", *(cells[:2] if lost else cells[1:3])
        name = "" if lost else name
    if lost:
        block.notes.append(f"L{number}: the name of this row is lost")
    if kind not in _TYPES:
        block.notes.append(f"L{number}: the type of {name or 'this row'} is lost")
        kind = "string"
    block.rows.append(Row(name, kind, place, flag == "required", number, nested))


def verb_of(block: Block) -> str:
    """Return the name of an operation in its resource: create, retrieve, list, submit…"""
    last = block.path.rpartition("/")[2]
    if last.startswith("{"):
        return "retrieve" if block.method == "GET" else "update"
    if block.method == "GET":
        return "search" if last == "search" else "list"
    return last if "{" in block.path else "create"


def resource_of(block: Block) -> str:
    """Return the resource that a path speaks of: `issuing.card` of /v1/issuing/cards/{card}."""
    parts = [part for part in block.path.split("/") if part and not part.startswith("{")][1:]
    if verb_of(block) not in ("list", "create", "retrieve", "update") and len(parts) > 1:
        parts = parts[:-1]
    return ".".join([*parts[:-1], _singular(parts[-1])])


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word.removesuffix("s")


def drafts(text: str, name: str = "text") -> dict[str, str]:
    """Return draft YAML by resource. Raises TextError when the text cannot be read."""
    found: dict[str, dict[str, Any]] = {}
    for block in blocks(text, name):
        resource = resource_of(block)
        draft = found.setdefault(resource, _resource(resource))
        verb = verb_of(block)
        if verb in draft["operations"]:
            raise TextError(f"{name}:{block.start}: {resource} has two operations {verb}")
        draft["operations"][verb] = _operation(block, verb)
    return {
        resource: yaml.safe_dump(draft, sort_keys=False, allow_unicode=True, width=100)
        for resource, draft in sorted(found.items())
    }


def _resource(name: str) -> dict[str, Any]:
    return {
        "resource": name, "object": name, "notes": ["A draft: the text shows no response."],
        "operations": {}, "fields": {"id": {"type": "string", "required": True},
                                     "object": {"type": "string", "required": True}},
    }  # fmt: skip


def _operation(block: Block, verb: str) -> dict[str, Any]:
    found: dict[str, Any] = {
        "method": block.method, "path": block.path, "kind": _KINDS.get(verb, "action"),
        "shape": _SHAPES.get(verb, "object"), "source": [block.start, block.end],
        "parameters": _tables(block.rows),
    }  # fmt: skip
    if "descending order by creation date" in block.prose:
        found["ordered"] = True
    if block.notes:
        found["notes"] = block.notes
    return found


def _tables(rows: list[Row]) -> dict[str, Any]:
    tables: dict[str, dict[str, Any]] = {}
    above: dict[str, Any] | None = None
    for row in rows:
        table = tables.setdefault(row.place, {})
        into = above.setdefault("children", {}) if row.nested and above is not None else table
        name = row.name or f"lost_name_L{row.line}"
        if name in into:  # two rows of one name: they stood at different depths
            name = f"{name}_L{row.line}"
        into[name] = _entry(row)
        if not row.nested:
            above = into[name] if row.type in ("object", "array") else None
    for table in tables.values():
        for entry in table.values():
            _close(entry)
    return tables


def _entry(row: Row) -> dict[str, Any]:
    found: dict[str, Any] = {"type": row.type}
    if row.required:
        found["required"] = True
    return {**found, "source": row.line}


def _close(entry: dict[str, Any]) -> None:
    """Give an array its items, and objects without rows the type of a map."""
    children = entry.get("children", {})
    for child in children.values():
        _close(child)
    if entry["type"] == "array":
        entry.pop("children", None)
        entry["items"] = {"type": "object", "children": children} if children else {
            "type": "string"
        }  # fmt: skip
    elif entry["type"] == "object" and not children:
        entry["type"] = "map"
        entry["values"] = {"type": "string"}
