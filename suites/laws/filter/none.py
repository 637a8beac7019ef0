"""A filter by a value that no object has returns an empty page (G-71)."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Operation, Parameter
from harness.claim import Outcome
from suites.law import About, Unavailable, broken, held, law
from suites.laws.filter._family import FILTERED, Filtering
from suites.looking.filters import TIME, rows_of
from suites.looking.pages import BadPage, ends
from suites.looking.say import said
from suites.objects.provision import split
from suites.subjects import kind_of_row


def _each(operation: Operation, contracts: Contracts) -> Iterator[About]:
    for row in rows_of(operation):
        if _spare(operation, row, contracts):
            clause = row.clause if row.unseen else ""
            yield About(operation, row.path, row, clause, source=row.cited,
                        kind=kind_of_row(row))  # fmt: skip


def _spare(operation: Operation, row: Parameter, contracts: Contracts) -> bool:
    """Whether there is a value that no object has: a word of the row, the id of a new object, a
    state that no recipe brings about, or a text of our own.
    """
    if row.absent or row.name == TIME:
        return True
    if row.references:
        return _new(row, contracts)
    if row.enum:
        return _unmade(operation, row, contracts)
    return row.type not in ("boolean", "integer")


def _new(row: Parameter, contracts: Contracts) -> bool:
    if not isinstance(row.example, str):
        return False
    recipe = contracts.recipe(*split(row.example)[:2])
    return recipe is not None and bool(recipe.steps)


def _unmade(operation: Operation, row: Parameter, contracts: Contracts) -> bool:
    """Whether recipes leave two values out: what the default one makes has one of them."""
    plan = operation.population
    named = {recipe.state for recipe in contracts.resource(operation.returns).recipes}
    return plan is not None and bool(plan.steps) and len({*row.enum} - named) > 1


@law(FILTERED, clause="G-71", each=_each, follows=("filter.matches",))
def none(filtering: Filtering, row: Parameter) -> Outcome:
    """A filter by a value that no object has returns an empty page.

    Raises Unavailable when there are objects that have it after all, or nothing shows that there
    are none.
    """
    probe = filtering.lone(row)
    if probe is None:
        reason = "no value is known that none of the objects has"
        raise Unavailable(reason, *filtering.evidence)
    try:
        items, _, page = filtering.found.asked(probe)
    except BadPage as bad:
        return broken(bad.expected, f"{bad.observed} ({probe})", bad.exchange)
    if items and all(probe.test(item) for item in items):
        raise Unavailable(f"there are objects with {probe}, made earlier or by others", page)
    good = not items and ends(page, filtering.lab.contracts.api)
    expected = f"no object, has_more false ({probe})"
    return held(good, expected, f"{len(items)} objects, {said(page)}", page)
