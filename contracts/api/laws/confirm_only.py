"""What goes with a confirmation only is refused without one (PI-10)."""

from __future__ import annotations

from collections.abc import Iterator

from suites.scenes.laws import scene_laws
from suites.scenes.scene import Scene

from ._payment_intent import BACK, INTENTS, PAY, VISA, refusal


def _unconfirmed() -> Iterator[Scene]:
    """What goes with a confirmation only is refused without one (PI-10)."""
    for name, value in (("off_session", True), ("return_url", BACK),
                        ("error_on_requires_action", True)):  # fmt: skip
        yield refusal(f"confirm_only.refused.{name}", "PI-10", "must",
                      {**VISA, name: value}, {**PAY, name: value})  # fmt: skip


LAWS = scene_laws(INTENTS, _unconfirmed, wrong="what goes with a confirmation alone")
