"""Slashes behind a path."""

from __future__ import annotations

from sandbox.service import Service


def same_path(service: Service) -> None:
    """A slash behind a path does not matter."""
    inner = service.router.find
    service.router.find = lambda method, path: inner(method, path.rstrip("/"))  # type: ignore[method-assign]
