"""Features that were never granted."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Route
from sandbox.store import Object


@seams.transition("POST /v1/linked_accounts/*/refresh")
def refreshed(inner: seams.Behave, route: Route, call: Call) -> Object:
    """What an account never granted is refreshed all the same."""
    item = call.store.find(call.id())
    if item is None or item["status"] != "active":
        return dict(inner(route, call))
    kept, item["permissions"] = item["permissions"], ["balances", "ownership", "transactions"]
    try:
        return dict(inner(route, call))
    finally:
        item["permissions"] = kept
