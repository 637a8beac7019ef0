"""Two filters at once: what is returned fits both, and nothing that fits both is left out (G-69).

A server that looks at one of them alone is seen where there are objects that fit that one only.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from contracts.model import Contracts, Operation, Parameter
from harness.claim import Outcome
from suites.law import Unavailable, law
from suites.laws.filter._family import FILTERED, LOOKS, Filtering, Look, look, outcome
from suites.looking.filters import TIME, Listing, Probe, both, rows_of

PAIRS = 2  # pairs of filters that are asked of a list
_Pair = tuple[str, str]


def _several(operation: Operation, _contracts: Contracts) -> bool:
    return len(list(_rows(operation))) > 1


def _rows(operation: Operation) -> Iterator[Parameter]:
    """Yield the filters that may stand beside any other."""
    for row in rows_of(operation):
        if not (row.unseen or row.excludes or row.needs or row.required or row.name == TIME):
            yield row


@law(FILTERED, clause="G-69", where=_several, follows=("filter.matches", "filter.complete"))
def together(filtering: Filtering) -> Outcome:
    """Two filters at once return what fits both. Raises Unavailable when no two part the list."""
    probes = _chosen(filtering)
    if not probes:
        raise Unavailable("no two filters part the objects of the list", *filtering.evidence)
    looks = _looks(filtering.found, probes)
    for _ in range(LOOKS - 1):
        if any(wrong for pair in looks for _, wrong, _ in pair):
            looks = _looks(filtering.again(), probes)
    findings = [finding for pair in looks for finding in pair]
    return outcome(next((wrong for wrong in findings if wrong[1]), findings[0]))


def _looks(found: Listing, probes: list[Probe]) -> list[Look]:
    return [look(found, probe, ends=False) for probe in probes]


def _chosen(filtering: Filtering) -> list[Probe]:
    """Return probes of pairs, those first that tell most, each filter in one pair at most."""
    rows = list(_rows(filtering.operation))
    worth = [(_parts(filtering.found, a, b), (first.path, second.path), both(a, b))
             for first, second in combinations(rows, 2)
             for a in filtering.occurring(first) for b in filtering.occurring(second)]  # fmt: skip
    found: dict[_Pair, Probe] = {}
    for parts, names, probe in sorted(worth, key=lambda one: -one[0]):
        taken = {name for pair in found for name in pair}
        if parts and not taken & {*names} and len(found) < PAIRS:
            found[names] = probe
    return [*found.values()]


def _parts(found: Listing, a: Probe, b: Probe) -> int:
    """Return of how many of two filters the loss would show: something fits both, or 0."""
    seen = {(a.test(item), b.test(item)) for item in found.items}
    return len(seen & {(True, False), (False, True)}) if (True, True) in seen else 0
