"""Search: its envelope, pages, and what it refuses (catalogue 1.5)."""

from __future__ import annotations

import contextlib

import pytest

from contracts.model import Operation
from harness.exchange import Exchange
from suites import refusals
from suites.law import Unavailable
from suites.legacy import Claim, Lab
from suites.looking.say import joined, shown
from suites.scope import operations

_PAGE = 10  # objects on a page without a limit
_MALFORMED = ("status:", "amount>", "nosuchfield:'x'", "status:'a' AND currency:'b' OR amount>1")


def _searches(operation: Operation) -> bool:
    return operation.kind == "search"


def _ids(page: Exchange) -> list[object]:
    """Return the ids of a page; a server may list what has none."""
    data = page.body.get("data")
    items = data if isinstance(data, list) else []
    return [item.get("id") if isinstance(item, dict) else None for item in items]


@pytest.mark.parametrize("operation", operations(_searches))
def test_search_page(lab: Lab, operation: Operation) -> None:
    """A page has at most `limit` objects, and `next_page` leads to others (G-55, G-76)."""
    claim = Claim(f"{operation.id}.pages", "G-76", operation.title)
    if not lab.judge.wanted(claim.id):
        return
    reason = lab.ready(operation)
    if reason:
        lab.untestable(claim, reason)
        return
    query = lab.provision.fill(operation.base)
    with contextlib.suppress(Unavailable):
        for _ in range(2):
            lab.provision.obtain(f"@{operation.returns}!")
    first = lab.call(operation, {**query, "limit": 1})
    ids = _ids(first)
    following = first.body.get("next_page")
    if first.body.get("has_more") is not True or len(ids) != 1:
        if len(ids) > 1:
            lab.broken(claim, "at most 1 object", f"{len(ids)} objects", first)
        else:
            lab.untestable(claim, "fewer than two objects are searchable", first)
        return
    if not isinstance(following, str):
        lab.broken(claim, "next_page is a text", f"next_page {shown(following)}", first)
        return
    second = lab.call(operation, {**query, "limit": 1, "page": following})
    others = _ids(second)
    good = second.accepted and len(others) == 1 and others != ids
    lab.held(claim, good, "another object on the next page",
             f"{joined(others)} after {joined(ids)}", second, first)  # fmt: skip


@pytest.mark.parametrize("operation", operations(_searches))
def test_default_page(lab: Lab, operation: Operation) -> None:
    """Without a limit a page that is not the last has ten objects (G-75)."""
    claim = Claim(f"{operation.id}.search.page_default", "G-75", operation.title)
    if lab.profile == "smoke" or not lab.judge.asked(claim.id):
        return
    reason = lab.ready(operation)
    if reason:
        lab.untestable(claim, reason)
        return
    query = lab.provision.fill(operation.base)
    page = lab.call(operation, query)
    if page.body.get("has_more") is not True:
        with contextlib.suppress(Unavailable):
            for _ in range(_PAGE + 1):
                lab.provision.obtain(f"@{operation.returns}!")
        page = lab.call(operation, query)
    found = len(_ids(page))
    if found <= _PAGE and page.body.get("has_more") is not True:
        lab.untestable(claim, f"no more than {_PAGE} objects are searchable", page)
        return
    lab.held(claim, found == _PAGE, f"{_PAGE} objects", f"{found} objects", page)


@pytest.mark.parametrize("operation", operations(_searches))
def test_malformed_query(lab: Lab, operation: Operation) -> None:
    """A query that is malformed or names an unknown field is refused (G-82)."""
    if lab.profile == "smoke":
        return
    found = lab.contracts.situations["malformed_query"]
    for number, query in enumerate(_MALFORMED):
        claim = Claim(f"{operation.id}.malformed.{number}", found.clause, operation.title,
                      found.level)  # fmt: skip
        if not lab.judge.wanted(claim.id):
            continue
        reason = lab.ready(operation)
        if reason:
            lab.untestable(claim, reason)
        else:
            refusals.record(lab, claim, found, (), lab.call(operation, {"query": query}))
