"""What can be disputed."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.decode import Raw
from sandbox.service import Route, Service


def anything(service: Service) -> None:
    """What names no transaction disputes the newest one."""

    def validate(inner: Any, route: Route, sent: Raw) -> dict[str, Any]:
        newest = next(service.store.newest("issuing.transaction"))
        newest["dispute"] = None
        return dict(inner(route, {**sent, "transaction": newest["id"]}))

    seams.validation(service, validate, "POST /v1/issuing/disputes")
