"""The default design."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Route, Service
from sandbox.store import Object


def several(service: Service) -> None:
    """There can be several default designs."""

    def behave(inner: Any, route: Route, call: Call) -> Object:
        kind = "issuing.personalization_design"
        before = [(x, x["preferences"]) for x in call.store.all(kind)]
        found = inner(route, call)
        for item, preferences in before:
            item["preferences"] = preferences
        return dict(found)

    seams.transition(service, behave, "POST /v1/issuing/personalization_designs")
