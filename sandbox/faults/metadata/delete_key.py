"""Metadata keys that stay."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Route, Service
from sandbox.store import Object


def empty_kept(service: Service) -> None:
    """An empty value is kept as an empty text."""

    def behave(inner: Any, route: Route, call: Call) -> Object:
        found = inner(route, call)
        sent = call.params.get("metadata") or {}
        if isinstance(found.get("metadata"), dict):
            found["metadata"].update({n: "" for n, v in sent.items() if v == ""})
        return dict(found)

    seams.transition(service, behave, "POST *")
