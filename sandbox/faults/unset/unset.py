"""Empty texts that clear."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.service import Service


def ignored(service: Service) -> None:
    """An empty text changes nothing."""

    def change(params: dict[str, Any]) -> dict[str, Any]:
        return {name: _kept(value) for name, value in params.items() if value is not None}

    seams.parameters(service, change, "POST *")


def _kept(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _kept(inner) for name, inner in value.items() if inner is not None}
    return value
