"""A collection's path with a slash behind it is no path (G-11)."""

from __future__ import annotations

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from suites.law import law
from suites.laws.routing._family import ROUTED, Collection, told

SITUATION = "trailing_slash"


def _has_none(operation: Operation, contracts: Contracts) -> bool:
    return not operation.path.endswith("/") and told(SITUATION)(operation, contracts)


@law(ROUTED, clause="G-11", level="should", where=_has_none)
def trailing_slash(collection: Collection) -> Outcome:
    """A collection's path with a slash behind it is no path."""
    return collection.led_nowhere(SITUATION, collection.ask("/"))
