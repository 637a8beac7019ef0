"""Bank debits and transfers: microdeposits and customers' balances (PI-34, PI-71)."""

from __future__ import annotations

from sandbox.call import Call
from sandbox.errors import ApiError, invalid, missing_parameter
from sandbox.registry import behaviour
from sandbox.store import Object

from . import cash, charge
from .confirmation import PROCESSING_ACCOUNT
from .intent_errors import KIND, unexpected_state
from .visible import to_its_key

MAX_ATTEMPTS = 10
_PREFIX = "payment_method_microdeposit_verification_"
_AMOUNTS = {(32, 45): "", (10, 11): "attempts_exceeded", (40, 41): "timeout"}
_CODES = {"SM11AA": "", "SM33CC": "attempts_exceeded", "SM44DD": "timeout"}


@behaviour("POST /v1/payment_intents/{intent}/verify_microdeposits")
def verify(call: Call) -> Object:
    """Hold the amounts or the code against what was deposited."""
    return to_its_key(call, _compared)


def _compared(call: Call) -> Object:
    item = call.store.get(KIND, call.id(), "intent")
    if call.key == "publishable" and call.get("client_secret") != item["client_secret"]:
        raise ApiError(401, "The client_secret does not match.", param="client_secret")
    if (item["next_action"] or {}).get("type") != "verify_with_microdeposits":
        raise unexpected_state(item, "verify microdeposits of")
    verdict = _judge(call)
    if not verdict:
        return _verified(call, item)
    secrets = call.store.secrets[item["id"]]
    secrets["attempts"] += 1
    if verdict == "attempts_exceeded" or secrets["attempts"] >= MAX_ATTEMPTS:
        verdict = "attempts_exceeded"
    if verdict in ("attempts_exceeded", "timeout"):
        item.update(status="requires_payment_method", payment_method=None, next_action=None)
    param = "amounts" if call.sent("amounts") else "descriptor_code"
    failed = invalid("The microdeposits could not be verified.", param, _PREFIX + verdict)
    failed.attempt = verdict != "amounts_invalid"
    raise failed


def _judge(call: Call) -> str:
    amounts, code = call.get("amounts"), call.get("descriptor_code")
    if amounts is not None and code is not None:
        raise invalid("Send either amounts or descriptor_code.", "descriptor_code")
    if amounts is not None:
        if len(amounts) != 2 or min(amounts) < 1:
            raise invalid("Send two positive amounts.", "amounts", f"{_PREFIX}amounts_invalid")
        return _AMOUNTS.get((min(amounts), max(amounts)), "amounts_mismatch")
    if code is None:
        raise missing_parameter("amounts")
    return _CODES.get(code, "descriptor_code_mismatch")


def _verified(call: Call, item: Object) -> Object:
    method = call.store.get("payment_method", item["payment_method"])
    later = call.store.secrets[item["id"]].get("account") == PROCESSING_ACCOUNT
    found = charge.record(call.store, item, method, captured=not later)
    item.update(next_action=None, latest_charge=found["id"], status="processing")
    if not later:
        item.update(status="succeeded", amount_received=item["amount"])
    return item


@behaviour("POST /v1/payment_intents/{intent}/apply_customer_balance")
def apply(call: Call) -> Object:
    """Pay an intent, or part of it, from its customer's cash."""
    item = call.store.get(KIND, call.id(), "intent")
    if not cash.awaits(item):
        raise unexpected_state(item, "apply a customer balance to")
    remaining = call.store.secrets[item["id"]]["remaining"]
    amount = call.get("amount", remaining)
    if amount > remaining:
        raise invalid("The amount is more than what remains.", "amount", "amount_too_large")
    if call.get("currency", item["currency"]) != item["currency"]:
        raise invalid("The currency is not the intent's.", "currency")
    if call.store.secrets[item["customer"]]["cash"].get(item["currency"], 0) < amount:
        raise invalid("The customer's balance is too small.", "amount")
    cash.pay(call.store, item, amount)
    return item
