"""Where a clause says so, an object stands whole, or by its id, without being asked for (G-96)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from contracts.model import Contracts, Field, Operation
from harness.claim import Outcome
from suites.law import About, Unavailable, held, law, passed
from suites.laws.expand._family import EXPANDED, Reference
from suites.looking.say import an, shown


def _each(operation: Operation, contracts: Contracts) -> Iterator[About]:
    """Yield retrievals of objects with such fields."""
    fields = contracts.resource(operation.returns).fields
    stated = tuple(field for field in fields if field.clause and field.resource)
    if stated and operation.kind == "retrieve":
        yield About(operation, given=stated, clause=stated[0].clause)


@law(EXPANDED, clause="G-96", each=_each)
def embedded(reference: Reference, fields: tuple[Field, ...]) -> Outcome:
    """An object stands whole where it is embedded, by its id where it can be expanded.

    Raises Unavailable when none of these fields holds anything, as it may.
    """
    plain = reference.plain
    values = [(field, plain.item.get(field.name)) for field in fields]
    told = [(field, value) for field, value in values if value is not None or not field.nullable]
    if not told:
        raise Unavailable(f"it has no {' or '.join(field.name for field in fields)}", plain)
    wrong = next((pair for pair in told if not _stands(*pair)), None)
    if wrong is None:
        return passed(plain)
    field, value = wrong
    whole = f"{an(str(field.resource))}, whole"
    expected = f"the id of {an(str(field.resource))}" if field.expandable else whole
    return held(False, f"{field.path} is {expected}", shown(value), plain)


def _stands(field: Field, value: Any) -> bool:
    if field.expandable:
        return isinstance(value, str)
    return isinstance(value, dict) and value.get("object") == field.resource
