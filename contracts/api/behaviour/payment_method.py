"""Payment methods: the test ones by name, and those made of details.

What will happen when one is charged is an `Outcome`, kept beside the object.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sandbox.call import Call
from sandbox.errors import invalid, missing_parameter
from sandbox.lists import lenient_page
from sandbox.objects import remark
from sandbox.registry import keeps, neighbour, resolver
from sandbox.store import Object, Store, new_id

KIND = "payment_method"
keeps(KIND)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a charge of a payment method does: approve, decline, authenticate, or take its time."""

    kind: str = "approve"  # approve, decline, authenticate, debit, transfer, redirect
    code: str | None = None
    decline_code: str | None = None
    brand: str = "visa"
    last4: str = "4242"


def _declined(code: str, decline: str | None = None, last4: str = "0002") -> Outcome:
    return Outcome("decline", code, decline, last4=last4)


_APPROVED = {
    "visa": "4242", "visa_debit": "5556", "mastercard": "4444", "mastercard_debit": "3222",
    "mastercard_prepaid": "5100", "amex": "0005", "discover": "9424", "diners": "3237",
    "jcb": "0505", "unionpay": "0005", "us": "4242", "br": "0002", "gb": "0000", "fr": "0003",
}  # fmt: skip
_FUNDS = _declined("card_declined", "insufficient_funds", "9995")
TEST_METHODS: dict[str, Outcome] = {
    **{
        f"pm_card_{name}": Outcome(brand=name.partition("_")[0] if len(name) > 2 else "visa",
                                   last4=last4)
        for name, last4 in _APPROVED.items()
    },
    "pm_card_chargeDeclined": _declined("card_declined", "generic_decline"),
    "pm_card_visa_chargeDeclined": _declined("card_declined", "generic_decline"),
    "pm_card_chargeDeclinedInsufficientFunds": _FUNDS,
    "pm_card_visa_chargeDeclinedInsufficientFunds": _FUNDS,
    "pm_card_visa_chargeDeclinedLostCard": _declined("card_declined", "lost_card", "9987"),
    "pm_card_visa_chargeDeclinedStolenCard": _declined("card_declined", "stolen_card", "9979"),
    "pm_card_chargeDeclinedFraudulent": _declined("card_declined", "fraudulent", "0019"),
    "pm_card_chargeDeclinedExpiredCard": _declined("expired_card", last4="0069"),
    "pm_card_chargeDeclinedIncorrectCvc": _declined("incorrect_cvc", last4="0127"),
    "pm_card_chargeDeclinedProcessingError": _declined("processing_error", last4="0119"),
    "pm_card_authenticationRequired": Outcome("authenticate", last4="3184"),
    "pm_card_authenticationRequiredOnSetup": Outcome("authenticate", last4="3155"),
    "pm_card_threeDSecure2Required": Outcome("authenticate", last4="3220"),
    "pm_card_threeDSecureRequired": Outcome("authenticate", last4="3063"),
    "pm_usBankAccount": Outcome("debit", last4="6789"),
    "pm_usBankAccount_success": Outcome("debit", last4="6789"),
}  # fmt: skip
_NUMBERS = {outcome.last4: outcome for outcome in TEST_METHODS.values() if outcome.kind != "debit"}
_KINDS = {"sepa_debit": "debit", "us_bank_account": "debit", "acss_debit": "debit",
          "bacs_debit": "debit", "au_becs_debit": "debit", "nz_bank_account": "debit",
          "customer_balance": "transfer", "card": "approve", "link": "approve"}  # fmt: skip
_BILLING = ("address", "email", "name", "phone", "tax_id")
_ADDRESS = ("city", "country", "line1", "line2", "postal_code", "state")


def _billing(details: dict[str, Any] | None) -> Object:
    sent = details or {}
    found = {name: sent.get(name) for name in _BILLING}
    address = sent.get("address") or {}
    found["address"] = {name: address.get(name) for name in _ADDRESS}
    return found


def _card(outcome: Outcome) -> Object:
    return {
        "brand": outcome.brand, "checks": {"address_line1_check": None,
        "address_postal_code_check": None, "cvc_check": "unchecked"}, "country": "US",
        "display_brand": outcome.brand, "exp_month": 12, "exp_year": 2034,
        "fingerprint": "assayfingerprint", "funding": "credit", "generated_from": None,
        "last4": outcome.last4, "networks": {"available": [outcome.brand], "preferred": None},
        "regulated_status": "unregulated", "three_d_secure_usage": {"supported": True},
        "wallet": None,
    }  # fmt: skip


def build(store: Store, kind: str, outcome: Outcome, **own: Any) -> Object:
    """Insert a payment method of a type."""
    item: Object = {
        "id": new_id("pm_"), "object": KIND, "allow_redisplay": "unspecified",
        "billing_details": _billing(own.pop("billing", None)), "created": store.now(),
        "customer": None, "livemode": False, "metadata": {}, "type": kind, kind: {}, **own,
    }  # fmt: skip
    if kind == "card":
        item["card"] = _card(outcome)
    store.secrets[item["id"]] = {"outcome": outcome}
    return store.insert(KIND, item)


def of_data(store: Store, data: dict[str, Any]) -> Object:
    """Insert a payment method made of `payment_method_data`. Raises ApiError."""
    kind = data["type"]
    details = data.get(kind) or {}
    if kind == "card":
        raise invalid("Raw card details are not accepted; use a test payment method.",
                      "payment_method_data[type]")  # fmt: skip
    shown = {k: v for k, v in details.items() if k not in ("account_number", "iban")}
    number = str(details.get("account_number") or details.get("iban") or "")
    if number:
        shown["last4"] = number[-4:]
    outcome = Outcome(_KINDS.get(kind, "redirect"), last4=number[-4:])
    item = build(store, kind, outcome, billing=data.get("billing_details"), **{kind: shown})
    store.secrets[item["id"]]["raw"] = bool(number)
    return item


def use(store: Store, name: str, param: str) -> Object:
    """Return the payment method that a parameter names; a test one is made anew (T-21)."""
    if name in TEST_METHODS:
        outcome = TEST_METHODS[name]
        return build(store, "us_bank_account" if outcome.kind == "debit" else "card", outcome)
    return store.reference(KIND, name, param)


@resolver(KIND)
def known(_store: Store, name: str) -> Object | None:
    """Accept the names of test payment methods wherever an id is expected."""
    return {"id": name} if name in TEST_METHODS else None


@neighbour("POST /v1/payment_methods")
def make(call: Call) -> Object:
    """Create a payment method, a card from a test token."""
    kind = call.get("type")
    if not isinstance(kind, str):
        raise missing_parameter("type")
    if kind != "card":
        details = {key: value for key, value in call.params.items() if isinstance(value, dict)}
        return of_data(call.store, {"type": kind, **details})
    billing = call.get("billing_details")
    return build(call.store, "card", _of_card(call.get("card")),
                 billing=billing if isinstance(billing, dict) else None)  # fmt: skip


def _of_card(card: Any) -> Outcome:
    """Return what a test token, or the last digits of a test card's number, stand for."""
    sent = card if isinstance(card, dict) else {}
    if "number" in sent:
        return _NUMBERS.get(str(sent["number"])[-4:], Outcome(last4=str(sent["number"])[-4:]))
    token = str(sent.get("token", "tok_visa"))
    return TEST_METHODS.get(f"pm_card_{token.removeprefix('tok_')}", Outcome())


@neighbour("GET /v1/payment_methods")
def listing(call: Call) -> Object:
    """List the payment methods of a customer."""
    return lenient_page(call, KIND, "customer", "type")


@neighbour("GET /v1/payment_methods/{payment_method}")
def retrieve(call: Call) -> Object:
    """Retrieve a payment method; a test one is made anew (T-21)."""
    if call.id() in TEST_METHODS:
        return use(call.store, call.id(), "payment_method")
    return call.store.get(KIND, call.id())


@neighbour("POST /v1/payment_methods/{payment_method}")
def update(call: Call) -> Object:
    """Change the metadata of a payment method."""
    item = call.store.get(KIND, call.id())
    remark(item, call.params)
    return item


@neighbour("POST /v1/payment_methods/{payment_method}/attach")
def attach(call: Call) -> Object:
    """Give a payment method to a customer."""
    item = use(call.store, call.id(), "payment_method")
    customer = call.get("customer")
    if not isinstance(customer, str):
        raise missing_parameter("customer")
    item["customer"] = call.store.reference("customer", customer, "customer")["id"]
    return item


@neighbour("POST /v1/payment_methods/{payment_method}/detach")
def detach(call: Call) -> Object:
    """Take a payment method from its customer."""
    item = call.store.get(KIND, call.id())
    item["customer"] = None
    return item
