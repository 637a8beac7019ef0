"""What a decline is answered with."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.errors import ApiError
from sandbox.seams import Params
from sandbox.store import Object


@seams.refused("POST /v1/payment_intents*")
def with_200(call: Call, refusal: ApiError) -> Object | None:
    """A decline is a 200 with the intent."""
    if refusal.status != 402:
        return None
    return call.store.find(str(refusal.extra["payment_intent"]["id"]))


@seams.errors()
def with_400(status: int, error: Params) -> tuple[int, Params]:
    """A decline is a 400."""
    return 400 if status == 402 else status, error


@seams.errors()
def one_code(status: int, error: Params) -> tuple[int, Params]:
    """Every card that fails was declined."""
    if status == 402:
        error["code"] = "processing_error" if error["code"] == "card_declined" else "card_declined"
    return status, error
