"""Numbers and codes of cards."""

from __future__ import annotations

from sandbox import seams
from sandbox.service import Service
from sandbox.store import Object


def always(service: Service) -> None:
    """A card shows its number unasked."""
    number = "4242424242424242"
    seams.objects(service, lambda item: {"number": number, **item}, "GET /v1/issuing/cards/*")


def never(service: Service) -> None:
    """A card shows its number to nobody."""

    def change(item: Object) -> Object:
        return {name: value for name, value in item.items() if name not in ("number", "cvc")}

    seams.objects(service, change, "GET /v1/issuing/cards/*")


def another_card(service: Service) -> None:
    """The number that a card shows is another card's."""

    def change(item: Object) -> Object:
        return {**item, "number": "4000009990000021"} if "number" in item else item

    seams.objects(service, change, "GET /v1/issuing/cards/*")
