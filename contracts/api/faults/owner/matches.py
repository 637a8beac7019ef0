"""Payment methods of customers."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Route, Service
from sandbox.store import Object


def anyone(service: Service) -> None:
    """Anyone may pay with a customer's payment method."""

    def behave(inner: Any, route: Route, call: Call) -> Object:
        method = call.store.find(str(call.get("payment_method"))) or {}
        owner = method.get("customer")
        if owner:
            method["customer"] = None
        try:
            return dict(inner(route, call))
        finally:
            if owner:
                method["customer"] = owner

    seams.transition(service, behave, "POST /v1/payment_intents*")
