"""Pages of a search."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.service import Service


def always_the_first(service: Service) -> None:
    """Every page of a search is the first."""

    def change(params: dict[str, Any]) -> dict[str, Any]:
        return {n: v for n, v in params.items() if n != "page"}

    seams.parameters(service, change, "GET *search")
