"""Automatic payment methods exclude what names or orders methods by hand (PI-19)."""

from __future__ import annotations

from collections.abc import Iterator

from suites.scenes.laws import scene_laws
from suites.scenes.scene import Scene

from ._payment_intent import AUTOMATIC, INTENTS, PLAIN, refusal


def _alone() -> Iterator[Scene]:
    """Automatic payment methods exclude what names or orders methods by hand (PI-19)."""
    for name, other in (("payment_method_types", ["card"]), ("confirmation_method", "manual")):
        yield refusal(f"automatic_methods.alone.{name}", "PI-19", "should",
                      {**PLAIN, **AUTOMATIC, name: other}, {**PLAIN, **AUTOMATIC})  # fmt: skip


LAWS = scene_laws(INTENTS, _alone)
