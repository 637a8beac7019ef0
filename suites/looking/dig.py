"""The value at a dotted path of a decoded body."""

from __future__ import annotations

from typing import Any

from harness.exchange import Exchange

LONGEST = 5_000  # letters of an id that a request can name, and that is remembered


def dig(body: Any, path: str) -> Any:
    """Return the value at a dotted path, or None where the path leads nowhere."""
    for part in path.split("."):
        body = body.get(part) if isinstance(body, dict) else None
    return body


def id_of(value: Any) -> Any:
    """Return the id that a value stands for: of an object its own, else the value itself."""
    return value.get("id") if isinstance(value, dict) else value


def named(body: Any) -> str:
    """Return the id of an object, "" when it has none that is a text."""
    name = body.get("id") if isinstance(body, dict) else None
    return name if isinstance(name, str) and len(name) <= LONGEST else ""


def names_told(exchange: Exchange) -> set[str]:
    """Return the ids of the objects that an answer tells of: its own, or those a refusal carries.

    What a list shows is not told so.
    """
    shown = exchange.error_body.values() if exchange.refused else (exchange.item,)
    return set(filter(None, map(named, shown)))
