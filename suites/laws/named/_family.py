"""An operation that works, and whose form names what it is about."""

from __future__ import annotations

from dataclasses import dataclass

from contracts.model import Operation
from suites.lab import Lab
from suites.law import Family
from suites.subjects import operations


@dataclass(frozen=True, slots=True)
class Naming:
    """Such an operation."""

    lab: Lab
    operation: Operation


def _stand(lab: Lab, operation: Operation) -> Naming:
    """Return an operation that works. Raises Unavailable."""
    lab.merit.ready(operation)
    return Naming(lab, operation)


NAMED = Family("named", operations(lambda operation: bool(operation.slots)), _stand, stands_on=())
