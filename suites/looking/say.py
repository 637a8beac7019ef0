"""Small words for what verdicts say."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from harness.exchange import Exchange

_LENGTH = 90


def an(name: str) -> str:
    """Return a name with its article: `an issuing.card`, `a payment_intent`."""
    return f"{'an' if name[:1] in 'aeiou' else 'a'} {name}"


def having(name: str, value: Any) -> str:
    """Return what a field holds: `error.code "x"`, or `no error.code`."""
    return f"no {name}" if value is None else f"{name} {shown(value)}"


def shown(value: Any) -> str:
    """Return a decoded value as JSON writes it, cut when it is long, or what else it says."""
    known = value is None or isinstance(value, str | int | float | list | dict)
    start = _started(value, [_LENGTH]) if known else value
    text = json.dumps(start, ensure_ascii=False, default=str) if known else str(value)
    return text if len(text) <= _LENGTH else f"{text[: _LENGTH - 3]}…"


def _started(value: Any, left: list[int]) -> Any:
    """Return as much of a decoded value as is shown at most: it may be as long as an answer.

    `left` holds how many values are still taken; each shows as a letter or more.
    """
    left[0] -= 1
    if isinstance(value, str):
        return value[: _LENGTH + 1]
    if isinstance(value, list):
        return [_started(inner, left) for inner in value if left[0] > 0]
    if isinstance(value, dict):
        return {str(name)[: _LENGTH + 1]: _started(inner, left) for name, inner in value.items()
                if left[0] > 0}  # fmt: skip
    return value


def joined(names: Sequence[object], most: int = 12) -> str:
    """Return names one after the other, the first `most` of them: `a, b and 3 more`."""
    if not names:
        return "none"
    rest = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(str(name) for name in names[:most]) + rest


def said(exchange: Exchange) -> str:
    """Return what an exchange answered in a few words: `status 400, parameter_unknown, amount`."""
    if exchange.response is None:
        return f"no response: {exchange.error}"
    error = exchange.error_body
    parts = [f"status {exchange.status}"]
    parts += [str(error[key])[:80] for key in ("type", "code", "param") if error.get(key)]
    if exchange.status >= 400 and not error:
        parts.append("no error object")
    return ", ".join(parts)
