"""A collection's path with a slash behind it is no path (G-11)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import law
from suites.laws.routing._family import ROUTED, Collection, told

SITUATION = "trailing_slash"


@law(ROUTED, clause="G-11", level="should", where=told(SITUATION))
def trailing_slash(collection: Collection) -> Outcome:
    """A collection's path with a slash behind it is no path."""
    return collection.led_nowhere(SITUATION, collection.ask("/"))
