"""Objects stand newest first (G-65, G-66); those of one second in any order."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Sequence
from itertools import pairwise

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from suites.law import Unavailable, held, law
from suites.laws.pagination._family import PAGED
from suites.looking.pages import data_of
from suites.looking.readings import Reading, steady
from suites.looking.say import joined, shown

SECOND = 1.05  # what tells one `created` from the next


def _ordered(operation: Operation, contracts: Contracts) -> bool:
    """Whether newest first is promised, or the convention for lists of made objects (PI-01)."""
    dated = any(f.name == "created" for f in contracts.resource(operation.returns).fields)
    made = operation.population is not None and bool(operation.population.steps)
    return dated and (operation.ordered or made)


@law(PAGED, clause="G-65", where=_ordered)
@steady(2)
def newest_first(read: Reading) -> Outcome:
    """Objects stand newest first.

    Raises Unavailable when all are of one second, also one that is made later.
    """
    page = read.shelf.page(limit=100)
    times = [item.get("created") for item in data_of(page)]
    if len(set(times)) == 1:
        time.sleep(SECOND)
        with contextlib.suppress(Unavailable):
            read.shelf.add()
        page = read.shelf.page(limit=100)
        times = [item.get("created") for item in data_of(page)]
    if len(set(times)) == 1 and isinstance(times[0], int):
        raise Unavailable(f"all objects of the list have created {times[0]}", page)
    good = all(isinstance(t, int) for t in times) and times == sorted(times, reverse=True)  # type: ignore[type-var]
    return held(good, "`created` never rises along the list", _rise(times), page)


def _rise(times: Sequence[object]) -> str:
    """Say where the newer stands below the older."""
    for place, (above, below) in enumerate(pairwise(times)):
        if not (isinstance(above, int) and isinstance(below, int) and above >= below):
            return f"created {shown(above)}, then {shown(below)} (places {place} and {place + 1})"
    return f"created: {joined(times)}"
