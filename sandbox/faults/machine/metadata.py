"""Metadata that does not survive the moves."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service
from sandbox.store import Object


def gone_with_the_move(service: Service) -> None:
    """Whatever changes the status loses the metadata."""
    known: dict[str, str] = {}

    def change(_call: Call, item: Object) -> None:
        if known.setdefault(item["id"], item.get("status", "")) != item.get("status", ""):
            item["metadata"] = {}

    seams.afterwards(service, change, "POST *")


def never_deleted(service: Service) -> None:
    """Metadata that was deleted with an empty whole is there again when something else changes."""
    kept: dict[str, dict[str, str]] = {}

    def change(call: Call, item: Object) -> None:
        found = item.get("metadata")
        if found:
            kept[item["id"]] = dict(found)
        elif not call.sent("metadata"):
            item["metadata"] = kept.get(item["id"], {})

    seams.afterwards(service, change, "POST *")
