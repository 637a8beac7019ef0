"""Cards take no whole descriptor (PI-17)."""

from __future__ import annotations

from collections.abc import Iterator

from suites.scenes.laws import scene_laws
from suites.scenes.scene import Scene

from ._payment_intent import INTENTS, PAY, refusal


def _described() -> Iterator[Scene]:
    """A payment by card takes a suffix of the descriptor, not a whole one (PI-17)."""
    yield refusal("descriptor.of_cards", "PI-17", "should",
                  {**PAY, "statement_descriptor": "ASSAY SHOP"},
                  {**PAY, "statement_descriptor_suffix": "ASSAY SHOP"})  # fmt: skip


LAWS = scene_laws(INTENTS, _described)
