"""Parameters that no table lists."""

from __future__ import annotations

from sandbox import seams
from sandbox.service import Service


def ignored(service: Service) -> None:
    """What is not known is ignored."""
    seams.forgiving(service, lambda refusal: refusal.code == "parameter_unknown")


def nested_ignored(service: Service) -> None:
    """What is not known below another parameter is ignored."""
    seams.forgiving(
        service,
        lambda refusal: refusal.code == "parameter_unknown" and "[" in (refusal.param or ""),
    )
