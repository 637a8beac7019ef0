"""Chooses what a smoke run asks: the facets that notice most for the requests that they take.

A greedy cover. What is to be noticed are the known faults, and, since the faults that nobody has
seen are the aim, some unknown faults for each law: whatever is asked at all may find them. What was
noticed counts no more: another law that finds a fault would leave another fault unseen. The
smallest form of each operation comes before all that: a server that lacks an operation is not
passed over in silence, and the laws of exchanges look at an answer of each.

What a facet takes depends on what is asked beside it, since groups share objects. So a smoke run of
what was chosen is held, what it took is believed from then on, and it is chosen anew, a few times.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from assay.kills.table import STAND, Costs, Table

LIMIT = 388  # requests of one worker: several, and another seed, take more, and 400 are the most
_LEAST = 0.2  # requests that a facet counts as when others' answers show all it needs
_ROUNDS = 4  # times that what was chosen is held, and chosen anew
_TRIES = 20  # times that what cannot be judged is left out in the end
_WORTH = {"fault": 1.0, "law": 4.0, "operation": 50.0}

Aim = tuple[str, str]  # what is to be noticed: a kind and a name
Aims = dict[str, frozenset[Aim]]  # what each facet notices


@dataclass(frozen=True, slots=True)
class Held:
    """What a smoke run of some facets took in all and one by one, and those it could not judge."""

    requests: int
    costs: Costs
    idle: frozenset[str] = frozenset()


Measure = Callable[[Collection[str]], Held]


def aims_of(
    table: Table, operations: Mapping[str, Collection[str]], faults: Collection[str]
) -> Aims:
    """Return what each facet notices: some of the known faults, its law, and the operations of
    which it sends the smallest form.
    """
    found: dict[str, set[Aim]] = {
        facet: {("law", facet.partition(" ")[0]), *(("operation", name) for name in names)}
        for facet, names in operations.items()
        if facet in table.costs
    }
    for fault in faults:
        for facet in table.found[fault].facets & found.keys():
            found[facet].add(("fault", fault))
    return {facet: frozenset(aims) for facet, aims in found.items()}


@dataclass(slots=True)
class _Cover:
    """What is chosen so far, and what the next facet would add for what it takes."""

    costs: Costs
    aims: Aims
    facets: list[str] = field(default_factory=list)
    groups: set[str] = field(default_factory=set)
    noticed: set[Aim] = field(default_factory=set)
    spent: float = 0

    def takes(self, facets: Sequence[str]) -> float:
        """Return the requests that some facets would add."""
        stands = self.costs[STAND]
        opened = {group for facet in facets for group in self.costs[facet]} - self.groups
        own = sum(sum(self.costs[facet].values()) for facet in facets)
        return own + sum(stands[group] for group in opened)

    def gain(self, facet: str, noticed: AbstractSet[Aim]) -> float:
        """Return what it is worth that a facet notices, beside what is noticed."""
        return sum(_WORTH[kind] for kind, _ in self.aims[facet] - noticed)

    def best(self, bundle: Sequence[str]) -> tuple[float, list[str]]:
        """Return the first facets of a bundle that together add most a request, and how much.

        What lets the objects of a group stand is paid by the first that asks in it: one facet may
        not be worth that, and all of the group's together be.
        """
        noticed, taken, gained = self.noticed.copy(), list[str](), 0.0
        best: tuple[float, list[str]] = (0.0, [])
        for facet in sorted(bundle, key=lambda one: (-self._worth(one), one)):
            gained += self.gain(facet, noticed)
            noticed.update(self.aims[facet])
            taken.append(facet)
            worth = gained / max(_LEAST, self.takes(taken))
            if worth > best[0]:
                best = worth, taken[:]
        return best

    def _worth(self, facet: str) -> float:
        own = sum(self.costs[facet].values())
        return self.gain(facet, self.noticed) / max(_LEAST, own)

    def add(self, facets: Sequence[str]) -> None:
        """Choose some facets."""
        self.spent += self.takes(facets)
        for facet in facets:
            self.facets.append(facet)
            self.groups |= self.costs[facet].keys()
            self.noticed.update(self.aims[facet])


def ordered(table: Table, aims: Aims, count: int, limit: int) -> list[str]:
    """Return at most `count` facets, in the order in which they are worth being asked, until
    about `limit` requests are spent.
    """
    costs = {facet: {**one, **table.paid.get(facet, {})} for facet, one in table.costs.items()}
    cover, left = _Cover(costs, aims), aims.keys() - table.idle
    while left and len(cover.facets) < count and cover.spent < limit:
        _, best = max(map(cover.best, _bundles(costs, left)), key=lambda pair: pair[0])
        cover.add(best)
        left -= set(best)
    return cover.facets[:count]


def _bundles(costs: Costs, facets: Collection[str]) -> list[list[str]]:
    """Return the facets that are asked in one and the same groups."""
    found: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for facet in sorted(facets):
        found[tuple(sorted(costs[facet]))].append(facet)
    return list(found.values())


def chosen(
    table: Table, aims: Aims, measure: Measure, limit: int = LIMIT
) -> tuple[frozenset[str], Table]:
    """Return the facets of a smoke run, as many of the best as fit into `limit` requests, and the
    table with what they took, and with the idle ones, that were left out.

    Raises ValueError when what is chosen last still cannot be judged.
    """
    table = replace(table, paid={}, idle=frozenset())
    for _ in range(_ROUNDS):
        held = measure(ordered(table, aims, len(aims), limit))
        paid = {facet: {**table.paid.get(facet, {}), **one} for facet, one in held.costs.items()}
        table = replace(table, paid={**table.paid, **paid}, idle=table.idle | held.idle)
    for _ in range(_TRIES):
        facets = ordered(table, aims, len(aims), limit + limit // 4)
        facets = facets[: _fitting(facets, measure, limit)]
        idle = measure(facets).idle
        if not idle:
            return frozenset(facets), table
        table = replace(table, idle=table.idle | idle)
    message = f"a smoke run still asks what it cannot judge: {sorted(idle)}"
    raise ValueError(message)


def _fitting(facets: list[str], measure: Measure, limit: int) -> int:
    """Return how many of the first facets take at most `limit` requests."""
    low, high, middle = 0, len(facets), len(facets)
    while low < high:
        requests = measure(facets[:middle]).requests
        low, high = (middle, high) if requests <= limit else (low, middle - 1)
        guess = round(middle * limit / max(1, requests))
        middle = min(max(guess, low + 1), high)
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
    for _, members in sorted(groups.items(), key=lambda pair: pair[0][::-1]):  # topics mixed
        min(parts, key=len).extend(members)
    return parts
