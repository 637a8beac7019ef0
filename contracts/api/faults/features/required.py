"""What a bundle needs."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Route
from sandbox.store import Object

_DESIGNS = "POST /v1/issuing/personalization_designs"
_BUNDLE = "issuing.physical_bundle"


def _made(inner: seams.Behave, route: Route, call: Call, **shown: Any) -> Object:
    """Make a design; one that lacks a part is made on another bundle, and shows what is given."""
    sent, plain = call.params["physical_bundle"], _plain(call)
    features = call.store.reference(_BUNDLE, sent, "physical_bundle")["features"]
    parts = [part for part, feature in features.items() if feature == "required"]
    if all(call.get(part) for part in parts if part != "second_line"):
        return dict(inner(route, call))
    call.params["physical_bundle"] = plain
    found = inner(route, call)
    found.update({"physical_bundle": sent, **shown})
    return dict(found)


def _plain(call: Call) -> str:
    """Return a bundle that needs nothing."""
    return next(str(bundle["id"]) for bundle in call.store.all(_BUNDLE)
                if "required" not in bundle["features"].values())  # fmt: skip


@seams.transition(_DESIGNS)
def lack_taken(inner: seams.Behave, route: Route, call: Call) -> Object:
    """A design is made without what its bundle needs."""
    return _made(inner, route, call)


@seams.transition(_DESIGNS)
def rejected_at_once(inner: seams.Behave, route: Route, call: Call) -> Object:
    """A design without what its bundle needs is made, and rejected."""
    return _made(inner, route, call, status="rejected")


@seams.transition(_DESIGNS)
def bundle_exchanged(inner: seams.Behave, route: Route, call: Call) -> Object:
    """A design without what its bundle needs gets a bundle that needs nothing."""
    return _made(inner, route, call, physical_bundle=_plain(call))
