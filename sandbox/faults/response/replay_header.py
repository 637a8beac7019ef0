"""What answers say of repetition."""

from __future__ import annotations

from sandbox import seams
from sandbox.service import Service


def always(service: Service) -> None:
    """Every answer says that it is a replay."""
    seams.headers(service, {"idempotent-replayed": "true"})
