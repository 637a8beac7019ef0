"""Metadata keys that stay."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Route
from sandbox.store import Object


@seams.transition("POST *")
def empty_kept(inner: seams.Behave, route: Route, call: Call) -> Object:
    """An empty value is kept as an empty text."""
    found = inner(route, call)
    sent = call.params.get(call.metadata) or {}
    if isinstance(found.get(call.metadata), dict):
        found[call.metadata].update({n: "" for n, v in sent.items() if v == ""})
    return dict(found)


@seams.transition("POST *")
def lost_beside_a_value(inner: seams.Behave, route: Route, call: Call) -> Object:
    """Where one key is set, the keys that are sent empty are forgotten."""
    _forget(call, forgotten=any)
    return inner(route, call)


@seams.transition("POST *")
def lost_alone(inner: seams.Behave, route: Route, call: Call) -> Object:
    """Where no key has a value, nothing was sent for metadata."""
    _forget(call, forgotten=lambda values: not any(values))
    return inner(route, call)


def _forget(call: Call, forgotten: Callable[[Iterable[object]], bool]) -> None:
    """Drop the keys that are sent empty, where the values that are sent say so."""
    sent = call.params.get(call.metadata)
    if isinstance(sent, dict) and forgotten(sent.values()):
        call.params[call.metadata] = {name: value for name, value in sent.items() if value}
