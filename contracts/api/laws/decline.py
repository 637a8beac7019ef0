"""Declined cards: the answer, the intent and the charge that say so (catalogue 3.2, G-29)."""

from __future__ import annotations

from collections.abc import Iterator

from suites.scenes.laws import scene_laws
from suites.scenes.scene import AS_READ, GIVEN, OWN_ID, Is, Rule, Scene

from ._cards import AGAIN, CAREFUL, CONTENTS, DECLINES, paid_with, refused
from ._payment_intent import CARD, INTENTS, NOTHING, PAID, PAY

COLUMN = "money"
FAILED_CHARGE = Is(
    "the latest charge",
    lambda found, play: bool(found) and found in (play.beside, _id_of(play.beside)),
)
OWN = {"description": "Thirteen chairs", "metadata": {"order": "6735"}}
KEPT = {"description": "Thirteen chairs", "metadata.order": "6735", "amount": 2000,
        "currency": "usd", "payment_method_types": ["card"]}  # fmt: skip


def _id_of(charge: object) -> object:
    return charge.get("id") if isinstance(charge, dict) else None


def _reason(code: str, decline_code: str) -> dict[str, object]:
    """Return what a decline says beside its code: the charge, the method, why (G-29).

    The intent keeps the reason, however it is read.
    """
    told: dict[str, object] = {
        "http": 402, "error.charge": FAILED_CHARGE, "error.payment_method.object": "payment_method",
        "last_payment_error.charge": FAILED_CHARGE,
        "error.payment_intent.last_payment_error.code": code,
    }  # fmt: skip
    places = ("error", "last_payment_error", "error.payment_intent.last_payment_error")
    reasons = {f"{place}.decline_code": decline_code for place in places}
    return told | (reasons if decline_code else {})


def _declined() -> Iterator[Scene]:
    """A decline is a 402 that leaves the intent waiting for another payment method (PI-59)."""
    for kind, (method, code, decline_code) in DECLINES.items():
        yield Scene({**CARD, **OWN}, (("confirm", {"payment_method": method}),), (
            Rule(f"decline.refused.{kind}", "PI-59", refused(code)),
            Rule(f"decline.state.{kind}", "PI-59", {
                "http": 402, "status": AGAIN, "payment_method": None, **NOTHING,
                "last_payment_error.type": "card_error", "last_payment_error.code": code,
            }),
            Rule(f"decline.charge.{kind}", "PI-59", {
                "http": 402, "latest_charge": GIVEN, "charge.status": "failed",
                "charge.paid": False, "charge.captured": False,
            }),
            Rule(f"decline.keeps.{kind}", "PI-59", {"http": 402, **KEPT}, "should"),
            Rule(f"decline.contents.{kind}", "G-29", CONTENTS),
            Rule(f"decline.reason.{kind}", "G-29", _reason(code, decline_code), "should"),
        ), twin=paid_with())  # fmt: skip


def _afterwards() -> Iterator[Scene]:
    """An intent whose card was declined exists, holds nothing and can be paid (PI-51, PI-64)."""
    method, code, decline_code = DECLINES["declined"]
    left = {"http": 402, "status": AGAIN, "payment_method": None, **NOTHING,
            "last_payment_error.code": code}  # fmt: skip
    for place, form in (("automatic", {"capture_method": "automatic"}),
                        ("manual", {"capture_method": "manual"})):  # fmt: skip
        yield Scene({**CARD, **form}, (("confirm", {"payment_method": method}),), (
            Rule(f"decline.state.{place}", "PI-59", left),
        ), twin=paid_with(), deep=place == "automatic")  # fmt: skip
    yield Scene({**PAY, "payment_method": method}, (), (
        Rule("decline.refused.at_once", "PI-64", refused(code)),
        Rule("decline.exists", "PI-64", {**left, "id": GIVEN, "error.payment_intent.id": OWN_ID,
                                "error.payment_intent": AS_READ}),
        Rule("decline.reason.at_once", "G-29", _reason(code, decline_code), "should"),
    ), twin=Scene(PAY))  # fmt: skip
    yield Scene("declined", (("confirm", {"payment_method": "pm_card_visa"}),), (
        Rule("decline.recovers", "PI-51", PAID),
    ))  # fmt: skip


def _unattended() -> Iterator[Scene]:
    """A card that asks while nobody is there is declined, and the answer says of what (G-29)."""
    method = CAREFUL["required"]
    yield Scene(CARD, (("confirm", {"payment_method": method, "off_session": True}),), (
        Rule("decline.contents.off_session", "G-29", CONTENTS),
    ), twin=paid_with(off_session=True))  # fmt: skip
    yield Scene({**PAY, "payment_method": method, "off_session": True}, (), (
        Rule("decline.contents.at_once", "G-29", CONTENTS),
    ), twin=Scene({**PAY, "off_session": True}))  # fmt: skip


LAWS = scene_laws(INTENTS, _declined, _afterwards, _unattended, wrong="payments that are declined")
