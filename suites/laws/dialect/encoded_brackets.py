"""Brackets may be percent-encoded (G-01)."""

from __future__ import annotations

from harness.claim import Outcome
from suites import writings
from suites.law import law
from suites.laws.dialect._family import WRITTEN, Usual, written_so


@law(WRITTEN, clause="G-01", where=written_so(writings.encoded_brackets), taking=True)
def encoded_brackets(usual: Usual) -> Outcome:
    """Brackets may be percent-encoded."""
    return usual.same(writings.encoded_brackets, names=True)
