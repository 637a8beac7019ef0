"""Chooses what a smoke run asks: the facets that notice most for the requests that they take.

A greedy cover with diminishing returns. What is to be noticed are the known faults, and, since the
faults that nobody has seen are the aim, one unknown fault for each law and one for each operation:
whatever is asked at all may find it. What is noticed once more counts half as much each time.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field

from assay.kills.table import Table

LIMIT = 385  # requests; a run asks a few more before its first verdict, and workers share nothing
_LEAST = 0.2  # requests that a facet counts as when others' answers show all it needs
_ROUNDS = 8  # times that facets which turn out not to be testable are left out

Aims = dict[str, frozenset[str]]  # what each facet notices
Measure = Callable[[Collection[str]], tuple[int, frozenset[str]]]


def aims_of(table: Table, operations: dict[str, set[str]], faults: Collection[str]) -> Aims:
    """Return what each facet notices: some of the known faults, its law, its operations."""
    found: dict[str, set[str]] = {
        facet: {f"law {facet.partition(' ')[0]}", *(f"operation {o}" for o in operations[facet])}
        for facet in table.costs
        if facet in operations
    }
    for fault in faults:
        for facet in table.found[fault].facets & found.keys():
            found[facet].add(f"fault {fault}")
    return {facet: frozenset(aims) for facet, aims in found.items()}


@dataclass(slots=True)
class _Cover:
    """What is chosen so far, and what the next facet would add for what it takes."""

    table: Table
    aims: Aims
    facets: list[str] = field(default_factory=list)
    groups: set[str] = field(default_factory=set)
    noticed: Counter[str] = field(default_factory=Counter)

    def takes(self, facet: str) -> float:
        """Return the requests that a facet would add."""
        costs = self.table.costs[facet]
        stands = sum(self.table.stands[group] for group in costs if group not in self.groups)
        return max(_LEAST, sum(costs.values()) + stands)

    def worth(self, facet: str) -> float:
        """Return what a facet would add a request."""
        gain: float = sum(0.5 ** self.noticed[aim] for aim in sorted(self.aims[facet]))
        return gain / self.takes(facet)

    def add(self, facet: str) -> None:
        """Choose a facet."""
        self.facets.append(facet)
        self.groups |= self.table.costs[facet].keys()
        self.noticed.update(self.aims[facet])


def ordered(table: Table, aims: Aims, count: int) -> list[str]:
    """Return at most `count` facets, in the order in which they are worth being asked."""
    cover, left = _Cover(table, aims), set(aims)
    while left and len(cover.facets) < count:
        best = max(sorted(left), key=cover.worth)
        cover.add(best)
        left.remove(best)
    return cover.facets


def chosen(
    table: Table, aims: Aims, measure: Measure, limit: int = LIMIT
) -> tuple[frozenset[str], frozenset[str]]:
    """Return the facets of a smoke run, as many of the best as fit into `limit` requests, and the
    idle ones that were left out.

    `measure` holds a run of some facets against the clean sandbox and returns its requests and the
    facets of which nothing could be judged.
    """
    idle = frozenset[str]()
    facets: list[str] = []
    for _ in range(_ROUNDS):
        left = {facet: found for facet, found in aims.items() if facet not in idle}
        facets = ordered(table, left, limit)
        facets = facets[: _fitting(facets, measure, limit)]
        more = measure(facets)[1]
        if not more:
            return frozenset(facets), idle
        idle |= more
    message = f"after {_ROUNDS} rounds a smoke run still asks what it cannot judge: {sorted(more)}"
    raise ValueError(message)


def _fitting(facets: list[str], measure: Measure, limit: int) -> int:
    """Return how many of the first facets take at most `limit` requests."""
    low, high = 0, len(facets)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if measure(facets[:middle])[0] <= limit else (low, middle - 1)
    return low


def unrelated(table: Table, law_of: Callable[[str], str]) -> Iterator[tuple[str, list[str]]]:
    """Yield the faults that other laws than their own find alone, with the names of these."""
    for fault, found in sorted(table.found.items()):
        if found.laws and law_of(fault) not in found.laws:
            yield fault, sorted(found.laws)


def folds(faults: Iterable[str], group: Callable[[str], str], count: int) -> list[list[str]]:
    """Return the faults in some parts of about one size; those of one group stand in one part."""
    groups: dict[str, list[str]] = defaultdict(list)
    for fault in sorted(faults):
        groups[group(fault)].append(fault)
    parts: list[list[str]] = [[] for _ in range(count)]
    for _, members in sorted(groups.items(), key=lambda pair: _mixed(pair[0])):
        min(parts, key=len).extend(members)
    return parts


def _mixed(name: str) -> str:
    """Return what sorts names without regard to their topic."""
    return name[::-1]
