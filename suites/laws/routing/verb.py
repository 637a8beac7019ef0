"""A verb that a collection does not have is refused (G-12)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import law
from suites.laws.routing._family import ROUTED, Collection, told

SITUATION = "unknown_verb"


@law(ROUTED, clause="G-12", level="should", where=told(SITUATION), wrong="verbs that are none")
def verb(collection: Collection) -> Outcome:
    """A verb that a collection does not have is refused."""
    return collection.led_nowhere(SITUATION, collection.ask(method="PUT"))
