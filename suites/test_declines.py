"""Declined cards, and cards that ask for authentication (catalogue 3.2, G-29, PI-52 to PI-64)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from suites.legacy import Lab
from suites.scenes import (
    ABSENT,
    AS_READ,
    CARD,
    GIVEN,
    NOTHING,
    OWN_ID,
    PAID,
    PAY,
    UNPAID,
    VISA,
    Is,
    Rule,
    Scene,
    one_of,
    params,
)
from suites.stage import judge

# Test payment method, code and decline code of each kind of decline; "" where none is certain.
DECLINES = {
    "declined": ("pm_card_chargeDeclined", "card_declined", "generic_decline"),
    "funds": ("pm_card_chargeDeclinedInsufficientFunds", "card_declined", "insufficient_funds"),
    "expired": ("pm_card_chargeDeclinedExpiredCard", "expired_card", ""),
    "cvc": ("pm_card_chargeDeclinedIncorrectCvc", "incorrect_cvc", ""),
    "processing": ("pm_card_chargeDeclinedProcessingError", "processing_error", ""),
}
CAREFUL = {"required": "pm_card_authenticationRequired", "secure": "pm_card_threeDSecure2Required"}
BACK = "https://example.com/return"
AGAIN = "requires_payment_method"
FAILED_CHARGE = Is(
    "the latest charge",
    lambda found, play: bool(found) and found in (play.charge, _id_of(play.charge)),
)
FILLED = Is(
    "filled for its type",
    lambda found, _: isinstance(found, dict) and bool(found.get(str(found.get("type")))),
)

CONTENTS = {
    "http": 402, "error.param": ABSENT, "error.payment_intent": AS_READ,
    "error.payment_intent.id": OWN_ID, "error.payment_intent.status": AGAIN,
}  # fmt: skip


def _id_of(charge: object) -> object:
    return charge.get("id") if isinstance(charge, dict) else None


def _refused(code: str) -> dict[str, object]:
    return {"http": 402, "error.type": "card_error", "error.code": code}


def _reason(decline_code: str) -> dict[str, object]:
    """Return what a decline says beside its code: the charge, the method, why (G-29)."""
    told: dict[str, object] = {
        "http": 402, "error.charge": FAILED_CHARGE, "error.payment_method.object": "payment_method",
    }  # fmt: skip
    return told | ({"error.decline_code": decline_code} if decline_code else {})


def _paid_with(**option: object) -> Scene:
    """Return the confirmation of a card that is good and asks for nothing, with the same option."""
    return Scene(AGAIN, (("confirm", {"payment_method": "pm_card_visa", **option}),))


def _declined() -> Iterator[Scene]:
    """A decline is a 402 that leaves the intent waiting for another payment method (PI-59)."""
    for kind, (method, code, decline_code) in DECLINES.items():
        yield Scene(CARD, (("confirm", {"payment_method": method}),), (
            Rule(f"decline.refused.{kind}", "PI-59", _refused(code)),
            Rule(f"decline.state.{kind}", "PI-59", {
                "http": 402, "status": AGAIN, "payment_method": None, **NOTHING,
                "last_payment_error.type": "card_error", "last_payment_error.code": code,
            }),
            Rule(f"decline.charge.{kind}", "PI-59", {
                "http": 402, "latest_charge": GIVEN, "charge.status": "failed",
                "charge.paid": False, "charge.captured": False,
            }),
            Rule(f"decline.contents.{kind}", "G-29", CONTENTS),
            Rule(f"decline.reason.{kind}", "G-29", _reason(decline_code), "should"),
        ), twin=_paid_with())  # fmt: skip
    method, code, decline_code = DECLINES["declined"]
    left = {"http": 402, "status": AGAIN, "payment_method": None, **NOTHING,
            "last_payment_error.code": code}  # fmt: skip
    for place, form in (("automatic", {"capture_method": "automatic"}),
                        ("manual", {"capture_method": "manual"})):  # fmt: skip
        yield Scene({**CARD, **form}, (("confirm", {"payment_method": method}),), (
            Rule(f"decline.state.{place}", "PI-59", left),
        ), twin=_paid_with(), deep=place == "automatic")  # fmt: skip
    yield Scene({**PAY, "payment_method": method}, (), (
        Rule("decline.refused.at_once", "PI-64", _refused(code)),
        Rule("decline.exists", "PI-64", {**left, "id": GIVEN, "error.payment_intent.id": OWN_ID,
                                "error.payment_intent": AS_READ}),
        Rule("decline.reason.at_once", "G-29", _reason(decline_code), "should"),
    ), twin=Scene(PAY))  # fmt: skip
    yield Scene("declined", (("confirm", {"payment_method": "pm_card_visa"}),), (
        Rule("decline.recovers", "PI-51", PAID),
    ))  # fmt: skip
    yield Scene("declined", (("update", {"description": "Assay"}),), (
        Rule("last_error.cleared", "PI-27", {"last_payment_error": None, "status": AGAIN}),
    ), {"last_payment_error.code": code})  # fmt: skip


def _authenticated() -> Iterator[Scene]:
    """A card that asks for authentication stops at an action, off session at a 402."""
    waits = {"status": "requires_action", "next_action": FILLED, **NOTHING, "latest_charge": None,
             "next_action.type": one_of("use_stripe_sdk", "redirect_to_url")}  # fmt: skip
    for kind, method in CAREFUL.items():
        yield Scene(CARD, (("confirm", {"payment_method": method, "return_url": BACK}),), (
            Rule(f"action.needed.{kind}", "PI-52", waits),
        ), twin=_paid_with(return_url=BACK))  # fmt: skip
    method = CAREFUL["required"]
    yield Scene({**PAY, "payment_method": method, "return_url": BACK}, (), (
        Rule("action.needed", "PI-52", waits),
    ), twin=Scene({**PAY, "return_url": BACK}))  # fmt: skip
    declined = {**_refused("authentication_required"), "status": AGAIN, **NOTHING}
    yield Scene(CARD, (("confirm", {"payment_method": method, "off_session": True}),), (
        Rule("action.off_session", "PI-62", declined),
        Rule("decline.contents.off_session", "G-29", CONTENTS),
    ), twin=_paid_with(off_session=True))  # fmt: skip
    yield Scene({**PAY, "payment_method": method, "off_session": True}, (), (
        Rule("action.off_session", "PI-62", declined),
        Rule("decline.contents.at_once", "G-29", CONTENTS),
    ), twin=Scene({**PAY, "off_session": True}))  # fmt: skip
    yield Scene(CARD, (("confirm", {"payment_method": method, "error_on_requires_action": True}),),
                (Rule("action.refused", "PI-53", {"http": 402, "status": AGAIN}, "should"),),
                twin=_paid_with(error_on_requires_action=True))  # fmt: skip
    yield Scene("requires_action", (("update", {"payment_method": "pm_card_visa"}),), (
        Rule("action.dropped", "PI-25", {
            "status": "requires_confirmation", "next_action": None,
        }, "should"),
        Rule("payment_method.not_charged.action", "PI-24",
             {"status": "requires_confirmation", **UNPAID}),
    ))  # fmt: skip


def _confirmed() -> Iterator[Scene]:
    """The payment method that comes with a confirmation is the one that is charged (PI-51)."""
    yield Scene({**CARD, "payment_method": DECLINES["declined"][0]},
                (("confirm", {"payment_method": "pm_card_visa"}),), (
        Rule("supplied.wins.good", "PI-51", PAID),
    ))  # fmt: skip
    yield Scene(VISA, (("confirm", {"payment_method": DECLINES["declined"][0]}),), (
        Rule("supplied.wins.bad", "PI-51", {**_refused("card_declined"), "status": AGAIN}),
    ), twin=_paid_with(), deep=True)  # fmt: skip


SCENES = (*_declined(), *_authenticated(), *_confirmed())


@pytest.mark.parametrize("scene", params(SCENES))
def test_decline(lab: Lab, scene: Scene) -> None:
    """A card that fails, or asks, leaves the answer, the intent and the charge that say so."""
    judge(lab, scene)
