"""The way of a physical card to its holder, moved along by test endpoints (CA-25)."""

from __future__ import annotations

from sandbox.call import Call
from sandbox.errors import invalid
from sandbox.registry import neighbour
from sandbox.store import Object

from .card import KIND

_PATH = "POST /v1/test_helpers/issuing/cards/{card}/shipping"
_TRANSIT = 5 * 86400  # seconds until a shipped card is expected


def _move(call: Call, status: str, *before: str) -> Object:
    """Move a card's shipping on. Raises ApiError when the way does not lead there."""
    item = call.store.get(KIND, call.id(), "card")
    shipping = item["shipping"]
    if not shipping:
        raise invalid("Only physical cards are shipped.")
    if shipping["status"] not in before:
        raise invalid(f"A card that is {shipping['status']} cannot become {status}.")
    item["shipping"] = {**shipping, "status": status}
    return item


@neighbour(f"{_PATH}/submit")
def submit(call: Call) -> Object:
    """Hand the order to the card manufacturer."""
    return _move(call, "submitted", "pending")


@neighbour(f"{_PATH}/ship")
def ship(call: Call) -> Object:
    """Send the card; from here on it can be tracked."""
    item = _move(call, "shipped", "pending", "submitted")
    item["shipping"] |= {
        "carrier": "usps", "eta": call.now + _TRANSIT, "tracking_number": "9400100000000000000000",
    }  # fmt: skip
    return item


@neighbour(f"{_PATH}/deliver")
def deliver(call: Call) -> Object:
    """Let the card arrive."""
    return _move(call, "delivered", "shipped")


@neighbour(f"{_PATH}/return")
def send_back(call: Call) -> Object:
    """Let the card come back."""
    return _move(call, "returned", "shipped", "delivered")


@neighbour(f"{_PATH}/fail")
def fail(call: Call) -> Object:
    """Let the delivery fail."""
    return _move(call, "failure", "pending", "submitted", "shipped")
