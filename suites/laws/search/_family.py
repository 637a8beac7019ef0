"""Three new objects of a resource that can be searched, found by their tag."""

from __future__ import annotations

import contextlib

from contracts.model import Contracts, Operation
from harness.exchange import Exchange
from strategies import smallest
from suites.lab import Lab
from suites.law import Family, Unavailable
from suites.looking.likeness import resembles
from suites.looking.say import said
from suites.looking.searching import TAG, Tagged, found
from suites.subjects import operations

_THREE = 3


def creator(operation: Operation, contracts: Contracts) -> Operation | None:
    """Return the operation that makes what a search finds, if it can be tagged."""
    create = contracts.resource(operation.returns).of_kind("create")
    return create if create is not None and create.metadata else None


def _stand(lab: Lab, operation: Operation) -> Tagged:
    resource = lab.contracts.resource(operation.returns)
    with contextlib.suppress(Unavailable):  # what has most references is worth finding
        lab.provision.obtain(f"@{resource.rich or resource.name}")
    tag = lab.provision.unique()
    return found(lab, operation, tag, [_made(lab, operation, tag) for _ in range(_THREE)])


def _made(lab: Lab, operation: Operation, tag: str) -> Exchange:
    create = creator(operation, lab.contracts)
    if create is None:
        raise Unavailable("no call makes what is searched for")
    form = lab.provision.fill({**smallest(create), **create.rich, create.metadata: {TAG: tag}})
    made = lab.call(create, form, lab.subject(create, fresh=True))
    if not resembles(made, create):
        reason = f"nothing to search for was created ({said(made)})"
        raise Unavailable(reason, made, blocked_by=f"{create.id}.accepts")
    return made


def searches(operation: Operation) -> bool:
    """Whether an operation searches."""
    return operation.kind == "search"


SEARCHED = Family(
    "search", operations(searches), _stand,
    order=("envelope", "total_count", "walk", "page_size", "as_retrieved", "expanded",
           "too_many_clauses"),
    stands_on=("list", "kind"),
)  # fmt: skip


def findable(operation: Operation, contracts: Contracts) -> bool:
    """Whether what an operation searches for can be made, and tagged."""
    return creator(operation, contracts) is not None
