"""Filters and cursors together."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call

_CURSORS = ("starting_after", "ending_before")


@seams.beforehand("GET /v1/issuing/cards")
def one_forgotten(call: Call) -> None:
    """After the first page the filter by type is forgotten."""
    if any(call.get(name) for name in _CURSORS):
        call.params = {n: v for n, v in call.params.items() if n != "type"}


@seams.beforehand("GET /v1/issuing/cards")
def backwards_forgotten(call: Call) -> None:
    """Before a cursor the filter by status is forgotten."""
    if call.get("ending_before"):
        call.params = {n: v for n, v in call.params.items() if n != "status"}
