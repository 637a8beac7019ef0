"""Small words for what verdicts say."""

from __future__ import annotations

from typing import Any


def an(name: str) -> str:
    """Return a name with its article: `an issuing.card`, `a payment_intent`."""
    return f"{'an' if name[:1] in 'aeiou' else 'a'} {name}"


def having(name: str, value: Any) -> str:
    """Return what a field holds: `error.code 'x'`, or `no error.code`."""
    return f"no {name}" if value is None else f"{name} {repr(value)[:80]}"
