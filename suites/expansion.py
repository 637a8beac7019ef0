"""Which fields can be expanded, and objects in which they have values (catalogue 1.6, G-95)."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from contracts.model import Operation, Resource
from harness.exchange import Exchange
from strategies import smallest
from suites.law import Unavailable
from suites.legacy import Lab
from suites.looking.likeness import resembles, stale
from suites.looking.pages import Shelf, fill
from suites.looking.say import shown

# States whose objects have more than others, of what expandable fields stand for.
RICH = {
    "issuing.card": "issuing.card:designed",
    "payment_intent": "payment_intent:succeeded",
    "financial_connections.account": "financial_connections.account:active",
}
FORMS: dict[str, dict[str, Any]] = {
    "payment_intent.create": {"customer": "@customer"},
    "payment_intent.update": {"customer": "@customer"},
}
# Of objects that no contract describes: which fields of them lead on.
LEADS = {"charge": {"payment_intent": "payment_intent"}}
EMBEDDED = {"issuing.card.retrieve": True, "issuing.transaction.retrieve": False}  # G-96


def _table(lab: Lab, name: str) -> dict[str, str]:
    found: Resource | None = next((r for r in lab.contracts.resources if r.name == name), None)
    if found is None:
        return dict(LEADS.get(name, {}))
    fields = (field for top in found.fields for field in top.walk())
    return {f.path: f.resource or "" for f in fields if f.expandable and "[" not in f.path}


def expandable(lab: Lab, operation: Operation, path: str = "") -> dict[str, str]:
    """Return path -> resource of what can be expanded, in the answer or in the object at `path`."""
    table = _table(lab, operation.returns)
    return _table(lab, table[path]) if path else table


def value_at(body: Any, path: str) -> Any:
    """Return the value at a dotted path, or None."""
    for name in path.split("."):
        body = body.get(name) if isinstance(body, dict) else None
    return body


def replaced(body: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """Return a body with another value at a dotted path."""
    found = copy.deepcopy(body)
    *above, last = path.split(".")
    inner = found
    for name in above:
        inner = inner.get(name) or {}
    inner[last] = value
    return found


def ids_below(body: Any, table: dict[str, str]) -> list[str]:
    """Return the expandable paths that hold an id."""
    return [
        p for p in sorted(table, key=lambda p: p.count(".")) if isinstance(value_at(body, p), str)
    ]


def null_field(body: dict[str, Any], table: dict[str, str]) -> str:
    """Return an expandable field that is null, or ""."""
    return next((p for p in sorted(table) if "." not in p and body.get(p, "") is None), "")


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


def deep_path(lab: Lab, operation: Operation, levels: int) -> str:
    """Return a path of that many levels, each of which can be expanded, or ""."""
    paths: list[tuple[str, str]] = [("", operation.returns)]
    for _ in range(levels):
        paths = [step for path, at in paths for step in _steps(lab, path, at)][:200]
    return paths[0][0] if paths else ""


def _steps(lab: Lab, path: str, at: str) -> Iterator[tuple[str, str]]:
    """Yield each path that is one level longer, and the resource it leads to."""
    for name, resource in sorted(_table(lab, at).items()):
        if "." not in name:
            yield f"{path}.{name}".lstrip("."), resource


def rich(lab: Lab, operation: Operation) -> dict[str, str]:
    """Return ids for the path that name an object with many references. Raises Unavailable."""
    try:
        return lab.subject(operation, RICH.get(operation.returns, ""), fresh=False)
    except Unavailable:
        return lab.subject(operation, fresh=False)


def rich_form(lab: Lab, operation: Operation) -> dict[str, Any]:
    """Return a working form whose answer has references. Raises Unavailable."""
    form: dict[str, Any] = lab.provision.fill(
        {**smallest(operation), **FORMS.get(operation.id, {})}
    )
    return form


def rich_list(lab: Lab, operation: Operation) -> Shelf:
    """Return a list whose first objects have references. Raises Unavailable."""
    wanted = RICH.get(operation.returns, "")
    recipe = lab.contracts.recipe(*wanted.partition(":")[::2]) if wanted else None
    plan = operation.population
    if recipe is None or not recipe.steps or operation.returns == "payment_intent":
        return fill(lab, operation, 1)
    lab.provision.obtain(f"@{wanted}!")
    return Shelf(
        lab, operation, {}, lab.subject(operation, plan.subject if plan else "", fresh=False)
    )


def aged(copy_: Any, now: Any) -> list[str]:
    """Return the names of values that a copy of an object has of another time.

    Links are signed anew each time.
    """
    if not isinstance(copy_, dict) or not isinstance(now, dict):
        return []
    return [name for name in stale(copy_, now) if not str(copy_[name]).startswith("http")]


def itself(lab: Lab, resource: str, name: str) -> Exchange | None:
    """Retrieve the object that an expanded field stands for, if the contracts know how."""
    for operation in (o for r in lab.contracts.resources if r.name == resource
                      for o in r.operations if o.kind == "retrieve"):  # fmt: skip
        found = lab.call(operation, {}, {operation.path_parameters[0].name: name})
        return found if resembles(found, operation) else None
    return None
