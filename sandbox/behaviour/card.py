"""Issuing cards (catalogue 2.2, 3.5): creation, activation, cancellation, replacement."""

from __future__ import annotations

import random
from typing import Any

from sandbox.behaviour.cardholder import check_controls, controls_of
from sandbox.call import Call
from sandbox.errors import ApiError, invalid, missing_parameter
from sandbox.lists import by_fields, page
from sandbox.objects import change, create
from sandbox.registry import HIDDEN, behaviour
from sandbox.store import Object

KIND = "issuing.card"
CURRENCIES = ("usd", "eur", "gbp")
_random = random.SystemRandom()
for _name in ("number", "cvc"):
    HIDDEN[KIND, _name] = ("GET /v1/issuing/cards/{card}",)


def _cardholder(call: Call) -> Object:
    name, old = call.get("cardholder"), call.get("replacement_for")
    if name is None and old is not None:
        return _holder_of(call, call.store.reference(KIND, old, "replacement_for"))
    if name is None:
        raise missing_parameter("cardholder")
    return call.store.reference("issuing.cardholder", name, "cardholder")


def _holder_of(call: Call, card: Object) -> Object:
    return call.store.get("issuing.cardholder", card["cardholder"]["id"])


def _check_activation(holder: Object) -> None:
    if holder["requirements"]["past_due"]:
        raise invalid("The cardholder has outstanding requirements; the card cannot be activated.")


def _check_design(call: Call) -> None:
    name = call.get("personalization_design")
    if name is None:
        return
    design = call.store.reference("issuing.personalization_design", name, "personalization_design")
    if design["status"] != "active":
        raise invalid("The personalization design is not active.", "personalization_design")


def _check_new(call: Call) -> None:
    if call.params["currency"] not in CURRENCIES:
        raise invalid("Cards cannot be issued in this currency.", "currency")
    if call.params["type"] == "physical" and not call.get("shipping"):
        raise missing_parameter("shipping")
    if call.get("second_line") and call.params["type"] != "physical":
        raise invalid("Only physical cards have a second line.", "second_line")
    if call.sent("replacement_for") != call.sent("replacement_reason"):
        raise invalid("A replacement needs both the card and the reason.", "replacement_reason")
    check_controls(call.params)
    _check_design(call)


def _numbers(old: Object | None, reason: str | None, call: Call) -> dict[str, str]:
    cvc = f"{_random.randrange(1000):03d}"
    if old is not None and reason in ("damaged", "expired"):
        return {**call.store.secrets[old["id"]], "cvc": cvc}
    return {"number": f"400000{_random.randrange(10**10):010d}", "cvc": cvc}


def _shipping(item: Object, call: Call) -> None:
    sent = call.get("shipping")
    if not sent or not item["shipping"]:
        return
    defaults = {"service": "standard", "type": "individual", "status": "pending"}
    item["shipping"] = {**defaults, **item["shipping"]}
    for name, value in defaults.items():
        item["shipping"][name] = item["shipping"].get(name) or value
    mode = (sent.get("address_validation") or {}).get("mode")
    if mode:
        checked = {"mode": mode, "normalized_address": None, "result": None}
        item["shipping"]["address_validation"] = checked


@behaviour("POST /v1/issuing/cards")
def make(call: Call) -> Object:
    """Create a card, maybe in the place of another (CA-08, CA-26)."""
    _check_new(call)
    holder = _cardholder(call)
    status = call.get("status", "inactive")
    if status == "active":
        _check_activation(holder)
    old = None
    if call.get("replacement_for"):
        old = call.store.reference(KIND, call.get("replacement_for"), "replacement_for")
    secrets = _numbers(old, call.get("replacement_reason"), call)
    item = create(
        call.store, call.contracts, KIND, {**call.params, "cardholder": None},
        brand="Visa", cardholder=holder, status=status, last4=secrets["number"][-4:],
        exp_month=call.get("exp_month", 12), exp_year=call.get("exp_year", 2030),
    )  # fmt: skip
    for name in ("number", "cvc"):
        item.pop(name, None)
    item["spending_controls"]["spending_limits_currency"] = call.params["currency"]
    _shipping(item, call)
    call.store.secrets[item["id"]] = secrets
    if old is not None:
        old["replaced_by"] = item["id"]
        _retire(item, call)
    return item


def _retire(item: Object, call: Call) -> None:
    """Cancel the card that an activated replacement stands for (CA-28)."""
    if item["status"] != "active" or not item["replacement_for"]:
        return
    old = call.store.get(KIND, item["replacement_for"])
    if item["replacement_reason"] in ("damaged", "expired"):
        old["status"] = "canceled"


def _check_status(item: Object, call: Call) -> None:
    status = call.get("status")
    if item["status"] == "canceled" and status != "canceled" and call.sent("status"):
        raise invalid("A canceled card cannot change its status.", "status")
    if status == "active":
        _check_activation(_holder_of(call, item))
    if call.get("cancellation_reason") and "canceled" not in (status, item["status"]):
        raise invalid("Only a canceled card has a cancellation reason.", "cancellation_reason")


@behaviour("POST /v1/issuing/cards/{card}")
def update(call: Call) -> Object:
    """Change what was sent (CA-31); canceled is final (CA-34)."""
    item = call.store.get(KIND, call.id(), "card")
    _check_status(item, call)
    check_controls(call.params)
    _check_design(call)
    if call.sent("shipping") and item["type"] != "physical":
        raise invalid("Only physical cards are shipped.", "shipping")
    change(item, call.contracts.resource(KIND), call.params)
    controls_of(item, call.params)
    _shipping(item, call)
    _retire(item, call)
    return item


@behaviour("GET /v1/issuing/cards")
def listing(call: Call) -> Object:
    """List cards; `cardholder` filters by the id of the embedded object (CA-02)."""
    return page(call, KIND, by_fields(call.params))


def card_of(call: Call, params: dict[str, Any]) -> Object:
    """Return the card that the parameters of a test call name. Raises ApiError."""
    if "card" not in params:
        raise missing_parameter("card")
    return call.store.reference(KIND, str(params["card"]), "card")


def require_active(card: Object) -> None:
    """Raise ApiError (400) when a card cannot be used."""
    if card["status"] != "active":
        raise ApiError(400, "The card is not active.", param="card")
