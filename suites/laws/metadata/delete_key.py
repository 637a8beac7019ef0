"""An empty value deletes its key from metadata (G-99)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import law
from suites.laws.metadata._family import CHANGED, Changing, judged


@law(CHANGED, clause="G-99", follows=("metadata.set",))
def delete_key(changing: Changing) -> Outcome:
    """An empty value deletes its key, alone and beside a key that is set."""
    alone = judged(changing, "delete_key")
    return judged(changing, "delete_beside") if alone.holds else alone
