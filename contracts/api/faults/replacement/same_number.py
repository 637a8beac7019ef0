"""Numbers of cards that replace a damaged one."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Route, Service
from sandbox.store import Object


def another(service: Service) -> None:
    """A card in the place of a damaged one has another number."""

    def behave(inner: Any, route: Route, call: Call) -> Object:
        found = inner(route, call)
        old = call.params.get("replacement_for")
        if old:
            kept, own = call.store.secrets[old], call.store.secrets[found["id"]]
            own["number"] = "4000009990000000" if kept else ""
        return dict(found)

    seams.transition(service, behave, "POST /v1/issuing/cards")
