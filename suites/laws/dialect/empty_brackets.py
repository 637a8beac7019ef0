"""Arrays may be written with empty brackets, `a[]` (G-46)."""

from __future__ import annotations

from harness.claim import Outcome
from suites import writings
from suites.law import law
from suites.laws.dialect._family import WRITTEN, Usual, written_so


@law(WRITTEN, clause="G-46", where=written_so(writings.empty_brackets), taking=True)
def empty_brackets(usual: Usual) -> Outcome:
    """Arrays may be written with empty brackets, `a[]`."""
    return usual.same(writings.empty_brackets, names=True, array=True)
