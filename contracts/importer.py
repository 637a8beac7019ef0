"""Turns reference text into draft contracts: it is how the next endpoints come.

What the text lost is said in the draft, at the row, never guessed. Where the loader wants a value
that the text does not give, a stand-in is written with a note that says so.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from contracts.importer_text import Block, Row, TextError, Unread, blocks

HINT = "# yaml-language-server: $schema=../../schema/contract.schema.json\n"
ABOUT = (
    "A draft: the text shows no response, so 'fields' is empty; names, kinds and shapes are read "
    "off methods and paths."
)
NO_NAME = "the text lost the name"
NO_TYPE = "the text lost the type; 'string' stands in"
NO_ROWS = "the text shows no rows below: an object, a map, or a value of several types"
NO_ELEMENT = "the text does not show what an element is; 'string' stands in"
NO_ROW = "the path names it, but the text has no row for it; 'string' stands in"
_KINDS = ("list", "search", "create", "retrieve", "update")
_SHAPES = {"list": "list", "search": "search_result"}
_GROUPS = ("object", "array")

Entry = dict[str, Any]


class _Line(dict[str, Any]):
    """A mapping that is written on one line."""


class _Lines(list[int]):
    """A list that is written on one line."""


class _Dumper(yaml.SafeDumper):
    """Writes leaves on one line, as the contracts have them, and no anchors."""

    def ignore_aliases(self, _data: Any) -> bool:
        """Repeat what stands in two places."""
        return True


_Dumper.add_representer(
    _Line, lambda dumper, data: dumper.represent_mapping("tag:yaml.org,2002:map", data, True)
)
_Dumper.add_representer(
    _Lines, lambda dumper, data: dumper.represent_sequence("tag:yaml.org,2002:seq", data, True)
)


def drafts(text: str, file: str = "text", unread: Unread | None = None) -> dict[str, str]:
    """Return draft YAML by resource; what is read nowhere goes to `unread`, with its line.

    Raises TextError when the text cannot be read.
    """
    found: dict[str, Entry] = {}
    for block in blocks(text, file, unread):
        resource = resource_of(block)
        verb = verb_of(block)
        operations = found.setdefault(resource, _resource(resource))["operations"]
        if verb in operations:
            raise TextError(file, block.start, f"{resource} has two operations {verb!r}")
        operations[verb] = _operation(block, verb, file)
    return {resource: HINT + _dump(draft) for resource, draft in sorted(found.items())}


def _dump(draft: Entry) -> str:
    return yaml.dump(draft, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100)


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
    return ".".join([*parts[:-1], _singular(parts[-1])]) if parts else "unnamed"


def _singular(word: str) -> str:
    return f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s")


def _resource(name: str) -> Entry:
    return {"resource": name, "object": name, "notes": [ABOUT], "operations": {}, "fields": {}}


def _operation(block: Block, verb: str, file: str) -> Entry:
    notes: list[str] = []
    found: Entry = {
        "method": block.method, "path": block.path, "kind": verb if verb in _KINDS else "action",
        "shape": _SHAPES.get(verb, "object"), "source": _Lines([block.start, block.end]),
    }  # fmt: skip
    if "descending order by creation date" in block.prose:
        found["ordered"] = True
    found["parameters"] = _tables(block, notes, file)
    return {**found, "notes": notes} if notes else found


def _tables(block: Block, notes: list[str], file: str) -> Entry:
    tables: dict[str, Entry] = {}
    for row, below in _families(block, file):
        if row.elided:
            notes.append(
                f"L{row.line}: the text leaves out {row.elided} rows at the top of the body"
            )
            continue
        notes.extend(
            f"L{hidden.line}: the text leaves out {hidden.elided} rows below {row.name!r}"
            for hidden in below
            if hidden.elided
        )
        _put(tables.setdefault(row.place, {}), row, [r for r in below if not r.elided])
    _complete_path(block, tables)
    return tables


def _families(block: Block, file: str) -> list[tuple[Row, list[Row]]]:
    """Return each top row with the nested rows that follow it. Raises TextError."""
    found: list[tuple[Row, list[Row]]] = []
    for row in block.rows:
        if not row.nested:
            found.append((row, []))
        elif not found or found[-1][0].type not in _GROUPS or found[-1][0].place != row.place:
            raise TextError(file, row.line, "a nested row needs an object or an array above it")
        else:
            found[-1][1].append(row)
    return found


def _complete_path(block: Block, tables: dict[str, Entry]) -> None:
    """Add the ids that the path names and no row does, unless a row of the path lost its name."""
    rows = tables.get("path", {})
    if any(row.place == "path" and not row.name for row in block.rows):
        return
    for name in re.findall(r"\{(\w+)\}", block.path):
        if name not in rows:
            tables.setdefault("path", {})[name] = {
                "type": "string", "required": True, "source": block.start, "restored": True,
                "note": NO_ROW,
            }  # fmt: skip


def _put(table: Entry, row: Row, below: list[Row]) -> None:
    """Write a row and what follows it into `table`, under a name that is free there."""
    name = row.name or f"lost_name_L{row.line}"
    notes = [] if row.name else [NO_NAME]
    if name in table:
        notes.append(f"the text has {name!r} twice under one mark: it stands at another depth")
        name = f"{name}_L{row.line}"
    if not row.type:
        notes.append(NO_TYPE)
    if row.cut:
        notes.append(f"its description is cut after {row.cut!r}")
    table[name] = _entry(row, below, notes)


def _entry(row: Row, below: list[Row], notes: list[str]) -> Entry:
    found: Entry = {"type": row.type or "string"}
    if row.required:
        found["required"] = True
    found["source"] = row.line
    children: Entry = {}
    for inner in below:
        _put(children, inner, [])
    if row.type == "object" and not children:
        notes.append(NO_ROWS)
    if any(inner.type in _GROUPS for inner in below[:-1]):
        lines = f"L{below[0].line}-L{below[-1].line}"
        notes.append(f"the text marks every depth alike: rows of {lines} may stand deeper")
    if notes:
        found["note"] = "; ".join(notes)
    return _with_rows(found, children)


def _with_rows(found: Entry, children: Entry) -> Entry:
    if found["type"] == "array":
        element = {"type": "object", "children": children} if children else {
            "type": "string", "note": NO_ELEMENT,
        }  # fmt: skip
        return {**found, "items": element}
    if children:
        return {**found, "children": children}
    return found if "note" in found else _Line(found)
