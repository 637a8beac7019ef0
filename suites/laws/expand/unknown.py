"""What does not exist cannot be expanded: read, listed or updated, it is refused (G-91)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import law
from suites.laws.expand._family import EXPANDED, UNKNOWN, Reference, Several, Update
from suites.looking.refusals import refused

SITUATION = "not_expandable"


@law(EXPANDED, clause="G-91", situations=(SITUATION,), wrong="unknown expansions")
def unknown(stood: Reference | Update | Several) -> Outcome:
    """What does not exist cannot be expanded."""
    situation = stood.lab.contracts.refusal(SITUATION, stood.operation)
    if isinstance(stood, Reference):
        return refused(situation, (), stood.plain, stood.expanded(UNKNOWN))
    return refused(situation, (), stood.refused)
