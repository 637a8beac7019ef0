"""Attempts that leave nothing, or are none."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.errors import ApiError
from sandbox.service import Service
from sandbox.store import Object, new_id


@seams.anew
def error_stays(_service: Service) -> seams.Install:
    """The error of a decline stays until the next attempt."""
    errors: dict[str, Object] = {}

    @seams.beforehand("POST /v1/payment_intents/{intent}")
    def before(call: Call) -> None:
        intent = call.store.get("payment_intent", call.id())
        errors[intent["id"]] = intent["last_payment_error"]

    @seams.afterwards("POST /v1/payment_intents/{intent}")
    def after(_call: Call, intent: Object) -> None:
        intent["last_payment_error"] = errors[intent["id"]]

    return seams.both(before, after)


@seams.anew
def method_kept(_service: Service) -> seams.Install:
    """A payment method that was declined stays with its intent."""
    methods: dict[str, str] = {}

    @seams.beforehand("POST /v1/payment_intents/*/confirm")
    def before(call: Call) -> None:
        intent = call.store.get("payment_intent", call.id())
        methods[intent["id"]] = call.get("payment_method") or intent["payment_method"]

    @seams.refused("POST /v1/payment_intents/*/confirm")
    def declined(call: Call, refusal: ApiError) -> Object | None:
        if refusal.status == 402:
            intent = call.store.get("payment_intent", call.id())
            intent["payment_method"] = methods[intent["id"]]
        return None

    return seams.both(before, declined)


@seams.afterwards("POST /v1/payment_intents/{intent}")
def charged_by_update(call: Call, intent: Object) -> None:
    """A payment method that is added late is charged at once."""
    if call.get("payment_method"):
        intent["latest_charge"] = new_id("ch_")
