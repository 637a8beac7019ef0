"""Numbers of cards that replace a lost one."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.errors import invalid
from sandbox.service import Route
from sandbox.store import Object


@seams.transition("POST /v1/issuing/cards")
def kept(inner: seams.Behave, route: Route, call: Call) -> Object:
    """A card in the place of a lost one has its number."""
    found = inner(route, call)
    old = call.params.get("replacement_for")
    if old:
        kept, own = call.store.secrets[old], call.store.secrets[found["id"]]
        own["number"] = kept["number"]
    return dict(found)


@seams.transition("POST /v1/issuing/cards")
def shows_the_old(inner: seams.Behave, route: Route, call: Call) -> Object:
    """A card in the place of a lost one shows the end of that one's number."""
    found = inner(route, call)
    old = call.store.find(str(call.params.get("replacement_for")))
    if old is not None:
        found["last4"] = old["last4"]
    return dict(found)


@seams.transition("POST /v1/issuing/cards")
def stolen_as_damaged(inner: seams.Behave, route: Route, call: Call) -> Object:
    """A card in the place of a stolen one is taken for that of a damaged one."""
    found = inner(route, call)
    old = call.params.get("replacement_for")
    if old and call.params.get("replacement_reason") == "stolen":
        call.store.secrets[found["id"]]["number"] = call.store.secrets[old]["number"]
    return dict(found)


@seams.transition("POST /v1/issuing/cards")
def stolen_refused(inner: seams.Behave, route: Route, call: Call) -> Object:
    """A stolen card is not replaced."""
    if call.params.get("replacement_reason") == "stolen":
        raise invalid("A stolen card is not replaced.", "replacement_reason")
    return inner(route, call)
