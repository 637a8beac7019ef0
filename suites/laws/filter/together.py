"""Filters at once: what is returned fits all, and nothing that fits all is left out (G-69).

A server that looks away from one of them is seen where an object fits all but that one: as many
filters as can be seen so are asked with one request. One that is seen by no object, as where one
filter implies another, is asked beside a value with which no object fits both: then nothing is
returned, or the two are refused. So is a time: beside one that all objects fit the others hold, and
beside others one that none fits does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from itertools import combinations
from operator import and_

from contracts.model import Contracts, Operation, Parameter
from harness.claim import Outcome
from suites.law import Unavailable, law
from suites.laws.filter._family import FILTERED, LOOKS, Filtering, Finding, Look, look, outcome
from suites.looking.filters import TIME, Listing, Probe, both, dated, equal, frequent, rows_of
from suites.subjects import takes

SETS = 3  # sets of filters with objects that are asked of a list
APART = 2  # and sets that no object fits


@dataclass(frozen=True, slots=True)
class _Lone:
    """One filter, and which objects of the list fit it, or do not: a bit for each."""

    row: Parameter
    probe: Probe
    fit: int
    unfit: int

    @property
    def name(self) -> str:
        """The path of its row."""
        return self.row.path


_Set = tuple[_Lone, ...]


def _several(operation: Operation, _contracts: Contracts) -> bool:
    rows = list(_rows(operation))
    if rows and takes(operation, TIME):
        return True
    return any(other.path not in row.excludes for row, other in combinations(rows, 2))


def _rows(operation: Operation) -> Iterator[Parameter]:
    """Yield the filters that may stand beside others."""
    for row in rows_of(operation):
        if not (row.needs or row.required or row.name == TIME):
            yield row


@law(FILTERED, clause="G-69", where=_several, follows=("filter.matches", "filter.complete"))
def together(filtering: Filtering) -> Outcome:
    """Filters at once return what fits all. Raises Unavailable when no two part the list."""
    chosen = _chosen(filtering)
    probes = [reduce(both, (one.probe for one in found)) for found in chosen]
    if not probes:
        raise Unavailable("no two filters part the objects of the list", *filtering.evidence)
    looks = _looks(filtering.found, probes)
    for _ in range(LOOKS - 1):
        if any(wrong for pair in looks for _, wrong, _ in pair):
            looks = _looks(filtering.again(), probes)
    findings = [finding for found, pair in zip(chosen, looks, strict=True) for finding in pair
                if not _refused(found, finding)]  # fmt: skip
    if not findings:
        raise Unavailable("filters that no object fits at once are refused", *filtering.evidence)
    return outcome(next((wrong for wrong in findings if wrong[1]), findings[0]))


def _refused(found: _Set, finding: Finding) -> bool:
    """Whether filters that no object fits at once were refused: nobody says that they are not."""
    return not _seen(found) and any(page.refused for page in finding[2])


def _looks(found: Listing, probes: list[Probe]) -> list[Look]:
    return [look(found, probe, ends=False) for probe in probes]


def _chosen(filtering: Filtering) -> list[_Set]:
    """Return sets of filters in which as many as can be are seen, those first that show most.

    One that is lost beside another is seen where both are sent: each beside each other counts.
    """
    found, times = filtering.found, _dated(filtering)
    lone = [_lone(found, row, probe) for row in _rows(filtering.operation)
            for probe in _probes(filtering, row)]  # fmt: skip
    every = [*lone, *times[:1]]
    pairs = [(a, b) for a, b in combinations(every, 2) if _free(a, b)]
    sets = [_grown(pair, every) for pair in pairs if _seen(pair)]
    chosen: list[_Set] = []
    shown: set[tuple[str, str]] = set()
    while sets and len(chosen) < SETS:
        best = max(sets, key=lambda found: len(_beside(found) - shown))
        if not _beside(best) - shown:
            break
        chosen.append(best)
        shown |= _beside(best)
    others = [*lone, *_alien(filtering)]
    for _ in range(APART):
        aparts = [apart for one in others if (apart := _apart(one, lone))]
        widest = max(aparts, key=lambda apart: len(_told(apart) - shown), default=None)
        if widest is None or not _told(widest) - shown:
            break
        chosen.append(widest)
        shown |= _told(widest)
    return [*chosen, *(apart for none in times[1:] if (apart := _apart(none, lone)))]


def _free(one: _Lone, other: _Lone) -> bool:
    """Whether two filters may stand in one request."""
    excluded = one.name in other.row.excludes or other.name in one.row.excludes
    return one.name != other.name and not excluded


def _beside(found: _Set) -> set[tuple[str, str]]:
    """Return which filters of a set are seen, and beside which others."""
    seen = _seen(found)
    return {(one.name, other.name) for one in found for other in found
            if one.name in seen and other is not one}  # fmt: skip


def _told(found: _Set) -> set[tuple[str, str]]:
    """Return beside which others the first of a set is seen, which no object fits."""
    return {(found[0].name, other.name) for other in found[1:]}


def _dated(filtering: Filtering) -> tuple[_Lone, ...]:
    """Return the times that all objects of the list fit, and none; () where some have none."""
    found = filtering.found
    times = [item[TIME] for item in found.items if isinstance(item.get(TIME), int)]
    if not takes(filtering.operation, TIME) or not times or len(times) < len(found.items):
        return ()
    low, whole = min(times), (1 << len(times)) - 1
    every = dated({"gte": low}, lambda at: at >= low)
    none = dated({"lt": low}, lambda at: at < low)
    row = filtering.operation.rows[TIME]
    return _Lone(row, every, whole, 0), _Lone(row, none, 0, whole)


def _alien(filtering: Filtering) -> Iterator[_Lone]:
    """Yield filters with a value that no object of the list has, where one is known."""
    for row in _rows(filtering.operation):
        probe = filtering.lone(row)
        if probe is not None:
            yield _lone(filtering.found, row, probe)


def _apart(one: _Lone, lone: list[_Lone]) -> _Set:
    """Return a filter beside others that share an object, and of which none fits it; or ()."""
    others: _Set = ()
    shared = one.unfit
    for other in lone:
        new = all(_free(known, other) for known in (one, *others))
        alone = others or other.fit & one.unfit == other.fit
        if new and alone and other.fit & shared:
            others, shared = (*others, other), other.fit & shared
    return (one, *others) if others else ()


def _probes(filtering: Filtering, row: Parameter) -> list[Probe]:
    """Return probes of values that occur, each once."""
    often = (equal(row, value) for value in frequent(row, filtering.found.right))
    found = {str(probe): probe for probe in (*filtering.occurring(row), *often)}
    return [*found.values()]


def _lone(found: Listing, row: Parameter, probe: Probe) -> _Lone:
    said = [probe.test(item) for item in found.items]
    bits = [sum(1 << place for place, fits in enumerate(said) if fits is side)
            for side in (True, False)]  # fmt: skip
    return _Lone(row, probe, *bits)


def _grown(pair: _Set, lone: list[_Lone]) -> _Set:
    """Return a set with each further filter beside which all that was seen still is."""
    found = pair
    for one in lone:
        if all(_free(one, other) for other in found):
            more = (*found, one)
            found = more if _seen(more) == _seen(found) | {one.name} else found
    return found


def _seen(found: _Set) -> set[str]:
    """Return the filters of which the loss would show: an object fits all others and not it.

    None are where no object fits all.
    """
    if not reduce(and_, (one.fit for one in found)):
        return set()
    others = {one.name: [other.fit for other in found if other is not one] for one in found}
    return {one.name for one in found if reduce(and_, others[one.name], one.unfit)}
