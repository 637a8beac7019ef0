"""Rejected designs that are changed."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Route
from sandbox.store import Object

_ONE = "POST /v1/issuing/personalization_designs/{personalization_design}"


@seams.transition(_ONE)
def final(inner: seams.Behave, route: Route, call: Call) -> Object:
    """A rejected design stays rejected."""
    design = call.store.find(call.id())
    before = dict(design) if design else {}
    inner(route, call)
    if design is not None and before["status"] == "rejected":
        design.update(status="rejected", rejection_reasons=before["rejection_reasons"])
    return design or before


@seams.objects(_ONE)
def told_as_rejected(item: Object) -> Object:
    """The answer to a change still tells of a rejected design."""
    return {**item, "status": "rejected"} if item["status"] == "review" else item


@seams.objects("GET /v1/issuing/personalization_designs/{personalization_design}")
def read_as_rejected(item: Object) -> Object:
    """A design that is reviewed again reads as rejected."""
    text = (item.get("carrier_text") or {}).get("header_title")
    again = item["status"] == "review" and text == "Assay"
    return {**item, "status": "rejected"} if again else item
