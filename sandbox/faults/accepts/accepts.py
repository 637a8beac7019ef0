"""Valid requests that are refused."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.decode import Raw
from sandbox.errors import invalid, unknown_parameter
from sandbox.service import Route, Service


def expand_unknown(service: Service) -> None:
    """The parameter that every operation has is not known."""

    def change(sent: Raw) -> Raw:
        if "expand" in sent:
            raise unknown_parameter("expand")
        return sent

    seams.raw(service, change)


def last_value_refused(service: Service) -> None:
    """The last value of each enum was forgotten."""

    def validate(inner: Any, route: Route, sent: Raw) -> dict[str, Any]:
        for row in route.operation.sent if route.operation else ():
            if row.enum and sent.get(row.name) == row.enum[-1]:
                raise invalid(f"Invalid {row.name}", row.name)
        return dict(inner(route, sent))

    seams.validation(service, validate)
