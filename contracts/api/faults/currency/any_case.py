"""Currencies in capitals."""

from __future__ import annotations

from sandbox import seams
from sandbox.decode import Raw
from sandbox.errors import invalid
from sandbox.seams import Params
from sandbox.service import Route


@seams.validation("POST /v1/payment_intents")
def refused(inner: seams.Validate, route: Route, sent: Raw) -> Params:
    """A currency in capitals is unknown."""
    name = sent.get("currency")
    if isinstance(name, str) and name != name.lower():
        raise invalid("Invalid currency.", "currency")
    return dict(inner(route, sent))
