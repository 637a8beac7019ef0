"""Too many attempts."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.service import Service


def no_code(service: Service) -> None:
    """Too many attempts have no code of their own."""

    def change(status: int, error: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        if str(error.get("code")).endswith("attempts_exceeded"):
            error["code"] = "payment_method_microdeposit_failed"
        return status, error

    seams.errors(service, change, "POST /v1/payment_intents/*/verify_microdeposits")
