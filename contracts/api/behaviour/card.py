"""Issuing cards (catalogue 2.2, 3.5): creation, activation, cancellation, replacement.

`store.secrets` holds each card's number and check value as `plastic`. Those of a virtual card are
there under their own names as well, which lets a retrieval expand them.
"""

from __future__ import annotations

from typing import Any

from sandbox.call import Call
from sandbox.errors import invalid, missing_parameter
from sandbox.lists import by_fields, page
from sandbox.objects import change, create
from sandbox.registry import behaviour, hidden, keeps
from sandbox.store import Object

from .card_number import KEEPS_NUMBER, Plastic, fresh, renewed
from .cardholder import KIND as CARDHOLDER
from .cardholder import check_controls, controls_of
from .personalization_design import KIND as DESIGN
from .personalization_design import default_design

KIND = "issuing.card"
keeps(KIND)
CURRENCIES = ("usd", "eur", "gbp")
for _name in ("number", "cvc"):
    hidden(KIND, _name, "GET /v1/issuing/cards/{card}")


def _cardholder(call: Call, old: Object | None) -> Object:
    """Return who the card is for; a replacement without `cardholder` goes to the same person."""
    name = call.get("cardholder")
    if name is not None:
        return call.store.reference(CARDHOLDER, name, "cardholder")
    if old is None:
        raise missing_parameter("cardholder")
    return _holder_of(call, old)


def _holder_of(call: Call, card: Object) -> Object:
    return call.store.get(CARDHOLDER, card["cardholder"]["id"])


def _check_activation(holder: Object) -> None:
    """Refuse to activate while requirements are past due (CA-18)."""
    if holder["requirements"]["past_due"]:
        raise invalid("The cardholder has outstanding requirements; the card cannot be activated.")


def _design(call: Call) -> Object | None:
    """Return the design that a card names, which must be active (PD-17)."""
    name = call.get("personalization_design")
    if name is None:
        return None
    design = call.store.reference(DESIGN, name, "personalization_design")
    if design["status"] != "active":
        raise invalid("The personalization design is not active.", "personalization_design")
    return design


def _check_second_line(call: Call, design: Object | None) -> None:
    if not call.get("second_line"):
        return
    if call.params["type"] != "physical":
        raise invalid("Only physical cards have a second line.", "second_line")
    name = design["physical_bundle"] if design else ""
    bundle = call.store.peek("issuing.physical_bundle", name)
    if bundle and bundle["features"]["second_line"] == "unsupported":
        raise invalid("The bundle of this design has no second line.", "second_line")


def _check_new(call: Call) -> None:
    if call.params["currency"] not in CURRENCIES:
        raise invalid("Cards cannot be issued in this currency.", "currency")
    if call.params["type"] == "physical" and not call.get("shipping"):
        raise missing_parameter("shipping")
    if call.sent("replacement_for") != call.sent("replacement_reason"):
        missing = "replacement_for" if call.sent("replacement_reason") else "replacement_reason"
        raise invalid("A replacement needs both the card and the reason.", missing)
    check_controls(call.params)


def _replaced(call: Call) -> Object | None:
    name = call.get("replacement_for")
    return call.store.reference(KIND, name, "replacement_for") if name else None


def _plastic(call: Call, old: Object | None) -> Plastic:
    made = fresh(call.now)
    if old is not None:
        kept = call.store.secrets[old["id"]]["plastic"]
        made = renewed(kept, call.params["replacement_reason"], call.now)
    month, year = call.get("exp_month", made.exp_month), call.get("exp_year", made.exp_year)
    return Plastic(made.number, made.cvc, month, year)


def keep_plastic(secrets: dict[str, dict[str, Any]], card: Object, plastic: Plastic) -> None:
    """Put a card's number and check value where no response shows them unasked (CA-16)."""
    card.pop("number", None)
    card.pop("cvc", None)
    secrets[card["id"]]["plastic"] = plastic
    if card["type"] == "virtual":
        secrets[card["id"]].update(number=plastic.number, cvc=plastic.cvc)


def _shipping(item: Object, call: Call) -> None:
    """Complete the shipping of a physical card; it starts pending (CA-25)."""
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
    old, design = _replaced(call), _design(call)
    _check_second_line(call, design)
    holder = _cardholder(call, old)
    status = call.get("status", "inactive")
    if status == "active":
        _check_activation(holder)
    if design is None and call.params["type"] == "physical":
        design = default_design(call.store)
    plastic = _plastic(call, old)
    item = create(
        call.store, call.contracts, KIND, {**call.params, "cardholder": None},
        brand="Visa", cardholder=holder, status=status, last4=plastic.number[-4:],
        exp_month=plastic.exp_month, exp_year=plastic.exp_year,
        personalization_design=design["id"] if design else None,
    )  # fmt: skip
    keep_plastic(call.store.secrets, item, plastic)
    item["spending_controls"]["spending_limits_currency"] = call.params["currency"]
    _shipping(item, call)
    if old is not None:
        old["replaced_by"] = item["id"]
        _retire(item, call)
    return item


def _retire(item: Object, call: Call) -> None:
    """Cancel the damaged or expired card that an activated replacement stands for (CA-28)."""
    if item["status"] != "active" or item["replacement_reason"] not in KEEPS_NUMBER:
        return
    call.store.get(KIND, item["replacement_for"])["status"] = "canceled"


def _check_status(item: Object, call: Call) -> None:
    status = call.get("status")
    if item["status"] == "canceled" and status != "canceled" and call.sent("status"):
        raise invalid("A canceled card cannot change its status.", "status")
    if status == "active" and item["status"] != "active":
        _check_activation(_holder_of(call, item))
    if call.get("cancellation_reason") and "canceled" not in (status, item["status"]):
        raise invalid("Only a canceled card has a cancellation reason.", "cancellation_reason")


@behaviour("POST /v1/issuing/cards/{card}")
def update(call: Call) -> Object:
    """Change what was sent (CA-31); canceled is final (CA-34)."""
    item = call.store.get(KIND, call.id(), "card")
    _check_status(item, call)
    check_controls(call.params)
    _design(call)
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


def card_of(call: Call) -> Object:
    """Return the card that the parameters of a test call name. Raises ApiError."""
    name = call.get("card")
    if name is None:
        raise missing_parameter("card")
    return call.store.reference(KIND, str(name), "card")
