"""Keys as the user of Basic authentication."""

from __future__ import annotations

from collections.abc import Callable

from sandbox import seams
from sandbox.service import Service


def bearer_only(service: Service) -> None:
    """Only Bearer tokens are read."""

    def kind(inner: Callable[[str], str], header: str) -> str:
        return inner("" if header.lower().startswith("basic") else header)

    seams.keys(service, kind)
