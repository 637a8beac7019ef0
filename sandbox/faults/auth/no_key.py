"""Requests without a key."""

from __future__ import annotations

from sandbox import seams
from sandbox.service import Service


def let_in(service: Service) -> None:
    """Who has no key may do everything."""
    seams.keys(service, lambda inner, header: inner(header) if header else "secret")


def forbidden(service: Service) -> None:
    """Who has no key is told 403."""
    seams.statuses(service, 401, 403)
