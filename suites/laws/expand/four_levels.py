"""Four levels can be expanded (G-90), where a wrong expansion is refused."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import Unavailable, held, law
from suites.laws.expand._family import EXPANDED, Reference, depth
from suites.laws.expand.too_deep import leads_far
from suites.looking.likeness import resembles
from suites.looking.say import said


@law(EXPANDED, clause="G-90", level="should", where=leads_far)
def four_levels(reference: Reference) -> Outcome:
    """Four levels can be expanded. Raises Unavailable when no expansion is refused."""
    plain = reference.plain
    refusals = [reference.expanded(path) for path in reference.wrong.values()]
    answer = reference.expanded(reference.wrong["too_deep"].rpartition(".")[0])
    if answer.accepted and not any(seen.refused for seen in refusals):
        raise Unavailable("no expansion is refused, whatever it names", answer, plain)
    levels = f"{depth(reference.lab.contracts)} levels"
    return held(resembles(answer, reference.operation), levels, said(answer), answer)
