"""Numbers of cards that replace a lost one."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Route, Service
from sandbox.store import Object


def kept(service: Service) -> None:
    """A card in the place of a lost one has its number."""

    def behave(inner: Any, route: Route, call: Call) -> Object:
        found = inner(route, call)
        old = call.params.get("replacement_for")
        if old:
            kept, own = call.store.secrets[old], call.store.secrets[found["id"]]
            own["number"] = kept["number"]
        return dict(found)

    seams.transition(service, behave, "POST /v1/issuing/cards")
