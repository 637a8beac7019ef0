"""What the scenes of PaymentIntents share: the forms they start from, and what rules often want."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from suites.looking.say import shown
from suites.scenes.scene import ABSENT, Form, Rule, Scene, Setting, one_of


def _unheld(form: Form, item: Mapping[str, Any]) -> str:
    """Return why an intent that should hold money does not."""
    held = form.get("confirm") and form.get("capture_method") == "manual"
    status = item.get("status")
    if not held or status == "requires_capture":
        return ""
    return f"the intent made for it has status {shown(status)}, not held"


INTENTS = Setting(
    "payment_intent", beside="latest_charge", alias="charge",
    # What an account that lacks a way to pay says.
    lacking=("payment_method_unactivated", "payment_method_not_available", "account_invalid"),
    lent=("payment_method",), unfit=_unheld,
    # Made of the numbers of the same test cards, where an account knows no payment method by name.
    stand_ins={
        "pm_card_visa": "@payment_method!",
        "pm_card_chargeDeclined": "@payment_method:declining!",
        "pm_card_authenticationRequired": "@payment_method:authenticating!",
    },
)  # fmt: skip
REFUSED = {"http": 400, "error.type": "invalid_request_error"}
UNEXPECTED = {**REFUSED, "error.code": "payment_intent_unexpected_state"}
BACK = "https://example.com/return"

# -- forms -------------------------------------------------------------------------------------

PLAIN: Form = {"amount": 2000, "currency": "usd"}
CARD: Form = {**PLAIN, "payment_method_types": ["card"]}
VISA: Form = {**CARD, "payment_method": "pm_card_visa"}
PAY: Form = {**VISA, "confirm": True}
HOLD: Form = {**PAY, "capture_method": "manual"}
ELSEWHERE: Form = {"amount": 2000, "currency": "eur", "payment_method_types": ["ideal"],
                   "payment_method_data": {"type": "ideal"}}  # fmt: skip
AUTOMATIC: Form = {"automatic_payment_methods": {"enabled": True}}

# -- states ------------------------------------------------------------------------------------

NOTHING = {"amount_received": 0, "amount_capturable": 0}
UNPAID = {"amount_received": one_of(0, None), "latest_charge": ABSENT}
PAID = {"status": "succeeded", "amount": 2000, "amount_received": 2000, "amount_capturable": 0}
HELD = {"status": "requires_capture", "amount": 2000, "amount_received": 0,
        "amount_capturable": 2000}  # fmt: skip


def refusal(name: str, clause: str, level: Any, form: Form, twin: Form) -> Scene:
    """Return the creation that is refused where its twin is accepted."""
    return Scene(form, (), (Rule(name, clause, REFUSED, level),), twin=Scene(twin))
