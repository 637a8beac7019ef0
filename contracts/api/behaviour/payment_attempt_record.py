"""Payment records reported by the merchant, and their attempts (catalogue 2.7)."""

from __future__ import annotations

from typing import Any

from contracts.model import Contracts
from sandbox.call import Call
from sandbox.decode import whole
from sandbox.lists import page
from sandbox.objects import build
from sandbox.registry import behaviour, keeps, neighbour, seed
from sandbox.store import Object, Store, new_id

KIND = "payment_attempt_record"
RECORD = "payment_record"
keeps(RECORD)
_AMOUNTS = ("amount", "amount_authorized", "amount_canceled", "amount_failed", "amount_guaranteed",
            "amount_refunded", "amount_requested")  # fmt: skip
_PAID = ("amount", "amount_authorized", "amount_guaranteed", "amount_requested")
SEEDED = "prcd_assayrecord"


def _amounts(value: int, currency: str) -> dict[str, Any]:
    return {
        part: {"currency": currency, "value": value if part in _PAID else 0} for part in _AMOUNTS
    }


def _attempt(
    store: Store, contracts: Contracts, record: str, value: int, currency: str, name: str
) -> Object:
    item = build(
        contracts.resource(KIND), {}, id=name, created=store.now(), livemode=False, metadata={},
        payment_record=record, reported_by="self", customer_presence="on_session",
        processor_details={"type": "custom", "custom": {"payment_reference": name}},
        **_amounts(value, currency),
    )  # fmt: skip
    return store.insert(KIND, item)


@neighbour("POST /v1/payment_records/report_payment")
def report(call: Call) -> Object:
    """Report a payment made elsewhere: a record with one attempt."""
    asked = call.get("amount_requested")
    asked = asked if isinstance(asked, dict) else {}
    value = whole(asked.get("value")) or 0
    currency = str(asked.get("currency", "usd"))
    item: Object = {
        "id": new_id("prcd_"), "object": RECORD, "created": call.now, "livemode": False,
        "latest_payment_attempt_record": None, "metadata": {}, "customer_details": None,
        "customer_presence": call.get("customer_presence"), "description": None,
        "payment_method_details": None, "shipping_details": None, "reported_by": "self",
        "processor_details": {"type": "custom", "custom": None},
        **_amounts(value, currency),
    }  # fmt: skip
    call.store.insert(RECORD, item)
    made = _attempt(call.store, call.contracts, item["id"], value, currency, new_id("par_"))
    item["latest_payment_attempt_record"] = made["id"]
    return item


@behaviour("GET /v1/payment_attempt_records")
def listing(call: Call) -> Object:
    """List the attempts of one record (PAR-01)."""
    wanted = call.params["payment_record"]
    return page(call, KIND, lambda item: item["payment_record"] == wanted)


@seed
def attempts(store: Store, contracts: Contracts) -> dict[str, list[str]]:
    """A record with fourteen attempts."""
    store.insert(RECORD, {"id": SEEDED, "object": RECORD, "created": store.now(),
                          "livemode": False, "metadata": {}})  # fmt: skip
    names = [f"par_assayattempt{number:02d}" for number in range(14)]
    for number, name in enumerate(names):
        _attempt(store, contracts, SEEDED, 1000 + number, "usd", name)
    return {RECORD: [SEEDED], KIND: names[:1]}
