"""Expansions that are not the object."""

from __future__ import annotations

from collections.abc import Callable

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Service
from sandbox.store import Object


def stub(service: Service) -> None:
    """What is expanded shows its id and nothing else."""
    _expansions(service, lambda found: {"id": found.get("id")})


def kind_forgotten(service: Service) -> None:
    """What is expanded does not say what it is."""
    _expansions(service, lambda found: {n: v for n, v in found.items() if n != "object"})


def _expansions(service: Service, change: Callable[[Object], Object]) -> None:
    def each(call: Call, body: Object) -> Object:
        for name in call.expand:
            if isinstance(body.get(name), dict):
                body[name] = change(body[name])
        return body

    seams.bodies(service, each)
