"""Attempts that leave nothing, or are none."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.errors import ApiError
from sandbox.service import Service
from sandbox.store import Object, new_id


def error_stays(service: Service) -> None:
    """The error of a decline stays until the next attempt."""
    errors: dict[str, Object] = {}

    def before(call: Call) -> None:
        intent = call.store.get("payment_intent", call.id())
        errors[intent["id"]] = intent["last_payment_error"]

    def after(_call: Call, intent: Object) -> None:
        intent["last_payment_error"] = errors[intent["id"]]

    seams.beforehand(service, before, "POST /v1/payment_intents/{intent}")
    seams.afterwards(service, after, "POST /v1/payment_intents/{intent}")


def method_kept(service: Service) -> None:
    """A payment method that was declined stays with its intent."""
    methods: dict[str, str] = {}

    def before(call: Call) -> None:
        intent = call.store.get("payment_intent", call.id())
        methods[intent["id"]] = call.get("payment_method") or intent["payment_method"]

    def declined(call: Call, refusal: ApiError) -> Object | None:
        if refusal.status == 402:
            intent = call.store.get("payment_intent", call.id())
            intent["payment_method"] = methods[intent["id"]]
        return None

    seams.beforehand(service, before, "POST /v1/payment_intents/*/confirm")
    seams.refused(service, declined, "POST /v1/payment_intents/*/confirm")


def charged_by_update(service: Service) -> None:
    """A payment method that is added late is charged at once."""

    def change(call: Call, intent: Object) -> None:
        if call.get("payment_method"):
            intent["latest_charge"] = new_id("ch_")

    seams.afterwards(service, change, "POST /v1/payment_intents/{intent}")
