"""The order of complaints."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.decode import Raw
from sandbox.errors import missing_parameter
from sandbox.service import Route, Service


def missing_first(service: Service) -> None:
    """What is missing is told before what is unknown."""

    def validate(inner: Any, route: Route, sent: Raw) -> dict[str, Any]:
        for row in route.operation.sent if route.operation else ():
            if row.required and row.name not in sent:
                raise missing_parameter(row.name)
        return dict(inner(route, sent))

    seams.validation(service, validate)
