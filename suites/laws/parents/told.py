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
    """Return the fields that name what an object stands below, by the rows of the path: one that is
    called like the row, else the only one that names such an object.

    The field of its own id names itself, whatever a path calls so.
    """
    resource, own = contracts.resource(operation.returns), contracts.of(operation).api.object.id
    found = {}
    for row in operation.path_parameters:
        kinds = [f for f in resource.fields if f.resource in row.references and f.name != own]
        only = kinds[0] if len(kinds) == 1 and not kinds[0].nullable else None
        field = (resource.field(row.name) if row.name != own else None) or only
        if field is not None and field.required:
            found[row.name] = field
    return found


def _each(operation: Operation, contracts: Contracts) -> Iterator[About]:
    if operation.kind == "create" and _fields(operation, contracts):
        yield About(operation, clause=operation.cited, source=operation.cited)


@law(BELOW, clause="", each=_each, stands_on=("kind",))
def told(below: Below) -> Outcome:
    """What is made below an object names that object."""
    fields = _fields(below.makes, below.lab.contracts)
    shows = {name: below.made.item.get(field.name) for name, field in fields.items()}
    wrong = {n: value for n, value in shows.items() if str(id_of(value)) != below.own[n]}
    wanted = ", ".join(f"{fields[name].name} {below.own[name]}" for name in wrong or fields)
    seen = ", ".join(f"{fields[name].name} {shown(value)}" for name, value in wrong.items())
    return held(not wrong, wanted, seen, below.made)
