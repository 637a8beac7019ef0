"""A query has only so many clauses (G-81)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import law
from suites.laws.search._family import SEARCHED, findable
from suites.looking.pages import ids_of
from suites.looking.refusals import refused
from suites.looking.searching import Tagged

SITUATION = "malformed_query"
_NEVER = 9_999_999_999  # unix time that no object has


@law(SEARCHED, clause="G-81", level="should", where=findable, situations=(SITUATION,))
def too_many_clauses(found: Tagged) -> Outcome:
    """A query has only so many clauses; with one less it is accepted."""
    rest = " AND ".join(f"created>{number}" for number in range(found.shape.clauses - 1))
    twin = found.search(f"{found.query} AND {rest}")
    ids_of(twin)
    with found.lab.wrongly():
        page = found.search(f"{found.query} AND {rest} AND created<{_NEVER}")
    return refused(found.lab.contracts.refusal(SITUATION, found.operation), (), twin, page)
