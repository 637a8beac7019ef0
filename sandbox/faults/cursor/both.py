"""Two cursors at once."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.service import Service


def second_ignored(service: Service) -> None:
    """Of two cursors one is ignored."""

    def change(params: dict[str, Any]) -> dict[str, Any]:
        both = "starting_after" in params and "ending_before" in params
        return {n: v for n, v in params.items() if not (both and n == "ending_before")}

    seams.parameters(service, change, "GET *")
