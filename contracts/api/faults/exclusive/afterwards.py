"""Parameters that exclude each other and come one after the other."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Route
from sandbox.store import Object

_HOLDERS = "POST /v1/issuing/cardholders/{cardholder}"
_CARDS = "POST /v1/issuing/cards/{card}"
_COUNTRIES = ("allowed_merchant_countries", "blocked_merchant_countries")


def _before(call: Call, kind: str) -> dict[str, Any]:
    """Return the controls that an object has before an update."""
    found = call.store.peek(kind, call.id()) or {}
    return dict(found.get("spending_controls") or {})


def _both(item: Object, before: dict[str, Any]) -> None:
    """Let controls that an update has emptied stand as they did."""
    controls = item.get("spending_controls") or {}
    for name, value in before.items():
        controls[name] = controls.get(name) or value


@seams.transition(_CARDS)
def beside(inner: seams.Behave, route: Route, call: Call) -> Object:
    """Controls that an update sends stand beside those that they exclude."""
    before = _before(call, "issuing.card")
    found = inner(route, call)
    _both(found, before)
    return dict(found)


@seams.transition(_HOLDERS)
def one_pair(inner: seams.Behave, route: Route, call: Call) -> Object:
    """Allowed and blocked countries alone are not held against each other."""
    before = _before(call, "issuing.cardholder")
    found = inner(route, call)
    _both(found, {name: before[name] for name in _COUNTRIES if before.get(name)})
    return dict(found)


@seams.transition(_HOLDERS)
def in_the_answer(inner: seams.Behave, route: Route, call: Call) -> Object:
    """An update answers with what stood before as well, and keeps it not."""
    before = _before(call, "issuing.cardholder")
    found = dict(inner(route, call))
    found["spending_controls"] = dict(found.get("spending_controls") or {})
    _both(found, before)
    return found


@seams.transition(_HOLDERS)
def one_order(inner: seams.Behave, route: Route, call: Call) -> Object:
    """What is allowed afterwards stands beside what was blocked; the other order is heeded."""
    before = _before(call, "issuing.cardholder")
    found = inner(route, call)
    _both(found, {name: value for name, value in before.items() if name.startswith("blocked_")})
    return dict(found)
