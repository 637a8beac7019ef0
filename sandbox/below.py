"""What stands below what: a path says it when an object is made, and finds it there alone."""

from __future__ import annotations

from contracts.model import Field
from sandbox.call import Call
from sandbox.store import Object

_ABOVE, _NAMED = "above", "named"


def above(call: Call, kind: str) -> dict[str, str]:
    """Return the ids of a path that are not the object's own, by the kinds that they name."""
    rows = call.operation.path_parameters if call.operation else ()
    return {row.references[0]: call.ids[row.name] for row in rows
            if row.references and kind not in row.references and row.name in call.ids}  # fmt: skip


def typed(field: Field, name: str) -> str | int:
    """Return an id as a field holds it that says what an object stands below."""
    return int(name) if field.type == "integer" and name.isdecimal() else name


def keep(call: Call, kind: str, item: Object) -> Object:
    """Remember what a new object stands below, and return it."""
    if found := {**_formed(call, kind), **above(call, kind)}:
        call.store.secrets[item["id"]][_ABOVE] = found
    if listed := _listed(call, kind):
        call.store.secrets[item["id"]][_NAMED] = listed
    return item


def _formed(call: Call, kind: str) -> dict[str, str]:
    """Return the ids that a form names of what others ask for such objects by, by their kinds."""
    told = call.contracts.described(kind)
    asked = (row for o in (told.operations if told else ()) for row in o.path_parameters)
    kinds = {name for row in asked if row.slot for name in row.references[:1]} - {kind}
    rows = call.operation.sent if call.operation else ()
    named = [row for row in rows if row.required and row.name in call.params]
    return {name: str(call.params[row.name])
            for row in named for name in row.references[:1] if name in kinds}  # fmt: skip


def _listed(call: Call, kind: str) -> dict[str, list[str]]:
    """Return the ids that a form names, or could, of what lists of such objects have in their path;
    what it does not name the object is not below.
    """
    told, found = call.contracts.described(kind), dict[str, list[str]]()
    every = told.operations if told and call.operation else ()
    if call.operation is None or call.operation.path_parameters:
        return found
    for listing in every:
        rows = listing.path_parameters
        below = listing.kind == "list" and len(rows) == 1 and not rows[0].slot
        made = any(one.kind == "create" and one.path == listing.path for one in every)
        if below and not made and rows[0].references:
            name = rows[0].references[0]
            naming = [row.name for row in call.operation.sent if name in row.references]
            found |= {name: [str(call.get(one) or "") for one in naming]} if naming else {}
    return found


def known(call: Call, item: Object) -> dict[str, str]:
    """Return what an object stands below, by kind; nothing where no path said it."""
    found: dict[str, str] = call.store.secrets.get(item["id"], {}).get(_ABOVE, {})
    return found


def stands(call: Call, kind: str, item: Object) -> bool:
    """Whether an object stands below what a path names."""
    there = known(call, item)
    named: dict[str, list[str]] = call.store.secrets.get(item["id"], {}).get(_NAMED, {})
    return all(there.get(name, value) == value and value in named.get(name, [value])
               for name, value in above(call, kind).items())  # fmt: skip
