"""What a replay says of itself."""

from __future__ import annotations

from sandbox import seams
from sandbox.service import Service


def silent(service: Service) -> None:
    """A replay does not say that it is one."""
    seams.headers(service, {"idempotent-replayed": ""})


def always(service: Service) -> None:
    """Every answer says that it is a replay."""
    seams.headers(service, {"idempotent-replayed": "true"})
