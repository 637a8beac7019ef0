"""Cards that ask for authentication: an action, or a refusal where nobody can act (PI-52 to 62)."""

from __future__ import annotations

from collections.abc import Iterator

from suites.scenes.laws import scene_laws
from suites.scenes.scene import Is, Rule, Scene, one_of

from ._cards import AGAIN, CAREFUL, paid_with, refused
from ._payment_intent import BACK, CARD, INTENTS, NOTHING, PAY

COLUMN = "money"
FILLED = Is(
    "filled for its type",
    lambda found, _: isinstance(found, dict) and bool(found.get(str(found.get("type")))),
)


def _authenticated() -> Iterator[Scene]:
    """A card that asks for authentication stops at an action, off session at a 402."""
    waits = {"status": "requires_action", "next_action": FILLED, **NOTHING, "latest_charge": None,
             "next_action.type": one_of("use_stripe_sdk", "redirect_to_url")}  # fmt: skip
    for kind, method in CAREFUL.items():
        yield Scene(CARD, (("confirm", {"payment_method": method, "return_url": BACK}),), (
            Rule(f"action.needed.{kind}", "PI-52", waits),
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


LAWS = scene_laws(INTENTS, _authenticated, _dropped)
