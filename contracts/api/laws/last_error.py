"""An update forgets the error of the last attempt (PI-27)."""

from __future__ import annotations

from collections.abc import Iterator

from suites.scenes.laws import scene_laws
from suites.scenes.scene import Rule, Scene

from ._cards import AGAIN, DECLINES
from ._payment_intent import INTENTS


def _updated() -> Iterator[Scene]:
    """An update forgets the error of the last attempt (PI-27)."""
    yield Scene("declined", (("update", {"description": "Assay"}),), (
        Rule("last_error.cleared", "PI-27", {"last_payment_error": None, "status": AGAIN}),
    ), {"last_payment_error.code": DECLINES["declined"][1]})  # fmt: skip


LAWS = scene_laws(INTENTS, _updated)
