"""What `has_more` says."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service
from sandbox.store import Object


def never(service: Service) -> None:
    """`has_more` is always false."""
    seams.bodies(service, lambda _call, body: {**body, "has_more": False}, "GET *")


def inverted(service: Service) -> None:
    """`has_more` says the opposite."""

    def change(_call: Call, body: Object) -> Object:
        return {**body, "has_more": not body["has_more"]} if "has_more" in body else body

    seams.bodies(service, change, "GET *")
