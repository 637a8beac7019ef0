"""Parameters that only go with a confirmation."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.service import Service


def ignored(service: Service) -> None:
    """What only goes with a confirmation is ignored without one."""

    def change(params: dict[str, Any]) -> dict[str, Any]:
        names = ("off_session", "return_url", "error_on_requires_action")
        return {k: v for k, v in params.items() if params.get("confirm") or k not in names}

    seams.parameters(service, change, "POST /v1/payment_intents")
