"""A filter by time: each bound, both at once, the exact second (G-68)."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from suites.law import About, Unavailable, law
from suites.laws.filter._family import FILTERED, LOOKS, Filtering, Finding, look, outcome
from suites.looking.filters import BOUNDS, TIME, Listing, Probe
from suites.looking.filters import bounds as forms_of
from suites.subjects import takes


def _each(operation: Operation, _contracts: Contracts) -> Iterator[About]:
    for name in BOUNDS if takes(operation, TIME) else ():
        yield About(operation, name, name, kind=name)


@law(FILTERED, clause="G-68", each=_each, follows=("filter.matches",))
def bounds(filtering: Filtering, name: str) -> Outcome:
    """A filter by time lets in what it says, and keeps the rest out.

    Raises Unavailable when no object of the list has a time.
    """
    probes = dict(forms_of(filtering.found.samples)).get(name)
    if probes is None:
        raise Unavailable(f"no object of the list has {TIME}", *filtering.evidence)
    worst = _worst(filtering.found, probes)
    for _ in range(LOOKS - 1):
        with contextlib.suppress(Unavailable):
            again = filtering.again() if worst[1] else None
            if again is not None:
                worst = _worst(again, dict(forms_of(again.samples)).get(name, probes))
    return outcome(worst)


def _worst(found: Listing, probes: list[Probe]) -> Finding:
    pairs = [finding for probe in probes for finding in look(found, probe)]
    return max(pairs, key=lambda finding: bool(finding[1]))
