"""Metadata is merged key by key (G-98)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import law
from suites.laws.metadata._family import CHANGED, Changing, judged


@law(CHANGED, clause="G-98", follows=("metadata.set",))
def merge(changing: Changing) -> Outcome:
    """What is sent is merged key by key with what was there."""
    return judged(changing, "merge")
