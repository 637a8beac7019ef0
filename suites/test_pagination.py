"""Lists: order, page size, both cursors, walks, the envelope, unknown cursors (catalogue 1.4)."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Sequence
from itertools import pairwise

import pytest

from contracts.model import Operation
from harness.exchange import Exchange
from suites import refusals
from suites.legacy import Claim, Lab, said
from suites.looking.pages import MAX_PAGES, BadPage, Shelf, data_of, fill, ids_of
from suites.law import Unavailable
from suites.readings import Outcome, Reading, Rule, hold
from suites.scope import operations
from suites.looking.say import joined, shown

TOPIC = "pagination"
DEFAULT = 10
SECOND = 1.05  # what tells one `created` from the next
FILLED = {"smoke": 2, "standard": 13, "thorough": 23}
_CURSORS = ("starting_after", "ending_before")


def page_default(read: Reading) -> Outcome:
    """Without a limit a page has ten objects, or all there are (G-54)."""
    page = read.shelf.page()
    found = ids_of(page)
    wanted = min(DEFAULT, len(read.ids))
    return len(found) == wanted, f"{wanted} objects", f"{len(found)} objects", [page]


def page_size(read: Reading) -> Outcome:
    """A page has as many objects as the limit says, or all there are (G-55)."""
    for limit in (1, 3, 100):
        page = read.shelf.page(limit=limit)
        found, wanted = len(ids_of(page)), min(limit, len(read.ids))
        if found != wanted:
            return False, f"{wanted} objects (limit={limit})", f"{found} objects", [page]
    return True, "", "", [page]


def newest_first(read: Reading) -> Outcome:
    """Objects stand newest first (G-65, G-66); those of one second in any order.

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
        raise Unavailable(f"all objects of the list have created {times[0]}")
    good = all(isinstance(t, int) for t in times) and times == sorted(times, reverse=True)  # type: ignore[type-var]
    return good, "`created` never rises along the list", _rise(times), [page]


def _rise(times: Sequence[object]) -> str:
    """Say where the newer stands below the older."""
    for place, (above, below) in enumerate(pairwise(times)):
        if not (isinstance(above, int) and isinstance(below, int) and above >= below):
            return f"created {shown(above)}, then {shown(below)} (places {place} and {place + 1})"
    return f"created: {joined(times)}"


def starting_after(read: Reading) -> Outcome:
    """`starting_after` gives what follows an object, without it (G-57, G-58)."""
    page = read.shelf.page(starting_after=read.ids[0], limit=2)
    found, wanted = ids_of(page), read.ids[1:3]
    return found == wanted, joined(wanted), joined(found), [page]


def ending_before(read: Reading) -> Outcome:
    """`ending_before` gives what stands right above an object, in list order (G-59)."""
    index = len(read.ids) - 1
    page = read.shelf.page(ending_before=read.ids[index], limit=2)
    found, wanted = ids_of(page), read.ids[max(0, index - 2) : index]
    return found == wanted, joined(wanted), joined(found), [page]


def _walk(read: Reading, cursor: str, start: str, limit: int) -> tuple[list[str], list[Exchange]]:
    """Return what a walk finds. Raises Unavailable when all is on its first page: that is none."""
    found: list[str] = []
    pages: list[Exchange] = []
    for _ in range(MAX_PAGES):
        page = read.shelf.page(limit=limit, **({cursor: start} if start else {}))
        pages.append(page)
        ids = ids_of(page)
        found = ids + found if cursor == "ending_before" else found + ids
        if page.body.get("has_more") is not True or not ids:
            break
        start = ids[0] if cursor == "ending_before" else ids[-1]
    if len(pages) == 1 and len(found) > limit:
        raise Unavailable(f"a page holds more objects than it was asked for (limit={limit})")
    return found, pages


def _compare(found: list[str], wanted: list[str], pages: list[Exchange]) -> Outcome:
    missing = [x for x in wanted if x not in found]
    twice = sorted({x for x in found if found.count(x) > 1})
    said = f"{len(found)} objects, missing: {joined(missing, 3)}, repeated: {joined(twice, 3)}"
    if not missing and not twice and found != wanted:
        said = f"the same objects in another order: {joined(found, 4)}"
    good = found == wanted and not twice
    return good, f"{len(wanted)} objects, each once, in order", said, pages[:3]


def forward_walk(read: Reading) -> Outcome:
    """Walking forward by the last id visits each object once (G-60)."""
    limit = max(2, -(-len(read.ids) // (MAX_PAGES - 2)))
    found, pages = _walk(read, "starting_after", "", limit)
    return _compare(found if read.whole else found[: len(read.ids)], read.ids, pages)


def backward_walk(read: Reading) -> Outcome:
    """Walking backward by the first id visits each object once (G-60, G-61)."""
    limit = max(2, -(-len(read.ids) // (MAX_PAGES - 2)))
    found, pages = _walk(read, "ending_before", read.ids[-1], limit)
    return _compare(found, read.ids[:-1], pages)


def last_page(read: Reading) -> Outcome:
    """A full last page says that there is no more (G-62)."""
    page = read.shelf.page(starting_after=read.ids[-2], limit=1)
    more, ids = page.body.get("has_more"), ids_of(page)
    good = ids == read.ids[-1:] and more is False
    return good, f"{read.ids[-1]}, has_more false", _page(ids, more), [page]


def _page(ids: list[str], more: object) -> str:
    return f"{joined(ids) if ids else 'no object'}, has_more {shown(more)}"


def past_end(read: Reading) -> Outcome:
    """Past the end there is an empty page, not an error (G-62)."""
    page = read.shelf.page(starting_after=read.ids[-1])
    more, ids = page.body.get("has_more"), ids_of(page)
    return not ids and more is False, "no object, has_more false", _page(ids, more), [page]


def more_says(read: Reading) -> Outcome:
    """`has_more` says whether the list goes on (G-52)."""
    page = read.shelf.page(limit=1)
    more, wanted = page.body.get("has_more"), len(read.ids) > 1
    return more is wanted, f"has_more {shown(wanted)}", f"has_more {shown(more)}", [page]


RULES = tuple(Rule(*row) for row in (
    (page_size, "G-55", "must", 2, ""),
    (more_says, "G-52", "must", 2, ""),
    (starting_after, "G-58", "must", 2, "starting_after"),
    (ending_before, "G-59", "must", 2, "ending_before"),
    (forward_walk, "G-60", "must", 3, "starting_after"),
    (backward_walk, "G-60", "must", 3, "ending_before"),
    (last_page, "G-62", "must", 2, "starting_after", True),
    (past_end, "G-62", "must", 1, "starting_after", True),
    (newest_first, "G-65", "must", 2, ""),
    (page_default, "G-54", "must", DEFAULT + 1, ""),
))  # fmt: skip


def _listing(operation: Operation) -> bool:
    return operation.kind == "list"


def _ordered(lab: Lab, operation: Operation) -> bool:
    """Whether newest first is promised, or the convention for lists of made objects (PI-01)."""
    dated = any(f.name == "created" for f in lab.contracts.resource(operation.returns).fields)
    made = operation.population is not None and bool(operation.population.steps)
    return dated and (operation.ordered or made)


@pytest.mark.parametrize("operation", operations(_listing))
def test_pagination(lab: Lab, operation: Operation) -> None:
    """A filled list is paged through in every documented way."""
    rules = [
        rule
        for rule in RULES
        if lab.judge.asked(rule.claim(operation, TOPIC).id) and _promised(lab, operation, rule)
    ]
    if not rules:
        return
    try:
        reading = Reading(fill(lab, operation, FILLED[lab.profile]))
    except (Unavailable, BadPage) as reason:
        for rule in rules:
            _unfilled(lab, operation, rule, reason)
        return
    for rule in rules:
        reading = hold(lab, rule.claim(operation, TOPIC), rule, reading)


def _unfilled(lab: Lab, operation: Operation, rule: Rule, reason: Unavailable | BadPage) -> None:
    """Record why a rule cannot be judged; an object of the page before is a good cursor (G-60)."""
    claim = rule.claim(operation, TOPIC)
    refused = isinstance(reason, BadPage) and "starting_after=" in reason.exchange.request.query
    if isinstance(reason, BadPage) and refused and rule.check is forward_walk:
        lab.broken(claim, reason.expected, reason.observed, reason.exchange)
    else:
        lab.untestable(claim, f"the list cannot be filled: {reason}")


def _promised(lab: Lab, operation: Operation, rule: Rule) -> bool:
    if lab.profile == "smoke" and rule.check not in (starting_after, newest_first):
        return False
    if rule.check is newest_first:
        return _ordered(lab, operation)
    return not rule.cursor or any(row.name == rule.cursor for row in operation.sent)


@pytest.mark.parametrize("operation", operations(_listing))
def test_cursors_refused(lab: Lab, operation: Operation) -> None:
    """A cursor that names nothing is refused (G-64), and so are two at once (G-63)."""
    if lab.profile == "smoke":
        return
    names = [n for n in _CURSORS if any(row.name == n for row in operation.sent)]
    for name in names:
        unknown = f"{lab.contracts.resource(operation.returns).prefix}assayunknown00000000000"
        _refused(lab, operation, "unknown_cursor", (name,), (unknown,))
    if len(names) == len(_CURSORS):
        _refused(lab, operation, "both_cursors", _CURSORS)


def _holding(lab: Lab, operation: Operation, count: int) -> Shelf:
    """Return a list with objects, or without where none can be made. Raises Unavailable."""
    try:
        return fill(lab, operation, count)
    except Unavailable:
        return fill(lab, operation, 0)


def _refused(
    lab: Lab, operation: Operation, situation: str, names: tuple[str, ...],
    values: Sequence[str] = (),
) -> None:  # fmt: skip
    """Send cursors, by default those of the first objects, and record how they are refused."""
    found = lab.contracts.situations[situation]
    place = f"unknown.{names[0]}" if len(names) == 1 else "both"
    claim = Claim(f"{operation.id}.cursor.{place}", found.clause, operation.title, found.level)
    if not lab.judge.asked(claim.id):
        return
    try:
        shelf = _holding(lab, operation, len(names))
        twin = shelf.page(limit=2)
        there = ids_of(twin)
    except (Unavailable, BadPage) as reason:
        lab.untestable(claim, f"the list cannot be read: {reason}")
        return
    chosen = values or there[: len(names)]
    if len(chosen) < len(names):
        lab.untestable(claim, f"it takes {len(names)} objects, the list has {len(chosen)}")
        return
    for name in names if there else ():
        alone = shelf.page(**{name: there[0]})
        if not alone.accepted:
            lab.untestable(claim, f"{name} with an object of the list is refused ({said(alone)})",
                           alone)  # fmt: skip
            return
    exchange = shelf.page(**dict(zip(names, chosen, strict=True)))
    refusals.record(lab, claim, found, names, exchange)
