"""Statuses that nobody asked for."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service
from sandbox.store import Object

_CARDS, _HOLDERS = "POST /v1/issuing/cards", "POST /v1/issuing/cardholders"


def _born(status: str, service: Service, title: str) -> None:
    def change(call: Call, item: Object) -> None:
        if not call.sent("status"):
            item["status"] = status

    seams.afterwards(service, change, title)


def card_active(service: Service) -> None:
    """A new card is active at once."""
    _born("active", service, _CARDS)


def cardholder_inactive(service: Service) -> None:
    """A new cardholder is inactive."""
    _born("inactive", service, _HOLDERS)
