"""A confirmation names where to return to when the customer may be sent away (PI-63)."""

from __future__ import annotations

from collections.abc import Iterator

from suites.scenes.laws import scene_laws
from suites.scenes.scene import Form, Rule, Scene

from ._payment_intent import AUTOMATIC, BACK, ELSEWHERE, INTENTS, PAID, PLAIN, REFUSED

_AWAY: Form = {**PLAIN, "payment_method": "pm_card_visa", **AUTOMATIC}
_STAYS: Form = {**_AWAY, "automatic_payment_methods": {"enabled": True, "allow_redirects": "never"}}


def _redirected() -> Iterator[Scene]:
    """A confirmation names where to return to when the customer may be sent away (PI-63)."""
    yield Scene(_AWAY, (("confirm", {}),), (
        Rule("return_url.needed", "PI-63", {**REFUSED, "status": "requires_confirmation"},
             "should"),
    ), twin=Scene(_AWAY, (("confirm", {"return_url": BACK}),)))  # fmt: skip
    yield Scene({**ELSEWHERE, "confirm": True}, (), (
        Rule("return_url.needed.elsewhere", "PI-63", REFUSED, "should"),
    ), twin=Scene({**ELSEWHERE, "confirm": True, "return_url": BACK}))  # fmt: skip
    yield Scene(_STAYS, (("confirm", {}),), (Rule("return_url.not_needed", "PI-63", PAID),))


LAWS = scene_laws(INTENTS, _redirected)
