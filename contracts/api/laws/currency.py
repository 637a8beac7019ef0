"""A currency may be written in capitals (PI-13)."""

from __future__ import annotations

from collections.abc import Iterator

from suites.scenes.laws import scene_laws
from suites.scenes.scene import Rule, Scene

from ._payment_intent import CARD, INTENTS

COLUMN = "valid forms"


def _written() -> Iterator[Scene]:
    """A currency may be written in capitals, and is answered in small letters (PI-13)."""
    for case in ("USD", "Usd"):
        yield Scene({**CARD, "currency": case}, (), (
            Rule(f"currency.any_case.{case}", "PI-13", {"currency": "usd"}, "should"),
        ), deep=case == "Usd")  # fmt: skip


LAWS = scene_laws(INTENTS, _written)
