"""Features that were never granted."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Route, Service
from sandbox.store import Object


def refreshed(service: Service) -> None:
    """What an account never granted is refreshed all the same."""

    def behave(inner: Any, route: Route, call: Call) -> Object:
        item = call.store.find(call.id())
        if item is None or item["status"] != "active":
            return dict(inner(route, call))
        kept, item["permissions"] = item["permissions"], ["balances", "ownership", "transactions"]
        try:
            return dict(inner(route, call))
        finally:
            item["permissions"] = kept

    seams.transition(service, behave, "POST /v1/linked_accounts/*/refresh")
