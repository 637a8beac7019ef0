"""Numbers of cards that replace a damaged one."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Route
from sandbox.store import Object


@seams.transition("POST /v1/issuing/cards")
def another(inner: seams.Behave, route: Route, call: Call) -> Object:
    """A card in the place of a damaged one has another number."""
    found = inner(route, call)
    old = call.params.get("replacement_for")
    if old:
        kept, own = call.store.secrets[old], call.store.secrets[found["id"]]
        own["number"] = "4000009990000000" if kept else ""
    return dict(found)


@seams.objects("* /v1/issuing/cards*")
def shows_another(item: Object) -> Object:
    """A card in the place of another one shows the end of another number."""
    return {**item, "last4": "0007"} if item.get("replacement_reason") == "damaged" else item
