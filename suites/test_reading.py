"""What was created can be read and is listed; an id that names nothing is unknown."""

from __future__ import annotations

import pytest

from contracts.model import Operation
from harness.exchange import Exchange
from suites import refusals
from suites.lab import Claim, Lab, smallest
from suites.provision import Unavailable
from suites.scope import operations
from suites.tables import shown

UNKNOWN_ID = "assayunknown0000000000000"


def _creates(operation: Operation) -> bool:
    return operation.kind == "create"


@pytest.mark.parametrize("operation", operations(_creates))
def test_created_is_readable(lab: Lab, operation: Operation) -> None:
    """Retrieving what was just created gives the same body (G-116)."""
    claim = Claim(f"{operation.id}.readable", "G-116", operation.title)
    twin = lab.minimal(operation)
    if not lab.judge.wanted(claim.id):
        return
    if isinstance(twin, str) or not twin.accepted:
        lab.untestable(claim, lab.ready(operation))
        return
    name = twin.body.get("id")
    if not isinstance(name, str) or lab.reader(operation) is None:
        lab.broken(claim, "an id to retrieve by", f"id {shown(name)}", twin)
        return
    again = lab.read(operation, {"id": name})
    if again is None:
        return
    wrong = sorted(k for k in {*twin.body, *again.body} if twin.body.get(k) != again.body.get(k))
    lab.held(claim, again.accepted and not wrong, "the body that create returned",
             f"status {again.status}, other values of: {', '.join(wrong)}", again, twin)  # fmt: skip


def _lister(lab: Lab, operation: Operation) -> Operation | None:
    found = lab.contracts.resource(operation.resource).operations
    return next((o for o in found if o.kind == "list" and not o.path_parameters), None)


@pytest.mark.parametrize("operation", operations(_creates))
def test_created_is_listed(lab: Lab, operation: Operation) -> None:
    """A just-created object is on the first page of its list (G-73)."""
    listing = _lister(lab, operation)
    if listing is None:
        return
    claim = Claim(f"{listing.id}.lists_created", "G-73", listing.title)
    if not lab.judge.wanted(claim.id):
        return
    try:
        form = lab.provision.fill(smallest(operation))
        made = lab.call(operation, form, lab.subject(operation, fresh=True))
    except Unavailable as reason:
        lab.untestable(claim, str(reason))
        return
    if not made.accepted:
        lab.untestable(claim, lab.ready(operation) or "nothing was created", made)
        return
    page = lab.call(listing, {"limit": 100})
    ids = [item.get("id") for item in _data(page) if isinstance(item, dict)]
    lab.held(claim, made.body.get("id") in ids, f"{made.body.get('id')} among the first 100",
             f"status {page.status} and {len(ids)} other objects", page, made)  # fmt: skip


def _data(page: Exchange) -> list[object]:
    data = page.body.get("data")
    return data if isinstance(data, list) else []


@pytest.mark.parametrize("operation", operations(lambda o: bool(o.path_parameters)))
def test_unknown_id(lab: Lab, operation: Operation) -> None:
    """An id in the path that names nothing is a 404 (G-48)."""
    situation = lab.contracts.situations["unknown_id"]
    claim = Claim(f"{operation.id}.unknown_id", situation.clause, operation.title, situation.level)
    if not lab.judge.wanted(claim.id):
        return
    reason = lab.ready(operation)
    if reason:
        lab.untestable(claim, reason)
        return
    prefix = lab.contracts.resource(operation.resource).prefix
    ids = {row.name: f"{prefix}{UNKNOWN_ID}" for row in operation.path_parameters}
    exchange = lab.call(operation, lab.provision.fill(smallest(operation)), ids)
    refusals.record(lab, claim, situation, (), exchange)
