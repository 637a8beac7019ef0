"""Reasons of a cancellation that answers show, and that no request may give (PI-42)."""

from __future__ import annotations

from collections.abc import Iterator

from suites.scenes.laws import scene_laws
from suites.scenes.scene import Rule, Scene

from ._payment_intent import INTENTS, REFUSED

OUTPUT_ONLY = ("automatic", "expired", "failed_invoice", "void_invoice")


def _given() -> Iterator[Scene]:
    """A reason that only answers show is refused, and cancels nothing (PI-42)."""
    good = Scene("requires_payment_method",
                 (("cancel", {"cancellation_reason": "requested_by_customer"}),))  # fmt: skip
    for reason in OUTPUT_ONLY:
        yield Scene("requires_payment_method", (("cancel", {"cancellation_reason": reason}),), (
            Rule(f"reasons.output_only.{reason}", "PI-42",
                 {**REFUSED, "status": "requires_payment_method"}),
        ), twin=good, deep=reason != "automatic")  # fmt: skip


LAWS = scene_laws(INTENTS, _given)
