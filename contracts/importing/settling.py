"""Takes back what an imported package would ask too much for: what follows none of its conventions,
and what few servers refuse.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from contracts.importing.kinds import Judged
from contracts.importing.limits import Limits
from contracts.importing.paging import PAGING_ROWS
from contracts.importing.resources import Act

Entry = dict[str, Any]
Tables = dict[str, Entry]  # rows by place, of each operation
IdOf = Callable[[str], str]  # resource -> the field that names its objects
_FLAT = ("repeated", "names")  # writings of lists that leave no room for a list in a list
_OF_CURSORS = ("enum", "pattern", "example", "references", "guessed", "note", "minimum", "maximum")


def settle(
    acts: Iterable[Act], fields: Tables, ids: IdOf, items: str, stands: str, limits: Limits
) -> None:
    """Let operations whose answers stand elsewhere be actions, whose answers nobody looks at.

    `fields` are tables by resource, `ids` gives the field of an id, `items` where lists stand,
    `stands` where objects do. What has no id is made by nothing: it was there.
    """
    every = list(acts)
    read = {act.resource for act in every if act.kind == "retrieve"}
    one_of_many = {act.resource for act in every if "{" in act.call.path.rpartition("/")[2]}
    for act in every:
        own = ids(act.resource) in fields[act.resource] or act.resource in one_of_many
        unnamed = act.shape == "object" and not own
        if act.kind == "create" and (act.answer.empty or unnamed):
            act.judged = Judged("action", True)  # nobody hears what was made
        elif act.answer.empty and act.kind in ("update", "replace") and act.resource in read:
            act.shape, act.stands = "object", "absent"  # what it did is read
        if act.kind == "search" or (act.answer.many and not _listed(act, items)):
            reason = f"{act.call.title}: it is searched, or its list is no field of its own"
            limits.add("chosen", act.call.pointer, f"{reason}: an action, not looked at")
            act.judged, act.shape = Judged("action", True), "any"
        elif act.shape == "object" and act.answer.stands != _place_of(act, stands):
            act.stands = act.answer.stands or "bare"


def _listed(act: Act, items: str) -> bool:
    """Whether what an operation lists can be said where it stands elsewhere than usual."""
    return act.kind == "list" and bool(act.answer.stands or not items)


def _place_of(act: Act, stands: str) -> str:
    """Return where the object of an operation stands by the conventions."""
    return act.resource.rpartition(".")[2] if stands == "noun" else stands


def excuse(acts: Iterable[Act], tables: Tables, arrays: str) -> None:
    """Let what few servers refuse be no promise: odd headers, and one value for a list."""
    alone = arrays in ("repeated", "empty")
    for act in acts:
        for where, rows in tables[act.id].items():
            for row in rows.values():
                if where == "header":
                    row["unjudged"] = [f"{topic} few servers look" for topic in ("enum", "type")]
                elif row["type"] == "array" and alone:
                    row["unjudged"] = ["type one value is a list of one"]


def unwritten(acts: Iterable[Act], tables: Tables, arrays: str, limits: Limits) -> None:
    """List the lists of lists that a form cannot hold, and let them be lists of whatever it is."""
    if arrays not in _FLAT:
        return
    for act in acts:
        every = (named for rows in tables[act.id].values() for named in rows.items())
        for name, row in _arrays(every):
            if row["items"]["type"] == "array":
                reason = f"{name!r} is a list of lists: no form holds one where names are {arrays}"
                limits.add("not read", act.call.pointer, reason)
                row.update(items={"type": "any"}, guessed=["items"])


def _arrays(rows: Iterable[tuple[str, Entry]]) -> Iterator[tuple[str, Entry]]:
    """Yield the lists among some rows and those below them, the outer ones first."""
    for name, row in rows:
        if row["type"] == "array":
            yield name, row
        inner = [(name, row[word]) for word in ("items", "values") if word in row]
        yield from _arrays([*row.get("children", {}).items(), *inner])


def same_formats(acts: Iterable[Act], tables: Tables, fields: Iterable[Entry]) -> None:
    """Let a text be a currency that has the name of a field which is one, whatever shows it."""
    names = {name for table in fields for name in _currencies(table)}
    for act in acts:
        for where in ("query", "body"):
            _same(tables[act.id].get(where, {}), names)


def _currencies(fields: Entry) -> Iterator[str]:
    for name, field in fields.items():
        if field.get("format") == "currency":
            yield name
        yield from _currencies(field.get("children", {}))


def _same(rows: Entry, names: set[str]) -> None:
    for name, row in rows.items():
        if row["type"] == "string" and name in names and _free(row):
            row["format"] = "currency"
            row["guessed"] = [*row.get("guessed", []), "format"]
        for below in (row, row.get("items", {}), row.get("values", {})):
            _same(below.get("children", {}), names)


def _free(row: Entry) -> bool:
    return not any(row.get(key) for key in ("enum", "format", "pattern", "example", "references"))


def presume(acts: Iterable[Act], tables: Tables, fields: Tables) -> None:
    """Let it be no promise that a list takes any text under a name that its objects do not have.

    It may be a sort of its own, a mark of a page or a query in a language.
    """
    for act in acts:
        if act.kind in ("list", "search"):
            for name, row in tables[act.id].get("query", {}).items():
                if row["type"] == "string" and _free(row) and name not in fields[act.resource]:
                    row["guessed"] = [*row.get("guessed", []), "values"]


def choose(acts: Iterable[Act], tables: Tables, ids: IdOf) -> None:
    """Let an id that a creation takes be another one each time."""
    for act in acts:
        rows = tables[act.id].get("body", {}) if act.kind == "create" else {}
        row = rows.get(ids(act.resource))
        if row is not None and row["type"] == "string" and _free({**row, "format": None}):
            row["example"] = "@unique.email" if row.get("format") == "email" else "@unique.id"
            row["guessed"] = [*row.get("guessed", []), "values"]


def page(acts: Iterable[Act], tables: Tables, shape: Entry, limits: Limits) -> None:
    """Let the rows that page through a list be no promises: a first page needs none of them.

    Many servers take the nearest value where a limit is too large.
    """
    marks = [shape.get("after"), shape.get("before"), shape.get("token", {}).get("row")]
    for act in acts:
        rows = tables[act.id].get("query", {}) if act.kind == "list" else {}
        for name, row in rows.items():
            if name == shape.get("limit"):
                row["unjudged"] = ["range a server may take the nearest value"]
            named = row["type"] == "string" and name.lower() in PAGING_ROWS
            if named or (name in marks and row["type"] in ("string", "integer")):
                row.update(type="string", format="cursor")  # what a page gave, and nothing made up
                for key in _OF_CURSORS:
                    row.pop(key, None)
            if name.lower() in PAGING_ROWS and row.pop("required", None):
                reason = f"{act.call.title}: {name!r} is required, which no first page can have"
                limits.add("chosen", act.call.pointer, reason)
