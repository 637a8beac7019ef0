"""Bodies that no client should send."""

from __future__ import annotations

from sandbox import seams


@seams.text
def null_bytes_crash(text: str) -> str:
    """A null byte is a crash."""
    return _refuse("%00", text)


@seams.text
def broken_escapes_crash(text: str) -> str:
    """A broken escape is a crash."""
    return _refuse("%z", text)


@seams.text
def depth_crashes(text: str) -> str:
    """Deep nesting is a crash."""
    return _refuse("[a]" * 50, text)


def _refuse(part: str, text: str) -> str:
    if part in text:
        raise RuntimeError(part)
    return text
