"""A list below an object shows what stands below it, and nothing of another (G-69)."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from suites.law import About, Unavailable, held, law
from suites.laws.parents._family import BELOW, Below
from suites.looking.pages import Shelf, ids_of


def _each(operation: Operation, _contracts: Contracts) -> Iterator[About]:
    if operation.kind == "list":
        yield About(operation, clause=operation.cited, source=operation.cited)


@law(BELOW, clause="", each=_each, sequence=True, stands_on=("kind", "list"))
def listed(below: Below) -> Outcome:
    """A list below an object shows nothing that stands below another one."""
    names = below.lab.contracts.of(below.operation).api.list
    size = {"limit": names.maximum} if names.maximum else {}
    pages = [
        Shelf(below.lab, below.operation, {}, below.below(parents)).page(**size)
        for parents in (below.own, below.other)
    ]
    own, other = map(ids_of, pages)
    if below.name not in own:
        raise Unavailable("the list of its own parent does not show it", *pages[:1], below.made)
    return held(below.name not in other, "a list without what stands below another object",
                f"{below.name} in the list", pages[1], pages[0], below.made)  # fmt: skip
