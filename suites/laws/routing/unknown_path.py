"""A path that is none is refused, without a code (G-10)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import law
from suites.laws.routing._family import ROUTED, Collection, told

SITUATION = "unknown_path"


@law(ROUTED, clause="G-10", where=told(SITUATION), wrong="paths that are none")
def unknown_path(collection: Collection) -> Outcome:
    """A path that is none is refused, without a code."""
    return collection.led_nowhere(SITUATION, collection.ask("_assay"))
