"""Parameters that exclude each other."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.service import Service


def first_wins(service: Service) -> None:
    """Of two that exclude each other the second is ignored."""

    def change(params: dict[str, Any]) -> dict[str, Any]:
        controls = params.get("spending_controls")
        if not isinstance(controls, dict):
            return params
        kept = {
            n: v
            for n, v in controls.items()
            if n.replace("blocked_", "allowed_") == n
            or n.replace("blocked_", "allowed_") not in controls
        }
        return {**params, "spending_controls": kept}

    seams.parameters(service, change)
