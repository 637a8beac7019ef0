"""Metadata that grows beyond its limit by updates."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.errors import ApiError
from sandbox.service import Route
from sandbox.store import Object


def _full(call: Call) -> Object | None:
    """Return the object that an update would give more keys than there may be."""
    item = call.store.find(call.id()) if call.ids else None
    sent, words = call.params.get(call.metadata), call.contracts.api.metadata
    if item is None or not words or not isinstance(sent, dict):
        return None
    kept = item.get(words.row)
    return item if isinstance(kept, dict) and len({**kept, **sent}) > words.keys else None


@seams.transition("POST *")
def counted_alone(inner: seams.Behave, route: Route, call: Call) -> Object:
    """The keys of each request are counted alone."""
    item = _full(call)
    if item is None:
        return dict(inner(route, call))
    row = call.metadata
    before, item[row] = item[row], {}
    inner(route, call)
    item[row] = {**before, **item[row]}
    return item


@seams.beforehand("POST *")
def oldest_makes_room(call: Call) -> None:
    """The oldest key makes room for a new one."""
    item = _full(call)
    if item is not None:
        oldest = next(iter(item[call.metadata]))
        kept = item[call.metadata]
        item[call.metadata] = {n: v for n, v in kept.items() if n != oldest}


@seams.beforehand("POST *")
def further_left_out(call: Call) -> None:
    """What there is no room for is left out."""
    item = _full(call)
    if item is not None:
        known, sent = item[call.metadata], call.params[call.metadata]
        call.params[call.metadata] = {n: v for n, v in sent.items() if n in known}


@seams.refused("POST *")
def as_conflict(call: Call, refusal: ApiError) -> None:
    """It is refused as a conflict."""
    if refusal.message.startswith(f"{call.metadata} can have up to"):
        refusal.status = 409
