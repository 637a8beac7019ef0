"""The payment method that comes with a confirmation is the one that is charged (PI-51)."""

from __future__ import annotations

from collections.abc import Iterator

from suites.scenes.laws import scene_laws
from suites.scenes.scene import Rule, Scene

from ._cards import AGAIN, DECLINES, paid_with, refused
from ._payment_intent import CARD, INTENTS, PAID, VISA


def _confirmed() -> Iterator[Scene]:
    """The payment method that comes with a confirmation is the one that is charged (PI-51)."""
    yield Scene({**CARD, "payment_method": DECLINES["declined"][0]},
                (("confirm", {"payment_method": "pm_card_visa"}),), (
        Rule("supplied.wins.good", "PI-51", PAID),
    ))  # fmt: skip
    yield Scene(VISA, (("confirm", {"payment_method": DECLINES["declined"][0]}),), (
        Rule("supplied.wins.bad", "PI-51", {**refused("card_declined"), "status": AGAIN}),
    ), twin=paid_with(), deep=True)  # fmt: skip


LAWS = scene_laws(INTENTS, _confirmed)
