"""What a charge says of amounts."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object


@seams.afterwards("POST /v1/payment_intents/*/capture")
def whole(call: Call, intent: Object) -> None:
    """The charge says that all of it was captured, whatever was."""
    charge = call.store.get("charge", intent["latest_charge"])
    charge["amount_captured"] = charge["amount"]


@seams.afterwards("POST /v1/payment_intents*")
def one_more(call: Call, intent: Object) -> None:
    """A charge is one more than was to be paid."""
    charge = call.store.find(str(intent.get("latest_charge")))
    if charge is not None:
        charge["amount"] = intent["amount"] + 1


@seams.afterwards("POST /v1/payment_intents*")
def nothing_until_captured(call: Call, intent: Object) -> None:
    """The charge of what is held has an amount once it is captured."""
    charge = call.store.find(str(intent.get("latest_charge")))
    if charge is not None and intent.get("status") == "requires_capture":
        charge["amount"] = 0


@seams.afterwards("POST /v1/payment_intents*")
def in_another_currency(call: Call, intent: Object) -> None:
    """A charge is in another currency than was to be paid."""
    charge = call.store.find(str(intent.get("latest_charge")))
    if charge is not None:
        charge["currency"] = "eur"


@seams.afterwards("POST /v1/payment_intents*")
def captured_by_hand_alone(call: Call, intent: Object) -> None:
    """What a charge captured is counted where it was held first."""
    charge = call.store.find(str(intent.get("latest_charge")))
    if charge is not None and intent.get("capture_method") != "manual":
        charge["amount_captured"] = 0
