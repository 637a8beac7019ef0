"""What a smoke run asks of all that a standard run does: one subject of a kind, law by law.

A *facet* is a law and a kind of subject: `pagination.page_size list`. Which facets a smoke run asks
is the package's *cover* (`contracts/cover.py`), computed from its kill table. A package that has
none is asked as many facets as there is room for, a different law each time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from suites.plan import Asked, Group, Plan

ROOM = 120  # claims of a smoke run whose package has no cover


@dataclass(frozen=True, slots=True)
class Candidate:
    """A claim that stands for its facet, and the name of the group that asks it."""

    facet: str
    group: str
    asked: Asked


def facet_of(asked: Asked) -> str:
    """Return the law of a claim and the kind of what it is about."""
    return " ".join(filter(None, (asked.law.name, asked.about.operation.kind, asked.about.kind)))


@lru_cache(maxsize=4)
def candidates(plan: Plan) -> tuple[Candidate, ...]:
    """Return the claims that a smoke run may ask, in the plan's order.

    A facet is stood for by the claim whose group asks most sorts of things, since the requests of a
    group are shared; of several by the plan's first. A broad law is asked of all that it is about
    without more: of each operation.
    """
    by_facet: dict[str, list[tuple[Group, Asked]]] = defaultdict(list)
    wealth = {group.id: len({facet_of(asked) for asked in group.asked}) for group in plan.groups}
    for group in plan.groups:
        for asked in group.asked:
            by_facet[facet_of(asked)].append((group, asked))
    chosen = {(group.id, id(asked)) for every in by_facet.values()
              for group, asked in _standing(every, wealth)}  # fmt: skip
    return tuple(
        Candidate(facet_of(asked), group.id, asked)
        for group in plan.groups
        for asked in group.asked
        if (group.id, id(asked)) in chosen
    )


def broad(asked: Asked) -> bool:
    """Whether a smoke run that asks this asks it of each operation of a kind."""
    return asked.law.broad and not asked.about.kind


def _standing(
    every: list[tuple[Group, Asked]], wealth: Mapping[str, int]
) -> Iterator[tuple[Group, Asked]]:
    if broad(every[0][1]):
        yield from every
    else:
        yield max(every, key=lambda pair: wealth[pair[0].id])


def narrowed(plan: Plan, facets: Collection[str]) -> Plan:
    """Return the plan of the claims that stand for some facets.

    Claims of exchanges are asked of the operations that are left: each group feeds them.
    """
    asked: dict[str, list[Asked]] = defaultdict(list)
    for candidate in candidates(plan):
        if candidate.facet in facets:
            asked[candidate.group].append(candidate.asked)
    groups = tuple(
        replace(group, family=replace(group.family, feeds=True), asked=tuple(asked[group.id]))
        for group in plan.groups
        if group.id in asked
    )
    fed = {one.about.operation.id for every in asked.values() for one in every}
    watched = {name: every if name in fed else () for name, every in plan.watched.items()}
    return replace(plan, groups=groups, watched=watched)


def smoke(plan: Plan, cover: Collection[str] | None) -> Plan:
    """Return what a smoke run asks of a standard run's plan."""
    return narrowed(plan, default(plan) if cover is None else cover)


def default(plan: Plan) -> frozenset[str]:
    """Return the facets that are asked where none were chosen: the first of each law, in turn."""
    by_law: dict[str, list[str]] = defaultdict(list)
    for candidate in candidates(plan):
        facets = by_law[candidate.asked.law.name]
        if candidate.facet not in facets:
            facets.append(candidate.facet)
    turns = max(map(len, by_law.values()), default=0)
    every = [
        facets[turn] for turn in range(turns) for facets in by_law.values() if turn < len(facets)
    ]
    return frozenset(every[:ROOM])
