"""A customer's balance pays what remains, or as much as is asked for (PI-34, PI-35)."""

from __future__ import annotations

from collections.abc import Iterator

from suites.scenes.laws import scene_laws
from suites.scenes.scene import Rule, Scene

from ._payment_intent import INTENTS, PAID, REFUSED

COLUMN = "money"


def _transferred() -> Iterator[Scene]:
    """A customer's balance pays what remains, or as much as is asked for (PI-34, PI-35)."""
    verb = "apply_customer_balance"
    left = "next_action.display_bank_transfer_instructions.amount_remaining"
    part = (verb, {"amount": 500, "currency": "usd"})
    for place, moves in (("at_once", ((verb, {}),)), ("rest", (part, (verb, {})))):
        yield Scene("awaiting_funds", moves, (
            Rule(f"funds.applied.{place}", "PI-35", PAID, "should"),
        ))  # fmt: skip
    yield Scene("awaiting_funds", (part,), (
        Rule("funds.partly", "PI-35", {"status": "requires_action", left: 1500}, "should"),
    ))  # fmt: skip
    yield Scene("awaiting_funds", ((verb, {"amount": 2001, "currency": "usd"}),), (
        Rule("funds.too_much", "PI-35", {**REFUSED, "status": "requires_action"}),
    ), twin=Scene("awaiting_funds", ((verb, {}),)))  # fmt: skip


LAWS = scene_laws(INTENTS, _transferred)
