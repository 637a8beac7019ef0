"""Fields that cannot be expanded."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.service import Service


def with_a_code(service: Service) -> None:
    """The refusal is that of an unknown parameter."""

    def change(status: int, error: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        if "expanded" in str(error.get("message")):
            error |= {"code": "parameter_unknown", "param": "expand[0]"}
        return status, error

    seams.errors(service, change)
