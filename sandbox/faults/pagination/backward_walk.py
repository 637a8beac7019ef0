"""Walks back that end or repeat."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service
from sandbox.store import Object


def ends_early(service: Service) -> None:
    """A page before an object never says that there is more."""

    def change(call: Call, body: Object) -> Object:
        return {**body, "has_more": False} if "ending_before" in call.params else body

    seams.bodies(service, change, "GET *")


def taken_for_forward(service: Service) -> None:
    """`ending_before` is taken for `starting_after`."""

    def change(params: dict[str, Any]) -> dict[str, Any]:
        names = {"ending_before": "starting_after"}
        return {names.get(n, n): v for n, v in params.items()}

    seams.parameters(service, change, "GET *")
