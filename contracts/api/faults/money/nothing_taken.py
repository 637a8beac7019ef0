"""Captures of nothing."""

from __future__ import annotations

from sandbox import seams
from sandbox.decode import Raw
from sandbox.service import Service


def all_taken(service: Service) -> None:
    """A capture of nothing is one of everything."""

    def change(sent: Raw) -> Raw:
        if sent.get("amount_to_capture") in ("0", "-700"):
            del sent["amount_to_capture"]
        return sent

    seams.raw(service, change)
