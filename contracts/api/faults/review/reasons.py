"""Reasons of rejected designs."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object

_ONE = "POST /v1/issuing/personalization_designs/{personalization_design}"
_OLD = {"card_logo": [], "carrier_text": ["other"]}


@seams.objects()
def untold(item: Object) -> Object:
    """A rejected design does not say why."""
    if item.get("status") != "rejected":
        return item
    return {**item, "rejection_reasons": {"card_logo": [], "carrier_text": []}}


@seams.afterwards(_ONE)
def stay(_call: Call, design: Object) -> None:
    """A design that is reviewed again keeps the old reasons."""
    if design["status"] == "review":
        design["rejection_reasons"] = _OLD


@seams.objects(_ONE)
def told_once_more(item: Object) -> Object:
    """The answer to a change tells of reasons that are gone."""
    return {**item, "rejection_reasons": _OLD} if item.get("status") == "review" else item
