"""Amounts that cannot be."""

from __future__ import annotations

from sandbox import seams
from sandbox.seams import Params


@seams.errors("POST /v1/payment_intents/*/verify_microdeposits")
def no_code(status: int, error: Params) -> tuple[int, Params]:
    """Amounts that cannot be are a mismatch."""
    if str(error.get("code")).endswith("_invalid"):
        error["code"] = "payment_method_microdeposit_failed"
    return status, error
