"""A page of a search has at most `limit` objects, and its token leads to others (G-55, G-76)."""

from __future__ import annotations

import contextlib

from contracts.model import Operation
from harness.claim import Outcome
from harness.exchange import Exchange
from suites.lab import Lab
from suites.law import Family, Unavailable, broken, held, law
from suites.looking.dig import id_of
from suites.looking.say import joined, shown
from suites.looking.searching import shape_of
from suites.subjects import kind


def _stand(lab: Lab, operation: Operation) -> tuple[Lab, Operation]:
    lab.merit.ready(operation)
    with contextlib.suppress(Unavailable):
        for _ in range(2):
            lab.provision.obtain(f"@{operation.returns}!")
    return lab, operation


SEARCHED = Family("pages", kind("search"), _stand, stands_on=("list", "kind"))


def _ids(page: Exchange) -> list[object]:
    """Return the ids of a page; a server may list what has none."""
    items = page.entries or []
    return [id_of(item) if isinstance(item, dict) else None for item in items]


@law(SEARCHED, clause="G-76")
def pages(stood: tuple[Lab, Operation]) -> Outcome:
    """A page has at most `limit` objects, and its token leads to others.

    Raises Unavailable when fewer than two objects are found.
    """
    lab, operation = stood
    shape, query = shape_of(lab), lab.provision.fill(operation.base)
    first = lab.call(operation, {**query, "limit": 1})
    ids, following = _ids(first), first.item.get(shape.next)
    if len(ids) > 1:
        return broken("at most 1 object", f"{len(ids)} objects", first)
    if first.more is not True or not ids:
        raise Unavailable("fewer than two objects are searchable", first)
    if not isinstance(following, str):
        return broken(f"{shape.next} is a text", f"{shape.next} {shown(following)}", first)
    second = lab.call(operation, {**query, "limit": 1, shape.page: following})
    others = _ids(second)
    good = second.accepted and len(others) == 1 and others != ids
    seen = f"{joined(others)} after {joined(ids)}"
    return held(good, "another object on the next page", seen, second, first)
