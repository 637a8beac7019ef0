"""Finds which facets show a fault: the clean run once, then what each fault changes of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from assay.kills.measuring import Notes, kills, noting
from assay.kills.replaying import Asked, recorded, same_every_time, touched
from assay.proving import Bench, Proof, broken, groups_of
from contracts.loader import API
from sandbox.defects import Fault
from suites import quick
from suites.asking import planned
from suites.law import Profile
from suites.plan import Plan


def candidate_plan(facets: Collection[str] | None = None) -> Plan:
    """Return the plan of the claims that stand for facets, by default for all there are."""
    every = planned(API, "standard")
    wanted = {found.facet for found in quick.candidates(every)} if facets is None else facets
    return quick.narrowed(every, wanted)


@dataclass(frozen=True, slots=True)
class Clean:
    """A plan, what was asked when it was held against the clean sandbox, and what that cost."""

    plan: Plan
    profile: Profile
    asked: tuple[Asked, ...]
    notes: Notes

    def tabulate(self, fault: Fault, plan: Plan, seed: int) -> Proof:
        """Hold against a fault what it can touch, and its law; the table has, by law, the facets
        that show it.
        """
        with same_every_time():
            wanted = touched(broken((fault.name,)), self.asked)
        wanted |= {group.id for group in groups_of(plan, fault.law)}
        groups = tuple(group for group in plan.groups if group.id in wanted)
        notes = Notes()
        noted = noting(replace(plan, groups=groups), notes)
        found = kills(noted, notes, self._bench(fault, noted, seed, notes).hold)
        own = tuple(found.get(fault.law, ()))
        reason = "" if own else "its own law does not find it"
        return Proof(fault, len(groups), own, reason, found)

    def _bench(self, fault: Fault, plan: Plan, seed: int, notes: Notes) -> Bench:
        return Bench((fault.name,), plan, seed, self.profile, notes.sent)

    def costs(self) -> tuple[dict[str, dict[str, int]], dict[str, int]]:
        """Return the requests of each facet in its groups, and of each group before it asks."""
        costs: dict[str, dict[str, int]] = {}
        for group in self.plan.groups:
            for asked in group.asked:
                place = group.id, quick.facet_of(asked)
                costs.setdefault(place[1], {})[group.id] = self.notes.requests[place]
        return costs, {group.id: self.notes.requests[group.id, ""] for group in self.plan.groups}


def clean(plan: Plan, seed: int, profile: Profile = "smoke") -> Clean:
    """Hold a plan against the clean sandbox, at the sizes of a profile.

    Raises ValueError when something breaks there.
    """
    notes = Notes()
    noted = noting(plan, notes)
    with same_every_time():
        bench = Bench((), noted, seed, profile, notes.sent)
        asked = recorded(bench.service, lambda: notes.now[0])
        wrong = kills(noted, notes, bench.hold)
        bench.close()
    if wrong:
        message = f"the clean sandbox breaks {', '.join(wrong)}"
        raise ValueError(message)
    return Clean(plan, profile, tuple(asked), notes)


def measure(facets: Collection[str], seed: int = 1) -> tuple[int, frozenset[str]]:
    """Hold a smoke run of some facets against the clean sandbox.

    Return its requests, and the facets of whose claims none could be judged.
    """
    plan = candidate_plan(facets)
    notes = Notes()
    bench = Bench((), plan, seed, "smoke", notes.sent)
    judged = set()
    for group in plan.groups:
        names = {asked.claim.id: quick.facet_of(asked) for asked in group.asked}
        judged |= {names[v.id] for v in bench.hold(group)
                   if v.id in names and v.status != "not_testable"}  # fmt: skip
    bench.close()
    return notes.requests.total(), frozenset(facets) - judged
