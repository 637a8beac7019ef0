"""Cards that end too late, too early, or never."""

from __future__ import annotations

from collections.abc import Callable

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Route
from sandbox.store import Object

_PAYS = "POST /v1/test_helpers/issuing/authorizations"


def _counting(inner: seams.Behave, route: Route, call: Call, count: Callable[[int], int]) -> Object:
    """Let a payment be made as if the card ended after `count(payments)` and not after these."""
    card = call.store.find(str(call.get("card"))) or {}
    controls = card.get("lifecycle_controls")
    if controls:
        payments = count(controls["cancel_after"]["payment_count"])
        card["lifecycle_controls"] = {"cancel_after": {"payment_count": payments}}
    found = inner(route, call)
    card["lifecycle_controls"] = controls
    return found


@seams.transition(_PAYS)
def never_ends(inner: seams.Behave, route: Route, call: Call) -> Object:
    """Payments end no card."""
    found = inner(route, call)
    found["card"]["status"] = "active"
    return found


@seams.transition(_PAYS)
def one_more(inner: seams.Behave, route: Route, call: Call) -> Object:
    """A card takes one payment more than it was made for."""
    return _counting(inner, route, call, lambda payments: payments + 1)


@seams.transition(_PAYS)
def first_is_last(inner: seams.Behave, route: Route, call: Call) -> Object:
    """The first payment ends a card, however many it was made for."""
    return _counting(inner, route, call, lambda _payments: 1)


@seams.transition(_PAYS)
def paused(inner: seams.Behave, route: Route, call: Call) -> Object:
    """The last payment pauses a card; it could be used again."""
    found = inner(route, call)
    if found["card"]["status"] == "canceled":
        found["card"]["status"] = "inactive"
    return found
