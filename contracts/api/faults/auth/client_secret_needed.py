"""Customers without a client secret."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.errors import ApiError
from sandbox.seams import Params
from sandbox.service import Route
from sandbox.store import Object


@seams.transition("GET /v1/payment_intents/*")
def not_needed(inner: seams.Behave, route: Route, call: Call) -> Object:
    """A customer needs no client secret."""
    if call.key == "publishable":
        call.key = "secret"
    return dict(inner(route, call))


@seams.transition("POST /v1/payment_intents/*/confirm")
def confirms_without(inner: seams.Behave, route: Route, call: Call) -> Object:
    """A customer confirms without a client secret."""
    if call.key == "publishable" and not call.get("client_secret"):
        call.key = "secret"
    return dict(inner(route, call))


@seams.refused("POST /v1/payment_intents/*/confirm")
def blames_nothing(call: Call, refusal: ApiError) -> None:
    """A confirmation without a client secret is refused for no parameter."""
    if call.key == "publishable" and refusal.param == "client_secret":
        refusal.param = None


@seams.errors()
def taken_for_wrong(status: int, error: Params) -> tuple[int, Params]:
    """A secret that is missing is refused as a wrong one is."""
    if status != 400 or error.get("param") != "client_secret":
        return status, error
    return 401, {**error, "code": "payment_intent_invalid_parameter"}


@seams.errors()
def nothing_named(status: int, error: Params) -> tuple[int, Params]:
    """The refusal does not say that it is the secret that is missing."""
    named = error.get("param") == "client_secret"
    return status, {n: v for n, v in error.items() if not named or n != "param"}
