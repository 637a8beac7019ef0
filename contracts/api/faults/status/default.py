"""Statuses that nobody asked for."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object


@seams.afterwards("POST /v1/issuing/cards")
def card_active(call: Call, card: Object) -> None:
    """A new card is active at once."""
    if not call.sent("status"):
        card["status"] = "active"


@seams.afterwards("POST /v1/issuing/cardholders")
def cardholder_inactive(call: Call, cardholder: Object) -> None:
    """A new cardholder is inactive."""
    if not call.sent("status"):
        cardholder["status"] = "inactive"


@seams.afterwards("POST /v1/issuing/cards")
def physical_card_active(call: Call, card: Object) -> None:
    """A card that is sent to its holder is active before it arrives."""
    if not call.sent("status") and card["type"] == "physical":
        card["status"] = "active"
