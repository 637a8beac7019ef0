"""What a decline is answered with."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.call import Call
from sandbox.errors import ApiError
from sandbox.service import Service
from sandbox.store import Object


def with_200(service: Service) -> None:
    """A decline is a 200 with the intent."""

    def change(call: Call, refusal: ApiError) -> Object | None:
        if refusal.status != 402:
            return None
        return call.store.find(str(refusal.extra["payment_intent"]["id"]))

    seams.refused(service, change, "POST /v1/payment_intents*")


def with_400(service: Service) -> None:
    """A decline is a 400."""

    def change(status: int, error: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        return 400 if status == 402 else status, error

    seams.errors(service, change)


def one_code(service: Service) -> None:
    """Every card that fails was declined."""

    def change(status: int, error: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        if status == 402:
            error["code"] = (
                "processing_error" if error["code"] == "card_declined" else "card_declined"
            )
        return status, error

    seams.errors(service, change)
