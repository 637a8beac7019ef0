"""Cards that fail or ask, and what an answer says of them (G-29, PI-59)."""

from __future__ import annotations

from suites.scenes.scene import ABSENT, AS_READ, OWN_ID, Scene

# Test payment method, code and decline code of each kind of decline; "" where none is certain.
DECLINES = {
    "declined": ("pm_card_chargeDeclined", "card_declined", "generic_decline"),
    "funds": ("pm_card_chargeDeclinedInsufficientFunds", "card_declined", "insufficient_funds"),
    "expired": ("pm_card_chargeDeclinedExpiredCard", "expired_card", ""),
    "cvc": ("pm_card_chargeDeclinedIncorrectCvc", "incorrect_cvc", ""),
    "generic": ("pm_card_visa_chargeDeclined", "card_declined", "generic_decline"),
    "short": (
        "pm_card_visa_chargeDeclinedInsufficientFunds",
        "card_declined",
        "insufficient_funds",
    ),
    "lost": ("pm_card_visa_chargeDeclinedLostCard", "card_declined", "lost_card"),
    "stolen": ("pm_card_visa_chargeDeclinedStolenCard", "card_declined", "stolen_card"),
    "processing": ("pm_card_chargeDeclinedProcessingError", "processing_error", ""),
}
CAREFUL = {"required": "pm_card_authenticationRequired", "secure": "pm_card_threeDSecure2Required"}
AGAIN = "requires_payment_method"
CONTENTS = {
    "http": 402, "error.param": ABSENT, "error.payment_intent": AS_READ,
    "error.payment_intent.id": OWN_ID, "error.payment_intent.status": AGAIN,
}  # fmt: skip


def refused(code: str) -> dict[str, object]:
    """Return what a refusal by the bank says."""
    return {"http": 402, "error.type": "card_error", "error.code": code}


def paid_with(**option: object) -> Scene:
    """Return the confirmation of a card that is good and asks for nothing, with the same option."""
    return Scene(AGAIN, (("confirm", {"payment_method": "pm_card_visa", **option}),))
