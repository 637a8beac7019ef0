"""Microdeposits that were told wrong."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service


def anything_goes(service: Service) -> None:
    """Whatever is told is right."""

    def change(call: Call) -> None:
        if call.get("amounts") == [11, 12]:
            call.params["amounts"] = [32, 45]

    seams.beforehand(service, change, "POST /v1/payment_intents/*/verify_microdeposits")


def no_code(service: Service) -> None:
    """What was told wrong has no code of its own."""

    def change(status: int, error: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        if str(error.get("code")).endswith("_mismatch"):
            error["code"] = "payment_method_microdeposit_failed"
        return status, error

    seams.errors(service, change, "POST /v1/payment_intents/*/verify_microdeposits")
