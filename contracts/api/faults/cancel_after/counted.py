"""Cards that end too late, too early, or never."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Route
from sandbox.store import Object

_PAYS = "POST /v1/test_helpers/issuing/authorizations"


def _controls(card: Object, count: int) -> None:
    if card.get("lifecycle_controls"):
        card["lifecycle_controls"] = {"cancel_after": {"payment_count": count}}


@seams.transition(_PAYS)
def never_ends(inner: seams.Behave, route: Route, call: Call) -> Object:
    """Payments end no card."""
    found = inner(route, call)
    found["card"]["status"] = "active"
    return found


@seams.transition(_PAYS)
def one_more(inner: seams.Behave, route: Route, call: Call) -> Object:
    """A card takes one payment more than it was made for."""
    card = call.store.find(str(call.get("card"))) or {}
    controls = card.get("lifecycle_controls")
    if controls:
        _controls(card, controls["cancel_after"]["payment_count"] + 1)
    found = inner(route, call)
    card["lifecycle_controls"] = controls
    return found


@seams.transition(_PAYS)
def first_is_last(inner: seams.Behave, route: Route, call: Call) -> Object:
    """The first payment ends a card, however many it was made for."""
    card = call.store.find(str(call.get("card"))) or {}
    controls = card.get("lifecycle_controls")
    if controls:
        _controls(card, 1)
    found = inner(route, call)
    card["lifecycle_controls"] = controls
    return found


@seams.transition(_PAYS)
def paused(inner: seams.Behave, route: Route, call: Call) -> Object:
    """The last payment pauses a card; it could be used again."""
    found = inner(route, call)
    if found["card"]["status"] == "canceled":
        found["card"]["status"] = "inactive"
    return found
