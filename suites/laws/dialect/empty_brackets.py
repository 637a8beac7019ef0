"""Arrays may be written with empty brackets, `a[]` (G-46)."""

from __future__ import annotations

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from suites import writings
from suites.law import law
from suites.laws.dialect._family import WRITTEN, Usual, written_so

_WRITTEN = written_so(writings.empty_brackets)


def _open(operation: Operation, contracts: Contracts) -> bool:
    """Whether elements may lose their number: that of `a[b][0]` says whose record it is."""
    return contracts.of(operation).api.form.arrays != "last" and _WRITTEN(operation, contracts)


@law(WRITTEN, clause="G-46", where=_open, taking=True)
def empty_brackets(usual: Usual) -> Outcome:
    """Arrays may be written with empty brackets, `a[]`."""
    return usual.same(writings.empty_brackets, names=True, array=True)
