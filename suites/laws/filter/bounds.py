"""A filter by time: each bound, both at once, the exact second (G-68); and a row that is a bound of
its own, of a time or of a number.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from contracts.filtering import bounded
from contracts.model import Contracts, Operation
from harness.claim import Outcome
from suites.law import About, Unavailable, law
from suites.laws.filter._family import FILTERED, LOOKS, Filtering, Finding, look, outcome
from suites.looking.bounding import probes
from suites.looking.filters import BOUNDS, TIME, Listing, Probe
from suites.looking.filters import bounds as forms_of
from suites.subjects import takes


def _each(operation: Operation, contracts: Contracts) -> Iterator[About]:
    for name in BOUNDS if takes(operation, TIME) else ():
        yield About(operation, name, name, kind=name)
    for row, _ in bounded(operation, contracts):
        yield About(operation, row.path, row.path, kind=f"row {row.compares}")


@law(FILTERED, clause="G-68", each=_each, follows=("filter.matches",))
def bounds(filtering: Filtering, name: str) -> Outcome:
    """A filter by time, or by a number, lets in what it says, and keeps the rest out.

    Raises Unavailable when no object of the list has a time, or a number.
    """
    asked = _probes(filtering, filtering.found, name)
    if not asked:
        lacks = TIME if name in BOUNDS else filtering.operation.rows[name].filters_by
        raise Unavailable(f"no object of the list has {lacks}", *filtering.evidence)
    worst = _worst(filtering.found, asked)
    for _ in range(LOOKS - 1):
        with contextlib.suppress(Unavailable):
            again = filtering.again() if worst[1] else None
            if again is not None:
                worst = _worst(again, _probes(filtering, again, name) or asked)
    return outcome(worst)


def _probes(filtering: Filtering, found: Listing, name: str) -> list[Probe]:
    """Return what a bound is asked with, none where no object shows what it bounds."""
    if name in BOUNDS:
        return dict(forms_of(found.samples)).get(name, [])
    rows = bounded(filtering.operation, filtering.lab.contracts)
    return next((probes(row, field, found.samples) for row, field in rows if row.path == name), [])


def _worst(found: Listing, probes: list[Probe]) -> Finding:
    pairs = [finding for probe in probes for finding in look(found, probe)]
    return max(pairs, key=lambda finding: bool(finding[1]))
