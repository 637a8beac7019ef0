"""What is left to do before a payment goes on, or a refusal where nobody can act (PI-52 to 62)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from suites.scenes.laws import scene_laws
from suites.scenes.scene import GIVEN, Form, Is, Rule, Scene, one_of

from ._cards import AGAIN, CAREFUL, paid_with, refused
from ._payment_intent import BACK, CARD, ELSEWHERE, INTENTS, NOTHING, PAY

COLUMN = "money"
FILLED = Is(
    "filled for its type",
    lambda found, _: isinstance(found, dict) and bool(found.get(str(found.get("type")))),
)
BACK_AGAIN = Is(
    "a way back to where the request says, where the customer is sent away",
    lambda found, _: (
        (isinstance(found, dict) and found.get("type") != _AWAY) or _back(found) == BACK
    ),
)
_AWAY = "redirect_to_url"
_TRANSFER = "next_action.display_bank_transfer_instructions"
_TRANSFERS: dict[str, tuple[str, Form]] = {
    "us_bank_transfer": ("usd", {}),
    "eu_bank_transfer": ("eur", {"eu_bank_transfer": {"country": "DE"}}),
}


def _back(found: Any) -> Any:
    inner = found.get(_AWAY) if isinstance(found, dict) else None
    return inner.get("return_url") if isinstance(inner, dict) else None


def _authenticated() -> Iterator[Scene]:
    """A card that asks for authentication stops at an action, off session at a 402."""
    waits = {"status": "requires_action", "next_action": FILLED, **NOTHING, "latest_charge": None,
             "next_action.type": one_of("use_stripe_sdk", "redirect_to_url")}  # fmt: skip
    for kind, method in CAREFUL.items():
        yield Scene(CARD, (("confirm", {"payment_method": method, "return_url": BACK}),), (
            Rule(f"action.needed.{kind}", "PI-52", waits),
            Rule(f"action.returns.{kind}", "PI-52", {"next_action": BACK_AGAIN}, "should"),
        ), twin=paid_with(return_url=BACK))  # fmt: skip
    method = CAREFUL["required"]
    yield Scene({**PAY, "payment_method": method, "return_url": BACK}, (), (
        Rule("action.needed", "PI-52", waits),
    ), twin=Scene({**PAY, "return_url": BACK}))  # fmt: skip
    declined = {**refused("authentication_required"), "status": AGAIN, **NOTHING}
    yield Scene(CARD, (("confirm", {"payment_method": method, "off_session": True}),), (
        Rule("action.off_session", "PI-62", declined),
    ), twin=paid_with(off_session=True))  # fmt: skip
    yield Scene({**PAY, "payment_method": method, "off_session": True}, (), (
        Rule("action.off_session", "PI-62", declined),
    ), twin=Scene({**PAY, "off_session": True}))  # fmt: skip
    yield Scene(CARD, (("confirm", {"payment_method": method, "error_on_requires_action": True}),),
                (Rule("action.refused", "PI-53", {"http": 402, "status": AGAIN}, "should"),),
                twin=paid_with(error_on_requires_action=True))  # fmt: skip


def _dropped() -> Iterator[Scene]:
    """Another payment method takes the place of the one that asked (PI-25)."""
    yield Scene("requires_action", (("update", {"payment_method": "pm_card_visa"}),), (
        Rule("action.dropped", "PI-25", {
            "status": "requires_confirmation", "next_action": None,
        }, "should"),
    ))  # fmt: skip


def _sent_away() -> Iterator[Scene]:
    """Who pays elsewhere is sent there, and comes back to where the request says (PI-52)."""
    yield Scene({**ELSEWHERE, "confirm": True, "return_url": BACK}, (), (
        Rule("action.returns", "PI-52", {
            "status": "requires_action", "next_action.type": _AWAY, **NOTHING,
            f"next_action.{_AWAY}.return_url": BACK, f"next_action.{_AWAY}.url": GIVEN,
        }, "should"),
    ), twin=Scene(ELSEWHERE))  # fmt: skip


def _transferred() -> Iterator[Scene]:
    """Who pays by transfer is told how: all of it, in the way that was asked for (PI-52)."""
    for kind, (currency, more) in _TRANSFERS.items():
        form = {
            "amount": 2000, "currency": currency, "customer": "@customer!",
            "payment_method_types": ["customer_balance"],
            "payment_method_data": {"type": "customer_balance"},
            "payment_method_options": {"customer_balance": {
                "funding_type": "bank_transfer", "bank_transfer": {"type": kind, **more}}},
        }  # fmt: skip
        yield Scene({**form, "confirm": True}, (), (
            Rule(f"action.transfer.{kind}", "PI-52", {
                "status": "requires_action", f"{_TRANSFER}.type": kind, **NOTHING,
                f"{_TRANSFER}.amount_remaining": 2000, f"{_TRANSFER}.currency": currency,
            }, "should"),
        ), twin=Scene(form))  # fmt: skip


_TABLES = (_authenticated, _dropped, _sent_away, _transferred)
LAWS = scene_laws(INTENTS, *_TABLES, wrong="payments that need an action")
