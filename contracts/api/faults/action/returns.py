"""Customers who are sent away, and do not come back to where they should."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object

_ALL = "POST /v1/payment_intents*"
_AWAY = "redirect_to_url"


@seams.afterwards(_ALL)
def nowhere(_call: Call, intent: Object) -> None:
    """Where a customer comes back to is not told."""
    _changed(intent, return_url=None)


@seams.afterwards(_ALL)
def to_the_shop(_call: Call, intent: Object) -> None:
    """Every customer comes back to one place."""
    _changed(intent, return_url="https://example.com/")


@seams.afterwards(_ALL)
def no_way_there(_call: Call, intent: Object) -> None:
    """Where a customer is to go is not told."""
    _changed(intent, url=None)


@seams.afterwards(_ALL)
def paid_at_once(_call: Call, intent: Object) -> None:
    """Nobody is sent away: the intent is paid at once."""
    if (intent.get("next_action") or {}).get("type") == _AWAY:
        intent.update(status="succeeded", next_action=None, amount_received=intent["amount"])


def _changed(intent: Object, **values: str | None) -> None:
    action = intent.get("next_action") or {}
    if _AWAY in action:
        intent["next_action"] = {**action, _AWAY: {**action[_AWAY], **values}}
