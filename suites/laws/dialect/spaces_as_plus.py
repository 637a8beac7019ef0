"""A space may be written as `+` (G-01)."""

from __future__ import annotations

from harness.claim import Outcome
from suites import writings
from suites.law import law
from suites.laws.dialect._family import WRITTEN, Usual, written_so


@law(WRITTEN, clause="G-01", where=written_so(writings.spaces_as_plus), taking=True)
def spaces_as_plus(usual: Usual) -> Outcome:
    """A space may be written as `+`."""
    return usual.same(writings.spaces_as_plus, names=False)
