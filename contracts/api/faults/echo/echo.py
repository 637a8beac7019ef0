"""Answers that hold something else than was sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sandbox import seams
from sandbox.seams import Params
from sandbox.store import Object

NAMES = ("name", "description", "lookup_key", "receipt_email")
NESTED = ("billing", "shipping", "carrier_text", "metadata")


@seams.objects()
def texts_in_capitals(item: Object) -> Object:
    """Names and descriptions come back in capitals."""
    texts = {n: v.upper() for n, v in item.items() if n in NAMES and isinstance(v, str)}
    return {**item, **texts}


@seams.objects()
def nested_values_lost(item: Object) -> Object:
    """Of what is sent below another parameter nothing is kept."""
    return {n: {} if isinstance(v, dict) and n in NESTED else v for n, v in item.items()}


@seams.objects()
def countries_lowered(item: Object) -> Object:
    """Countries come back in small letters."""
    return {name: _lowered(value) for name, value in item.items()}


def _lowered(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return {name: inner.lower() if name == "country" and isinstance(inner, str)
            else _lowered(inner) for name, inner in value.items()}  # fmt: skip


@seams.parameters("POST /v1/payment_intents/{intent}/confirm")
def types_of_a_confirmation_lost(params: Params) -> Params:
    """A confirmation leaves the types of payment methods as they are."""
    return {name: value for name, value in params.items() if name != "payment_method_types"}


@seams.parameters("POST /v1/payment_intents/{intent}")
def types_of_an_update_lost(params: Params) -> Params:
    """An update leaves the types of payment methods as they are."""
    return {name: value for name, value in params.items() if name != "payment_method_types"}


@seams.parameters("POST /v1/payment_intents/{intent}")
def types_of_an_update_added(params: Params) -> Params:
    """An update adds types of payment methods, and takes none away."""
    types = params.get("payment_method_types")
    return {**params, "payment_method_types": [*types, "us_bank_account"]} if types else params


@seams.objects("* /v1/issuing/card*")
def one_limit_kept(item: Object) -> Object:
    """Of several spending limits the first is kept."""
    return _limited(item, lambda limits: limits[:1])


@seams.objects("* /v1/issuing/card*")
def limits_turned_round(item: Object) -> Object:
    """Spending limits come in the opposite order."""
    return _limited(item, lambda limits: limits[::-1])


@seams.objects("* /v1/issuing/card*")
def limits_share_an_interval(item: Object) -> Object:
    """All spending limits have the interval of the first."""
    return _limited(
        item, lambda limits: [{**limit, "interval": limits[0]["interval"]} for limit in limits]
    )


def _limited(item: Object, change: Callable[[list[Any]], list[Any]]) -> Object:
    controls = item.get("spending_controls")
    if not isinstance(controls, dict) or not controls.get("spending_limits"):
        return item
    limits = controls["spending_limits"]
    return {**item, "spending_controls": {**controls, "spending_limits": change(limits)}}


@seams.objects("* /v1/link_account_sessions*")
def addresses_cut(item: Object) -> Object:
    """An address is kept without what stands behind its path."""
    found = item.get("return_url")
    return {**item, "return_url": found.partition("?")[0]} if isinstance(found, str) else item
