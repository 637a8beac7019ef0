"""What was made for a list stands in it without a filter, in whichever state it is (G-73).

A filter by state says that objects of every state are listed.
"""

from __future__ import annotations

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from suites.law import Unavailable, held, law
from suites.laws.filter._family import FILTERED, Filtering
from suites.looking.filters import rows_of
from suites.looking.say import joined


def _everybodys(operation: Operation, contracts: Contracts) -> bool:
    """Whether a list is not that of an owner, and calls make objects of several states for it."""
    owned = operation.path_parameters or any(row.required for row in operation.sent)
    made = any(recipe.steps for recipe in contracts.resource(operation.returns).recipes)
    return not owned and made and any(row.enum for row in rows_of(operation))


@law(FILTERED, clause="G-73", level="should", where=_everybodys)
def standing(filtering: Filtering) -> Outcome:
    """What was made for a list stands in it, in whichever state it is.

    Raises Unavailable when nothing was made, or the list is too long to see all of it.
    """
    found = filtering.found
    if not found.made:
        raise Unavailable("nothing could be made for the list", *filtering.evidence)
    if found.made - found.known:
        found = found.and_later()
    lost = sorted(found.made - found.known)
    pages = (found.page,) if found.page is not None else ()
    if lost and not found.whole:
        raise Unavailable("the list is too long to see all of it", *pages)
    return held(not lost, "every object that was made, in the list",
                f"missing: {joined(lost, 3)}", *pages)  # fmt: skip
