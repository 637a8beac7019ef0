"""What searches find, and how they say it (catalogue 1.5, G-74 to G-85)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from contracts.model import Level, Operation
from harness.exchange import Exchange
from suites import refusals
from suites.law import Unavailable
from suites.legacy import Claim, Lab, said
from suites.looking.likeness import differing
from suites.looking.pages import BadPage, Shelf, data_of, ids_of
from suites.looking.say import joined, shown
from suites.looking.variety import various
from suites.queries import CLAUSES, FIELDS, OPERATORS, Found, Query, indexed
from suites.readings import Outcome
from suites.scope import operations
from suites.test_laws import AS_READ

_CURSORS = ("starting_after", "ending_before")


def _searches(operation: Operation) -> bool:
    return operation.kind == "search"


def envelope(found: Found) -> Outcome:
    """A page says what it is, whether there is more and where; the count only when asked (G-79)."""
    for limit, more in ((1, True), (100, False)):
        page = found.search(found.tagged, limit=limit)
        body: dict[str, Any] = page.body
        good = body.get("object") == "search_result" and isinstance(body.get("url"), str)
        good = good and body.get("has_more") is more and "total_count" not in body
        good = good and isinstance(body.get("next_page", 0), str if more else type(None))
        if not good:
            seen = shown({name: value for name, value in body.items() if name != "data"})
            token = "a text" if more else "null"
            wanted = f"a search_result, has_more {shown(more)}, next_page {token}"
            return False, wanted, f"{said(page)}, {seen}", [page]
    return True, "", "", [page]


def total_count(found: Found) -> Outcome:
    """The number of what was found can be asked for (G-79)."""
    page = found.search(found.tagged, limit=1, expand=["total_count"])
    count = page.body.get("total_count")
    good = isinstance(count, int) and not isinstance(count, bool) and count == len(found.items)
    return good, f"total_count {len(found.items)}", f"{said(page)}, {shown(count)}", [page]


def walk(found: Found) -> Outcome:
    """`next_page` leads through everything once (G-76)."""
    pages = [found.search(found.tagged, limit=1)]
    while isinstance(pages[-1].body.get("next_page"), str) and len(pages) < len(found.items) + 2:
        token = pages[-1].body["next_page"]
        pages.append(found.search(found.tagged, limit=1, page=token))
    ids = [name for page in pages for name in ids_of(page)]
    wanted = sorted(item["id"] for item in found.items)
    return sorted(ids) == wanted, f"{joined(wanted)}, each once", joined(ids), pages[:3]


def page_size(found: Found) -> Outcome:
    """A page has as many objects as the limit says, or all there are (G-75)."""
    for limit in (1, 2, 100):
        page = found.search(found.tagged, limit=limit)
        count, wanted = len(ids_of(page)), min(limit, len(found.items))
        if count != wanted:
            return False, f"{wanted} objects (limit={limit})", f"{count} objects", [page]
    return True, "", "", [page]


def agrees(found: Found) -> Outcome:
    """What is found of a customer is what the list has of it (G-85)."""
    listing = next(o for o in found.lab.contracts.resource(found.operation.returns).operations
                   if o.kind == "list")  # fmt: skip
    listed = Shelf(found.lab, listing, {"customer": found.customer}, {}).page()
    page = found.search(f'customer:"{found.customer}"')
    wanted, ids = ids_of(listed), ids_of(page)
    return ids == wanted, joined(wanted), joined(ids), [page, listed]


def as_retrieved(found: Found) -> Outcome:
    """What is found shows the objects as they are retrieved (G-85, G-116)."""
    lab, operation = found.lab, found.operation
    fields = lab.contracts.resource(operation.returns).fields
    newest = found.search("amount>0", limit=100)
    entries = [*data_of(found.page), *various(data_of(newest), fields, AS_READ[lab.profile])]
    for entry in entries:
        again = lab.read(operation, {"id": entry["id"]})
        if again is None or not differing(entry, again.body):
            continue
        page = found.search("amount>0", limit=100)  # others may have changed it meanwhile
        later = next((e for e in data_of(page) if e["id"] == entry["id"]), None)
        last = lab.read(operation, {"id": entry["id"]})
        names = differing(later, last.body) if later and last is not None else []
        if names and last is not None and last.body == again.body:
            seen = f"other values of: {', '.join(names[:6])}"
            return False, f"{entry['id']} as it is retrieved", seen, [page, last]
    return True, "", "", [found.page]


def too_many_clauses(found: Found) -> Outcome:
    """A query has ten clauses at most (G-81)."""
    rest = " AND ".join(f"amount>{number}" for number in range(CLAUSES - 1))
    twin = found.search(f"{found.tagged} AND {rest}")
    ids_of(twin)
    page = found.search(f"{found.tagged} AND {rest} AND amount<9999999")
    good = page.status == 400 and page.error_body.get("type") == "invalid_request_error"
    return good, "status 400, invalid_request_error", said(page), [page, twin]


class Rule(NamedTuple):
    """One check of searches, its clause and its level."""

    check: Callable[[Found], Outcome]
    clause: str
    level: Level = "must"


RULES = (
    Rule(envelope, "G-79"), Rule(total_count, "G-79", "should"), Rule(walk, "G-76"),
    Rule(page_size, "G-75"), Rule(agrees, "G-85", "should"),
    Rule(as_retrieved, "G-85", "should"), Rule(too_many_clauses, "G-81", "should"),
)  # fmt: skip


def _claim(operation: Operation, name: str, clause: str, level: Level = "must") -> Claim:
    return Claim(f"{operation.id}.search.{name}", clause, operation.title, level)


@pytest.mark.parametrize("operation", operations(_searches))
def test_queries(lab: Lab, operation: Operation) -> None:
    """Three intents are made, and once they are indexed every kind of query finds what it says."""
    rules = [(_claim(operation, r.check.__name__, r.clause, r.level), r) for r in RULES]
    queries = [(_claim(operation, f"fields.{q.name}", "G-80"), q) for q in FIELDS]
    queries += [(_claim(operation, f"operators.{q.name}", "G-81", "should"), q) for q in OPERATORS]
    rules = [(claim, rule) for claim, rule in rules if lab.judge.asked(claim.id)]
    queries = [(claim, query) for claim, query in queries if lab.judge.asked(claim.id)]
    if lab.profile == "smoke" or not (rules or queries):
        return
    try:
        found = indexed(lab, operation)
    except Unavailable as reason:
        for claim in [c for c, _ in rules] + [c for c, _ in queries]:
            lab.untestable(claim, str(reason))
        return
    for claim, rule in rules:
        try:
            holds, expected, seen, evidence = rule.check(found)
        except BadPage as bad:
            holds, expected, seen, evidence = False, bad.expected, bad.observed, [bad.exchange]
        lab.held(claim, holds, expected, seen, *evidence)
    for claim, query in queries:
        _judge(lab, claim, found, query)


def _judge(lab: Lab, claim: Claim, found: Found, query: Query) -> None:
    """Judge one query; what it misses is a warning at most: an index is never complete (T-10).

    A query that all objects fit is judged by its opposite first.
    """
    if query.opposite:
        opposite = Query(query.name, query.opposite, lambda x: not query.test(x))
        if not _answers(lab, claim, found, opposite, earned=False):
            return
    _answers(lab, claim, found, query, earned=True)


def _answers(lab: Lab, claim: Claim, found: Found, query: Query, *, earned: bool) -> bool:
    """Record what a query finds, unless it finds what it should and that earns nothing yet."""
    page = found.ask(query)
    if query.doubtful and not page.accepted:
        lab.untestable(claim, f"the query was not accepted ({said(page)})", page)
        return False
    wanted = {item["id"] for item in found.items if query.test(item)}
    try:
        ids = set(ids_of(page))
    except BadPage as bad:
        lab.broken(claim, bad.expected, bad.observed, page)
        return False
    level: Level = claim.level if ids - wanted else "should"
    judged = claim if ids == wanted else Claim(claim.id, claim.clause, claim.operation, level)
    words = f"{len(wanted)} of the {len(found.items)} objects"
    seen = f"missing {len(wanted - ids)}, others {len(ids - wanted)}"
    if ids != wanted or earned:
        lab.held(judged, ids == wanted, words, seen, page, found.page)
    return ids == wanted


@pytest.mark.parametrize("operation", operations(_searches))
def test_cursors(lab: Lab, operation: Operation) -> None:
    """The cursors of lists are unknown here (G-83)."""
    situation = lab.contracts.situations["unknown"]
    for name in _CURSORS if lab.profile != "smoke" else ():
        claim = _claim(operation, f"cursors_unknown.{name}", "G-83")
        if not lab.judge.asked(claim.id):
            continue
        reason = lab.ready(operation)
        if reason:
            lab.untestable(claim, reason)
            continue
        form = lab.provision.fill(operation.base) or {"query": 'currency:"usd"'}
        twin = lab.call(operation, form)
        answer: Exchange = lab.call(operation, {**form, name: "pi_assayunknown00000000000"})
        refusals.record(lab, claim, situation, (name,), twin, answer)
