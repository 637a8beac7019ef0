"""Metadata that does not survive the moves."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service
from sandbox.store import Object


@seams.anew
def gone_with_the_move(_service: Service) -> seams.Install:
    """Whatever changes the status loses the metadata."""
    known: dict[str, str] = {}

    @seams.afterwards("POST *")
    def change(call: Call, item: Object) -> None:
        name, status = item.get("id", ""), item.get("status", "")
        if known.setdefault(name, status) != status:
            item[call.metadata] = {}

    return change


@seams.anew
def never_deleted(_service: Service) -> seams.Install:
    """Metadata that was deleted with an empty whole is there again when something else changes."""
    kept: dict[str, dict[str, str]] = {}

    @seams.afterwards("POST *")
    def change(call: Call, item: Object) -> None:
        found, name = item.get(call.metadata), item.get("id", "")
        if found:
            kept[name] = dict(found)
        elif name in kept and not call.sent(call.metadata):
            item[call.metadata] = kept[name]

    return change
