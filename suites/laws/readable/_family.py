"""What was just created, to be read and to be found in the list of its kind."""

from __future__ import annotations

from dataclasses import dataclass

from contracts.model import Operation
from harness.exchange import Exchange
from strategies import smallest
from suites.lab import Lab
from suites.law import Family, Unavailable
from suites.looking.say import said
from suites.subjects import kind


@dataclass(frozen=True, slots=True)
class Made:
    """The answer to a creation."""

    lab: Lab
    operation: Operation
    exchange: Exchange


def _stand(lab: Lab, operation: Operation) -> Made:
    """Create an object. Raises Unavailable."""
    made = lab.call(operation, lab.provision.fill(smallest(operation)))
    if not made.accepted:
        raise Unavailable(f"nothing was created ({said(made)})", made,
                          blocked_by=f"{operation.id}.accepts")  # fmt: skip
    return Made(lab, operation, made)


MADE = Family("readable", kind("create"), _stand, feeds=True, stands_on=("kind",))
