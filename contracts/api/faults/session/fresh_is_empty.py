"""Lists of one session's accounts."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.service import Service


def not_filtered(service: Service) -> None:
    """The session is ignored."""

    def change(params: dict[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in params.items() if name != "session"}

    seams.parameters(service, change, "GET /v1/linked_accounts")
