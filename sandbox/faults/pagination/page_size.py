"""Pages of another size than was asked for."""

from __future__ import annotations

from sandbox import seams
from sandbox.service import Service


def limit_ignored(service: Service) -> None:
    """The limit is ignored."""
    seams.parameters(service, lambda p: {k: v for k, v in p.items() if k != "limit"}, "GET *")


def one_more(service: Service) -> None:
    """A page holds one object more than its limit."""
    seams.parameters(
        service, lambda p: {**p, "limit": p["limit"] + 1} if "limit" in p else p, "GET *"
    )
