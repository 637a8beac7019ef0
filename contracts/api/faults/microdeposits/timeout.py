"""Answers that come too late."""

from __future__ import annotations

from sandbox import seams
from sandbox.seams import Params


@seams.errors("POST /v1/payment_intents/*/verify_microdeposits")
def no_code(status: int, error: Params) -> tuple[int, Params]:
    """An answer that comes too late has no code of its own."""
    if str(error.get("code")).endswith("timeout"):
        error["code"] = "payment_method_microdeposit_failed"
    return status, error
