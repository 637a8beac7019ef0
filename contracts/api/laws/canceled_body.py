"""A canceled intent says when and why, and waits for nothing (PI-41)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from suites.scenes.laws import scene_laws
from suites.scenes.scene import Is, Play, Rule, Scene

from ._payment_intent import INTENTS

COLUMN = "lifecycles"
_DAY = 86_400  # seconds that two clocks may differ


def _just_now(found: Any, play: Play) -> bool:
    made = play.item.get("created")
    known = isinstance(found, int) and isinstance(made, int) and not isinstance(found, bool)
    return known and found >= made and abs(found - int(play.act.started)) <= _DAY


NOW = Is("the time of the cancellation", _just_now)


def _canceled() -> Iterator[Scene]:
    """A canceled intent says when and why, and waits for nothing (PI-41)."""
    for start, reason in (("requires_payment_method", None), ("requires_action", "abandoned"),
                          ("requires_confirmation", "duplicate")):  # fmt: skip
        form = {"cancellation_reason": reason} if reason else {}
        yield Scene(start, (("cancel", form),), (
            Rule(f"canceled_body.fields.{start}", "PI-41", {
                "status": "canceled", "canceled_at": NOW, "cancellation_reason": reason,
                "next_action": None,
            }),
        ), deep=start == "requires_confirmation")  # fmt: skip


LAWS = scene_laws(INTENTS, _canceled)
