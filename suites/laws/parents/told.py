"""What is made below an object names it, where a field of that name says so (G-117)."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Field, Operation
from harness.claim import Outcome
from suites.law import About, held, law
from suites.laws.parents._family import BELOW, Below
from suites.looking.dig import id_of
from suites.looking.say import shown


def _fields(operation: Operation, contracts: Contracts) -> dict[str, Field]:
    """Return the fields that name what an object stands below, by the rows of the path.

    The field of its own id names itself, whatever a path calls so.
    """
    resource, own = contracts.resource(operation.returns), contracts.of(operation).api.object.id
    rows = [row for row in operation.path_parameters if row.name != own]
    found = {row.name: resource.field(row.name) for row in rows}
    return {name: field for name, field in found.items() if field is not None and field.required}


def _each(operation: Operation, contracts: Contracts) -> Iterator[About]:
    if operation.kind == "create" and _fields(operation, contracts):
        yield About(operation, clause=operation.cited, source=operation.cited)


@law(BELOW, clause="", each=_each, stands_on=("kind",))
def told(below: Below) -> Outcome:
    """What is made below an object names that object."""
    fields = _fields(below.makes, below.lab.contracts)
    wrong = {name: below.made.item.get(name) for name in fields
             if str(id_of(below.made.item.get(name))) != below.own[name]}  # fmt: skip
    wanted = ", ".join(f"{name} {below.own[name]}" for name in wrong or fields)
    seen = ", ".join(f"{name} {shown(value)}" for name, value in wrong.items())
    return held(not wrong, wanted, seen, below.made)
