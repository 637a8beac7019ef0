"""What does not exist cannot be expanded: by a retrieval or an update, it is refused (G-91)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import law
from suites.laws.expand._family import EXPANDED, UNKNOWN, Reference, Update
from suites.looking.refusals import refused

SITUATION = "not_expandable"


@law(EXPANDED, clause="G-91", situations=(SITUATION,), wrong="unknown expansions")
def unknown(stood: Reference | Update) -> Outcome:
    """What does not exist cannot be expanded."""
    situation = stood.lab.contracts.refusal(SITUATION, stood.operation)
    if isinstance(stood, Update):
        return refused(situation, (), stood.refused)
    return refused(situation, (), stood.plain, stood.expanded(UNKNOWN))
