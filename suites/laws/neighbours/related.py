"""What is done to one object changes none that it refers to, and none that refers to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from suites.law import About, Unavailable, broken, law, passed
from suites.laws.neighbours.neighbours import NEIGHBOURS, TRIES, each
from suites.looking.beside import Beside
from suites.looking.bound import Twice, bound
from suites.looking.moving import moved
from suites.looking.say import joined


def _each(operation: Operation, contracts: Contracts) -> Iterator[About]:
    if bound(operation, contracts):
        yield from each(operation, contracts)


@law(NEIGHBOURS, clause="", level="should", each=_each, stands_on=("kind", "row.references"))
def related(beside: Beside) -> Outcome:
    """What is done to one object changes none that it is bound to. Raises Unavailable."""
    seen = beside.seen or beside.play()
    for attempt in range(TRIES):
        if not seen.related:
            raise Unavailable("no object that can be read is bound to this one", *seen.steps)
        changed = list(_changes(beside.lab.contracts, seen.related))
        if not changed:
            return passed(*(one.new for one in seen.related), *seen.steps)
        if attempt + 1 < TRIES:
            seen = beside.play()
    pages = [page for one in seen.related for page in (one.new, one.old)]
    return broken("all other objects as they were", f"changed: {joined(changed, 3)}",
                  *pages, *seen.steps)  # fmt: skip


def _changes(contracts: Contracts, related: Iterable[Twice]) -> Iterator[str]:
    """Yield what became another value: what shows the other object whole shows it as it is now."""
    for seen in related:
        old, new = seen.old.item, seen.new.item
        for name in moved(contracts, contracts.resource(seen.resource), old, new):
            if not _same_object(old.get(name), new.get(name)):
                yield f"{new.get('id')}: {name}"


def _same_object(one: Any, other: Any) -> bool:
    whole = isinstance(one, Mapping) and isinstance(other, Mapping)
    return whole and isinstance(one.get("id"), str) and one["id"] == other.get("id")
