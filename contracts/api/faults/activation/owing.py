"""Cards of cardholders who owe something."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.errors import ApiError
from sandbox.store import Object

from ...behaviour.card import KIND


@seams.beforehand("POST /v1/issuing/cards")
def born_active(call: Call) -> None:
    """What a cardholder owes is forgotten when a card is created."""
    holder = call.store.find(str(call.get("cardholder")))
    if holder is not None:
        holder["requirements"] = {"disabled_reason": None, "past_due": []}


@seams.beforehand("POST /v1/issuing/cards/{card}")
def made_active(call: Call) -> None:
    """What a cardholder owes is forgotten when a card is changed."""
    card = call.store.find(call.id())
    holder = call.store.find(card["cardholder"]["id"]) if card else None
    if holder is not None:
        holder["requirements"] = {"disabled_reason": None, "past_due": []}


@seams.refused("POST /v1/issuing/cards/{card}")
def active_all_the_same(call: Call, refusal: ApiError) -> Object | None:
    """The refusal comes, and the card is active."""
    card = call.store.find(call.id())
    if card is not None and card["object"] == KIND and "requirements" in refusal.message:
        card["status"] = "active"
    return None


@seams.refused("POST /v1/issuing/cards/{card}")
def silently_inactive(call: Call, refusal: ApiError) -> Object | None:
    """The card stays as it was, and nobody is told."""
    return call.store.find(call.id()) if "requirements" in refusal.message else None
