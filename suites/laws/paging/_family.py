"""A filled list, walked from its first page to its last as its API goes on."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from contracts.model import Contracts, Operation
from harness.exchange import Exchange
from suites.lab import Lab
from suites.law import About, Family, Unavailable
from suites.looking.pages import MAX_PAGES, ids_of
from suites.looking.readings import Reading, read

_FILLED = {"smoke": 3, "standard": 5, "thorough": 13}
WAYS = ("token", "offset", "page", "link")


@dataclass
class Walked:
    """What a walk found: the ids of each page, and whether the last one said that it is that."""

    pages: list[Exchange] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    whole: bool = False


def walked(reading: Reading, limit: int) -> Walked:
    """Walk through a list, to its end or as far as its own objects reach. Raises BadPage."""
    found = Walked()
    most = reading.shelf.most(limit)
    count = max(-(-len(reading.ids) // most) + 2, 3)
    walk = reading.shelf.walk(limit, pages=min(count, MAX_PAGES))
    for page in walk:
        found.pages.append(page)
        found.ids += ids_of(page)
        found.sizes.append(len(ids_of(page)))
    found.whole = walk.whole
    return found


def stride(reading: Reading) -> int:
    """Return a limit with which a walk takes several pages, and not too many."""
    return max(2, -(-len(reading.ids) // (MAX_PAGES - 3)))


def _stand(lab: Lab, operation: Operation) -> Reading:
    plan = operation.population
    if lab.contracts.of(operation).api.list.by == "link" and plan and plan.filter:
        with lab.standing(), contextlib.suppress(Unavailable):  # what a lost filter would show
            lab.provision.obtain(f"@{operation.returns}:default!")
    return read(lab, operation, _FILLED[lab.profile])


def _about(contracts: Contracts) -> Iterator[Operation]:
    """Yield the lists that go on otherwise than by cursors."""
    if contracts.api.list.by in WAYS:
        yield from (operation for operation in contracts.operations if operation.kind == "list")


def documented(operation: Operation, _contracts: Contracts) -> Iterator[About]:
    """Yield a list, at the place that documents it."""
    yield About(operation, clause=operation.cited, source=operation.cited)


def sized(operation: Operation, _contracts: Contracts) -> bool:
    """Whether the size of a page can be asked for: else a short list is one page."""
    return "limit" in operation.paging


WALKED = Family(
    "paging",
    _about,
    _stand,
    order=("once", "ends", "total", "bad_token", "host"),
    stands_on=("list", "kind"),
)
