"""The reasons of declines."""

from __future__ import annotations

from sandbox import seams
from sandbox.seams import Params
from sandbox.store import Object


@seams.errors()
def no_decline_code(status: int, error: Params) -> tuple[int, Params]:
    """A decline has no decline code."""
    error.pop("decline_code", None)
    return status, error


@seams.errors()
def no_charge(status: int, error: Params) -> tuple[int, Params]:
    """A decline does not name its charge."""
    error.pop("charge", None)
    return status, error


@seams.objects("* /v1/payment_intents*")
def reason_not_kept(item: Object) -> Object:
    """An intent that was declined does not say why when it is read."""
    told = {n: v for n, v in (item["last_payment_error"] or {}).items() if n != "decline_code"}
    return {**item, "last_payment_error": told or None}


@seams.errors()
def reason_of_another(status: int, error: Params) -> tuple[int, Params]:
    """Every decline has the same decline code."""
    if "decline_code" in error:
        error["decline_code"] = "do_not_honor"
    return status, error


@seams.errors()
def objects_by_id(status: int, error: Params) -> tuple[int, Params]:
    """The objects that an error shows are their ids."""
    return status, {name: value["id"] if isinstance(value, dict) and "id" in value else value
                    for name, value in error.items()}  # fmt: skip


@seams.objects("* /v1/payment_intents*")
def charge_of_another(item: Object) -> Object:
    """The error that an intent keeps names another charge."""
    told = item.get("last_payment_error")
    return {**item, "last_payment_error": {**told, "charge": "ch_another"}} if told else item


@seams.errors()
def code_of_another(status: int, error: Params) -> tuple[int, Params]:
    """The intent in a decline keeps another code than the decline has."""
    intent = error.get("payment_intent")
    told = intent.get("last_payment_error") if isinstance(intent, dict) else None
    if intent is None or not told:
        return status, error
    kept = {**intent, "last_payment_error": {**told, "code": "processing_error"}}
    return status, {**error, "payment_intent": kept}
