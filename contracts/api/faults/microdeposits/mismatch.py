"""Microdeposits that were told wrong."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.seams import Params


@seams.beforehand("POST /v1/payment_intents/*/verify_microdeposits")
def anything_goes(call: Call) -> None:
    """Whatever is told is right."""
    if call.get("amounts") == [11, 12]:
        call.params["amounts"] = [32, 45]


@seams.errors("POST /v1/payment_intents/*/verify_microdeposits")
def no_code(status: int, error: Params) -> tuple[int, Params]:
    """What was told wrong has no code of its own."""
    if str(error.get("code")).endswith("_mismatch"):
        error["code"] = "payment_method_microdeposit_failed"
    return status, error
