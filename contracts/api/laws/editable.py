"""Some things stay editable when an intent is paid (PI-29)."""

from __future__ import annotations

from collections.abc import Iterator

from suites.scenes.laws import scene_laws
from suites.scenes.scene import Rule, Scene

from ._payment_intent import INTENTS, PAID

COLUMN = "updates"


def _paid() -> Iterator[Scene]:
    """The description stays editable when an intent is paid (PI-29)."""
    yield Scene("succeeded", (("update", {"description": "Assay"}),), (
        Rule("editable.description", "PI-29", {**PAID, "description": "Assay"}),
    ))  # fmt: skip


LAWS = scene_laws(INTENTS, _paid)
