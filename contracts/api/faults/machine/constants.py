"""What never changes, and does."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service
from sandbox.store import Object


def created_anew(service: Service) -> None:
    """What is canceled or submitted was created then."""

    def change(_call: Call, item: Object) -> None:
        if item.get("status") in ("canceled", "submitted"):
            item["created"] += 1

    seams.afterwards(service, change, "POST *")


def lives_when_paid(service: Service) -> None:
    """A payment that was held says that it is a live one."""

    def change(_call: Call, item: Object) -> None:
        item["livemode"] = True

    seams.afterwards(service, change, "POST /v1/payment_intents/*/capture")
