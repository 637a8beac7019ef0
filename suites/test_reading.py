"""What was created can be read and is listed; an id of nothing is unknown."""

from __future__ import annotations

from typing import Any

import pytest

from contracts.model import Operation
from harness.exchange import Exchange
from strategies import smallest
from suites import refusals
from suites.law import Unavailable
from suites.legacy import SAME_BORN, Claim, Lab, said
from suites.looking.pages import BadPage, Shelf, data_of, ids_of
from suites.looking.say import shown
from suites.scope import operations

UNKNOWN_ID = "assayunknown0000000000000"


def _creates(operation: Operation) -> bool:
    return operation.kind == "create"


@pytest.mark.parametrize("operation", operations(_creates))
def test_created_is_found(lab: Lab, operation: Operation) -> None:
    """What was just created is retrieved as it was returned (G-116), and is listed (G-73)."""
    listing = _lister(lab, operation)
    claims = {"readable": Claim(f"{operation.id}.readable", "G-116", operation.title)}
    if listing is not None:
        claims["listed"] = Claim(f"{listing.id}.lists_created", "G-73", listing.title)
    claims = {name: claim for name, claim in claims.items() if lab.judge.asked(claim.id)}
    if not claims:
        return
    try:
        made = lab.call(operation, lab.provision.fill(smallest(operation)))
    except Unavailable as reason:
        _untestable(lab, claims, str(reason))
        return
    if not made.accepted:
        _untestable(lab, claims, f"nothing was created ({said(made)})")
        return
    if "readable" in claims:
        _judge_readable(lab, claims["readable"], operation, made)
    if "listed" in claims and listing is not None:
        _judge_listed(lab, claims["listed"], operation, listing, made)


def _untestable(lab: Lab, claims: dict[str, Claim], reason: str) -> None:
    for claim in claims.values():
        lab.untestable(claim, reason)


def _lister(lab: Lab, operation: Operation) -> Operation | None:
    found = lab.contracts.resource(operation.resource).operations
    return next((o for o in found if o.kind == "list" and not o.path_parameters), None)


def _judge_readable(lab: Lab, claim: Claim, operation: Operation, made: Exchange) -> None:
    name = made.body.get("id")
    if not isinstance(name, str) or not name:
        lab.broken(claim, "an id to retrieve by", f"id {shown(name)}", made)
        return
    again = lab.read(operation, {"id": name})
    if again is None:
        return
    names = {*made.body, *again.body}
    wrong = sorted(n for n in names if made.body.get(n) != again.body.get(n))
    observed = f"status {again.status}, other values of: {', '.join(wrong)}"
    good = again.accepted and not wrong
    if good and lab.same_born(operation):
        lab.untestable(claim, SAME_BORN, again, made)
        return
    lab.held(claim, good, "the body that create returned", observed, again, made)


def _judge_listed(
    lab: Lab, claim: Claim, operation: Operation, listing: Operation, made: Exchange
) -> None:
    """Judge whether what was made is listed; a long list in another order shows too little."""
    wanted = made.body.get("id")
    seen: list[dict[str, Any]] = []
    try:
        for page in Shelf(lab, listing, {}, {}).walk(limit=100):
            seen += data_of(page)
            if wanted in ids_of(page):
                if lab.same_born(operation):
                    lab.untestable(claim, SAME_BORN, page, made)
                else:
                    lab.passed(claim, page, made)
                return
    except BadPage as bad:
        lab.broken(claim, bad.expected, bad.observed, bad.exchange)
        return
    times = [item["created"] for item in seen if isinstance(item.get("created"), int)]
    if page.body.get("has_more") is True and times != sorted(times, reverse=True):
        reason = f"the list is not newest first, and {len(seen)} objects are not all of it"
        lab.untestable(claim, reason, page, made)
        return
    others = f"{len(seen)} other objects" if seen else "an empty list"
    lab.broken(claim, f"{wanted} among the newest", others, page, made)


@pytest.mark.parametrize("operation", operations(lambda o: bool(o.path_parameters)))
def test_unknown_id(lab: Lab, operation: Operation) -> None:
    """An id of nothing in the path is a 404 (G-48), and so is one of another kind (G-50)."""
    if lab.profile == "smoke":
        return
    situation = lab.contracts.situations["unknown_id"]
    prefix = lab.contracts.resource(operation.resource).prefix
    for name, clause, start in (
        ("unknown_id", situation.clause, prefix),
        ("unknown_id.other_kind", "G-50", "cus_"),
    ):
        claim = Claim(f"{operation.id}.{name}", clause, operation.title, situation.level)
        if not lab.judge.asked(claim.id):
            continue
        reason = lab.ready(operation)
        if reason:
            lab.untestable(claim, reason)
            continue
        ids = {row.name: f"{start}{UNKNOWN_ID}" for row in operation.path_parameters}
        exchange = lab.call(operation, lab.provision.fill(smallest(operation)), ids)
        refusals.record(lab, claim, situation, (), exchange)
