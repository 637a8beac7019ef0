"""Ids that the suite makes up, of nothing and of what a caller names: they look as the API's do."""

from __future__ import annotations

import re
from zlib import crc32

from contracts.fitting import drawn
from contracts.model import Api, Contracts
from strategies.values import HUGE
from suites.law import Unavailable

UNKNOWN = "assayunknown0000000000000"  # behind the prefix of a kind
_SHORTEST = 6  # characters of an id that is surely nobody's
_TRIES = 40  # texts of a pattern, of which one may begin as a kind does


def of_nothing(api: Api, prefix: str) -> str:
    """Return the id of no object, of the type and the pattern that ids have."""
    if api.id.type == "integer":
        return str(HUGE)
    if api.id.pattern:
        return _beginning(api.id.pattern, prefix, UNKNOWN) or f"{prefix}{UNKNOWN}"
    return f"{prefix}{UNKNOWN}"


def of_none(contracts: Contracts, kind: str, prefix: str | None = None) -> str:
    """Return the id of no object of a kind, with another prefix than its own where one is given.

    Raises Unavailable where ids have so few characters that each may be somebody's.
    """
    api, known = contracts.named(kind).api, contracts.described(kind)
    start = prefix if prefix is not None else known.prefix if known else ""
    found = of_nothing(api, start)
    if len(found) < len(start) + _SHORTEST:
        raise Unavailable(f"ids of {kind!r} are so short that {found!r} may be somebody's")
    return found


def _beginning(pattern: str, prefix: str, key: str) -> str | None:
    """Return a text of a pattern, one with a prefix where the pattern has such texts."""
    first = drawn(pattern, key)
    for turn in range(_TRIES if first is not None and prefix else 0):
        one = drawn(pattern, f"{key}{turn}" if turn else key) or ""
        if re.fullmatch(pattern, found := f"{prefix}{one[len(prefix) :]}"):
            return found
    return first


def fresh(api: Api, text: str) -> str | int:
    """Return an id for a new object, another one for each text."""
    if api.id.type == "integer":
        return 1_000_000_000 + crc32(text.encode()) % 900_000_000
    if api.id.pattern:
        return drawn(api.id.pattern, text) or text
    return text
