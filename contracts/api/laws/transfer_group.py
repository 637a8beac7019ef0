"""A transfer group is set once (PI-30)."""

from __future__ import annotations

from collections.abc import Iterator

from suites.scenes.laws import scene_laws
from suites.scenes.scene import Rule, Scene

from ._payment_intent import CARD, INTENTS, REFUSED


def _grouped() -> Iterator[Scene]:
    """A transfer group is set once (PI-30)."""
    group = ("update", {"transfer_group": "ASSAY_1"})
    yield Scene(CARD, (group, ("update", {"transfer_group": "ASSAY_2"})), (
        Rule("transfer_group.once", "PI-30", {**REFUSED, "transfer_group": "ASSAY_1"}, "should"),
    ))  # fmt: skip


LAWS = scene_laws(INTENTS, _grouped)
