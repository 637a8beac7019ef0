"""What belongs to one object is shown on no other: a field that its contract calls `own`.

A server that shows one and the same value wherever such a field is due keeps every other promise.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from contracts.model import Contracts, Field, Operation
from harness.claim import Outcome
from harness.exchange import Exchange
from suites.lab import Lab
from suites.law import About, Family, Unavailable, broken, law, passed
from suites.looking.dig import dig, id_of
from suites.looking.likeness import resembles
from suites.looking.say import said, shown
from suites.merit import SAME_BORN
from suites.subjects import kind

_TWO = 2


@dataclass(frozen=True, slots=True)
class Two:
    """Two new objects of one kind, and how they are retrieved."""

    lab: Lab
    operation: Operation
    ids: tuple[str, ...]

    def read(self, name: str, expand: str = "") -> Exchange:
        """Return one of them, retrieved. Raises Unavailable."""
        row = self.lab.contracts.api.expansion
        form = {row.row: [expand]} if expand and row else {}
        ids = {self.operation.path_parameters[-1].name: name}
        found = self.lab.call(self.operation, form, ids)
        if not resembles(found, self.operation):
            blocker = f"{self.operation.id}.{'expand.object' if expand else 'accepts'}"
            reason = f"the object cannot be read ({said(found)})"
            raise Unavailable(reason, found, blocked_by=blocker)
        return found


def _stand(lab: Lab, operation: Operation) -> Two:
    """Make two objects, with as many references as can be. Raises Unavailable."""
    resource = lab.contracts.resource(operation.returns)
    reference = f"@{(resource.rich or resource.name).rstrip('!')}!"
    ids = tuple(lab.provision.obtain(reference) for _ in range(_TWO))
    if len(set(ids)) < _TWO:
        raise Unavailable(SAME_BORN)
    return Two(lab, operation, ids)


def _fields(operation: Operation, contracts: Contracts) -> Iterator[Field]:
    resource = contracts.resource(operation.returns)
    return (field for field in resource.fields if field.own)


def _each(operation: Operation, contracts: Contracts) -> Iterator[About]:
    for field in _fields(operation, contracts):
        yield About(operation, field.path, field, field.clause)


OWN = Family("own", kind("retrieve"), _stand, stands_on=("kind",))


@law(OWN, clause="G-116", each=_each)
def own(two: Two, field: Field) -> Outcome:
    """What belongs to one object is shown on no other, as an id and as the object."""
    for expand in ("", field.path)[: 1 + field.expandable]:
        seen = [two.read(name, expand) for name in two.ids]
        first, second = (id_of(dig(exchange.item, field.path)) for exchange in seen)
        if first is None or second is None:
            raise Unavailable(f"{field.path} is empty", *seen)
        if first == second:
            return broken(f"another {field.path} on each of two objects",
                          f"{shown(first)} on both", *reversed(seen))  # fmt: skip
    return passed(*reversed(seen))
