"""Bodies that no client should send."""

from __future__ import annotations

from sandbox import seams
from sandbox.service import Service


def null_bytes_crash(service: Service) -> None:
    """A null byte is a crash."""
    seams.text(service, lambda text: _refuse("%00", text))


def broken_escapes_crash(service: Service) -> None:
    """A broken escape is a crash."""
    seams.text(service, lambda text: _refuse("%z", text))


def depth_crashes(service: Service) -> None:
    """Deep nesting is a crash."""
    seams.text(service, lambda text: _refuse("[a]" * 50, text))


def _refuse(part: str, text: str) -> str:
    if part in text:
        raise RuntimeError(part)
    return text
