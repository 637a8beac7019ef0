"""Captures of nothing."""

from __future__ import annotations

from sandbox import seams
from sandbox.decode import Raw


@seams.raw
def all_taken(sent: Raw) -> Raw:
    """A capture of nothing is one of everything."""
    if sent.get("amount_to_capture") in ("0", "-700"):
        del sent["amount_to_capture"]
    return sent
