"""Brackets that are percent-encoded."""

from __future__ import annotations

from sandbox import seams
from sandbox.service import Service


def not_decoded(service: Service) -> None:
    """Names are taken as they are written."""
    seams.text(service, lambda text: text.replace("%5B", "%255B").replace("%5D", "%255D"))
