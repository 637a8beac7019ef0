"""Numbers and codes of cards."""

from __future__ import annotations

from sandbox import seams
from sandbox.store import Object


@seams.objects("GET /v1/issuing/cards/*")
def always(item: Object) -> Object:
    """A card shows its number unasked."""
    number = "4242424242424242"
    return {"number": number, **item}


@seams.objects("GET /v1/issuing/cards/*")
def never(item: Object) -> Object:
    """A card shows its number to nobody."""
    return {name: value for name, value in item.items() if name not in ("number", "cvc")}


@seams.objects("GET /v1/issuing/cards/*")
def another_card(item: Object) -> Object:
    """The number that a card shows is another card's."""
    return {**item, "number": "4000009990000021"} if "number" in item else item
