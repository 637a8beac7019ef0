"""Too many attempts."""

from __future__ import annotations

from sandbox import seams
from sandbox.seams import Params


@seams.errors("POST /v1/payment_intents/*/verify_microdeposits")
def no_code(status: int, error: Params) -> tuple[int, Params]:
    """Too many attempts have no code of their own."""
    if str(error.get("code")).endswith("attempts_exceeded"):
        error["code"] = "payment_method_microdeposit_failed"
    return status, error
