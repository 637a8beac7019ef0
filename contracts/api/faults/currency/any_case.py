"""Currencies in capitals."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.decode import Raw
from sandbox.errors import invalid
from sandbox.service import Route, Service


def refused(service: Service) -> None:
    """A currency in capitals is unknown."""

    def validate(inner: Any, route: Route, sent: Raw) -> dict[str, Any]:
        name = sent.get("currency")
        if isinstance(name, str) and name != name.lower():
            raise invalid("Invalid currency.", "currency")
        return dict(inner(route, sent))

    seams.validation(service, validate, "POST /v1/payment_intents")
