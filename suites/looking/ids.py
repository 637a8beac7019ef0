"""Ids that the suite makes up, of nothing and of what a caller names: they look as the API's do."""

from __future__ import annotations

from zlib import crc32

from contracts.model import Api
from strategies.patterns import drawn

UNKNOWN = "assayunknown0000000000000"  # behind the prefix of a kind
_HUGE = 1_999_000_000  # above what a server counts to, and within 32 bits


def of_nothing(api: Api, prefix: str) -> str:
    """Return the id of no object, of the type and the pattern that ids have."""
    if api.id.type == "integer":
        return str(_HUGE + 999_999)
    if api.id.pattern:
        return drawn(api.id.pattern, UNKNOWN) or f"{prefix}{UNKNOWN}"
    return f"{prefix}{UNKNOWN}"


def fresh(api: Api, text: str) -> str | int:
    """Return an id for a new object, another one for each text."""
    if api.id.type == "integer":
        return 1_000_000_000 + crc32(text.encode()) % 900_000_000
    if api.id.pattern:
        return drawn(api.id.pattern, text) or text
    return text
