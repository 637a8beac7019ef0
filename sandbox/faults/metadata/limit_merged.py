"""Metadata that grows beyond its limit by updates."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.errors import ApiError
from sandbox.objects import MAX_KEYS
from sandbox.service import Route
from sandbox.store import Object


def _full(call: Call) -> Object | None:
    """Return the object that an update would give more keys than there may be."""
    item = call.store.find(call.id()) if call.ids else None
    sent = call.params.get("metadata")
    if item is None or not isinstance(sent, dict) or not isinstance(item.get("metadata"), dict):
        return None
    return item if len({**item["metadata"], **sent}) > MAX_KEYS else None


@seams.transition("POST *")
def counted_alone(inner: seams.Behave, route: Route, call: Call) -> Object:
    """The keys of each request are counted alone."""
    item = _full(call)
    if item is None:
        return dict(inner(route, call))
    before, item["metadata"] = item["metadata"], {}
    inner(route, call)
    item["metadata"] = {**before, **item["metadata"]}
    return item


@seams.beforehand("POST *")
def oldest_makes_room(call: Call) -> None:
    """The oldest key makes room for a new one."""
    item = _full(call)
    if item is not None:
        oldest = next(iter(item["metadata"]))
        item["metadata"] = {n: v for n, v in item["metadata"].items() if n != oldest}


@seams.beforehand("POST *")
def further_left_out(call: Call) -> None:
    """What there is no room for is left out."""
    item = _full(call)
    if item is not None:
        known = item["metadata"]
        call.params["metadata"] = {n: v for n, v in call.params["metadata"].items() if n in known}


@seams.refused("POST *")
def as_conflict(_call: Call, refusal: ApiError) -> None:
    """It is refused as a conflict."""
    if refusal.message.startswith("metadata can have up to"):
        refusal.status = 409
