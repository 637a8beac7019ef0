"""Holders of another type."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.service import Service


def not_compared(service: Service) -> None:
    """What names the holder is not compared with its type."""

    def change(params: dict[str, Any]) -> dict[str, Any]:
        holder = params.get("account_holder") or {}
        return {**params, "account_holder": {**holder, "type": "customer"}}

    seams.parameters(service, change, "POST /v1/link_account_sessions")
