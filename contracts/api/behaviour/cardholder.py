"""Issuing cardholders (catalogue 2.1, 3.6).

A cardholder made with `individual` but without both of its names has past-due requirements: that
is how a client of the sandbox gets one whose cards cannot be activated. Giving the names later
lifts them. One made from name and billing alone can be used at once.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from contracts.model import Contracts
from sandbox.call import Call
from sandbox.errors import invalid
from sandbox.objects import change, create
from sandbox.registry import behaviour, keeps, seed
from sandbox.store import Object, Store

KIND = "issuing.cardholder"
keeps(KIND)
_PAIRS = ("categories", "merchant_countries", "card_presences")
_MINIMUM_AGE = 13
_DIALLING_CODES = {"US": "+1", "CA": "+1"}
_NATIONAL_DIGITS = 10  # of a North American number


def check_controls(params: dict[str, Any]) -> None:
    """Refuse an allowed and a blocked list of the same thing (CH-20). Raises ApiError."""
    controls = params.get("spending_controls") or {}
    for name in _PAIRS:
        if controls.get(f"allowed_{name}") and controls.get(f"blocked_{name}"):
            text = f"You cannot set both allowed_{name} and blocked_{name}."
            raise invalid(text, f"spending_controls[blocked_{name}]")


def controls_of(item: Object, params: dict[str, Any]) -> None:
    """Keep one list of each pair: the one that was sent last."""
    sent, kept = params.get("spending_controls") or {}, item.get("spending_controls") or {}
    for name in _PAIRS:
        for one, other in (("allowed", "blocked"), ("blocked", "allowed")):
            if sent.get(f"{one}_{name}") and kept.get(f"{other}_{name}"):
                kept[f"{other}_{name}"] = None


def _check_birth(call: Call) -> None:
    """Refuse a person of thirteen years or less (CH-18). Raises ApiError."""
    dob = (call.get("individual") or {}).get("dob")
    if not dob:
        return
    today = datetime.fromtimestamp(call.now, UTC).date()
    turned = (dob["year"] + _MINIMUM_AGE, dob["month"], dob["day"])
    if turned >= (today.year, today.month, today.day):
        raise invalid("The cardholder must be over 13 years old.", "individual[dob][year]")


def _e164(number: str, item: Object) -> str:
    """Return a telephone number with its country's code (CH-15), as far as that is known."""
    code = _DIALLING_CODES.get(item["billing"]["address"]["country"] or "")
    national = code is not None and number.isdigit() and len(number) == _NATIONAL_DIGITS
    return f"{code}{number}" if national else number


def _requirements(item: Object) -> Object:
    person = item.get("individual")
    missing = (
        [f"individual.{name}" for name in ("first_name", "last_name") if not person.get(name)]
        if person
        else []
    )
    return {
        "disabled_reason": "requirements.past_due" if missing else None,
        "past_due": missing,
    }


def _derive(item: Object, call: Call, *, tax_id: bool = False) -> Object:
    """Set what follows from the parameters; `tax_id` says that the company had given one."""
    company = call.get("company")
    if company is not None:
        given = bool(company["tax_id"]) if "tax_id" in company else tax_id
        item["company"] = {"tax_id_provided": given}
    if call.get("phone_number"):
        item["phone_number"] = _e164(item["phone_number"], item)
    item["requirements"] = _requirements(item)
    controls_of(item, call.params)
    return item


@behaviour("POST /v1/issuing/cardholders")
def make(call: Call) -> Object:
    """Create a cardholder (CH-07)."""
    check_controls(call.params)
    _check_birth(call)
    kind = "company" if call.sent("company") and not call.sent("individual") else "individual"
    defaults = {"type": call.get("type", kind), "status": call.get("status", "active")}
    item = create(call.store, call.contracts, KIND, call.params, **defaults)
    return _derive(item, call)


@behaviour("POST /v1/issuing/cardholders/{cardholder}")
def update(call: Call) -> Object:
    """Change what was sent (CH-24)."""
    item = call.store.get(KIND, call.id(), "cardholder")
    check_controls(call.params)
    _check_birth(call)
    if item["status"] == "blocked" and call.sent("status"):
        raise invalid("A blocked cardholder cannot be changed.", "status")
    had = bool((item["company"] or {}).get("tax_id_provided"))
    change(item, call.contracts.resource(KIND), call.params)
    return _derive(item, call, tax_id=had)


def plain(store: Store, name: str = "Jenny Rosen", **own: Any) -> Object:
    """Insert a cardholder made by the service itself."""
    address = {"city": "San Francisco", "country": "US", "line1": "123 Main Street",
               "line2": None, "postal_code": "94111", "state": "CA"}  # fmt: skip
    item: Object = {
        "id": own.pop("id"), "object": KIND, "billing": {"address": address}, "company": None,
        "created": store.now(), "email": None, "individual": None, "livemode": False,
        "metadata": {}, "name": name, "phone_number": None, "preferred_locales": None,
        "requirements": {"disabled_reason": None, "past_due": []}, "spending_controls": None,
        "status": "active", "type": "individual", **own,
    }  # fmt: skip
    return store.insert(KIND, item)


@seed
def blocked(store: Store, _contracts: Contracts) -> dict[str, list[str]]:
    """Only the service blocks a cardholder, so there is one from the start."""
    ids = [f"ich_assayblocked{number}" for number in range(2)]
    for name in ids:
        plain(store, id=name, status="blocked")
    return {f"{KIND}:blocked": ids}
