"""Which rows of requests are the key: it is sent as the conventions say, and never made up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from contracts.importing.calls import Call

Entry = dict[str, Any]
_NAMES = ("token", "access_token", "auth_token", "api_key", "apikey", "api-key", "x-api-key",
          "api_token", "private_token", "private-token")  # fmt: skip
_PLACES = ("header", "query")
Row = tuple[str, str]  # place and name


def key_rows(calls: Iterable[Call], auth: Entry) -> frozenset[Row]:
    """Return the rows that hold the key: those that `auth` names, and what most operations have
    under a name that keys have.
    """
    every = list(calls)
    named = {(place, auth["name"].lower()) for place in auth.get("schemes", ()) if "name" in auth}
    counted = Counter(
        name for call in every
        for name in {name.lower() for place, name, _ in call.parameters if place in _PLACES}
    )  # fmt: skip
    usual = {name for name, count in counted.items() if name in _NAMES and count * 2 > len(every)}
    return frozenset(
        (place, name) for call in every for place, name, _ in call.parameters
        if place in _PLACES and (name.lower() in usual or (place, name.lower()) in named)
    )  # fmt: skip


def with_key(auth: Entry, rows: frozenset[Row]) -> Entry:
    """Return how keys are sent: where no scheme says so, as the rows that hold one."""
    if auth or not rows:
        return auth
    place, name = min(rows)
    return {"schemes": [place], "name": name}
