"""A call whose path names no object."""

from __future__ import annotations

from dataclasses import dataclass

from contracts.model import Operation, Parameter
from harness.claim import Outcome
from strategies import smallest
from suites.lab import Lab
from suites.law import Family
from suites.looking.ids import of_none
from suites.looking.refusals import refused
from suites.subjects import operations

SITUATION = "unknown_id"


@dataclass(frozen=True, slots=True)
class Absent:
    """An operation that works, but for the object in its path."""

    lab: Lab
    operation: Operation

    def named(self, prefix: str) -> Outcome:
        """Ask for an object that does not exist and judge how it is refused. Raises Unavailable."""
        lab, operation = self.lab, self.operation
        ids = {row.name: self._nothing(row, prefix) for row in operation.path_parameters}
        form = lab.provision.fill(smallest(operation))
        with lab.wrongly():
            exchange = lab.call(operation, form, ids)
        rows = (row.name for row in operation.path_parameters)
        names = tuple(dict.fromkeys((*rows, "id")))
        return refused(lab.contracts.refusal(SITUATION, operation), names, exchange)

    def _nothing(self, row: Parameter, prefix: str) -> str:
        """Return an id that no object has, as those look that a row takes. Raises Unavailable."""
        return of_none(self.lab.contracts, next(iter(row.references), ""), prefix)


def _stand(lab: Lab, operation: Operation) -> Absent:
    lab.merit.ready(operation)
    return Absent(lab, operation)


ABSENT = Family("unknown_id", operations(lambda o: bool(o.path_parameters)), _stand, stands_on=())
