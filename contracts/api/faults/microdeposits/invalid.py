"""Amounts that cannot be."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.service import Service


def no_code(service: Service) -> None:
    """Amounts that cannot be are a mismatch."""

    def change(status: int, error: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        if str(error.get("code")).endswith("_invalid"):
            error["code"] = "payment_method_microdeposit_failed"
        return status, error

    seams.errors(service, change, "POST /v1/payment_intents/*/verify_microdeposits")
