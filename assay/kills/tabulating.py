"""Finds which facets show a fault: the clean run once, then what each fault changes of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path
from zlib import crc32

from assay.kills.covering import Held
from assay.kills.measuring import Notes, kills, noting
from assay.kills.table import STAND, Costs
from assay.kills.touching import Asked, recorded, same_every_time, touched
from assay.proving import Bench, Proof, broken, groups_of
from sandbox.defects import Fault
from suites import quick
from suites.asking import planned
from suites.law import Profile
from suites.plan import Plan

_ENOUGH = 24  # groups that show a fault before no more of them are held


def candidate_plan(package: Path, facets: Collection[str] | None = None) -> Plan:
    """Return the plan of the claims that stand for facets, by default for all there are."""
    every = planned(package, "standard")
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
        that show it. One that many groups show is noticed by any run: not all of them are held.
        """
        with same_every_time():
            wanted = touched(broken(plan.contracts, (fault.name,)), self.asked)
        wanted |= {group.id for group in groups_of(plan, fault.law)}
        groups = [group for group in plan.groups if group.id in wanted]
        groups.sort(key=lambda group: crc32(f"{fault.name} {group.id}".encode()))
        notes = Notes()
        noted = noting(replace(plan, groups=tuple(groups)), notes)
        hold = self._bench(fault, noted, seed, notes).hold
        found = kills(noted, notes, hold, None if self.profile == "standard" else _ENOUGH)
        own = tuple(found.get(fault.law, ()))
        reason = "" if own else "its own law does not find it"
        return Proof(fault, len(groups), own, reason, found)

    def _bench(self, fault: Fault, plan: Plan, seed: int, notes: Notes) -> Bench:
        return Bench((fault.name,), plan, seed, notes.sent, self.profile)


def costs(plan: Plan, notes: Notes) -> Costs:
    """Return the requests of each facet in its groups, and of each group before it asks.

    Where the first that is asked pays for all, as in a batch, each is put down for its part.
    """
    found: Costs = {STAND: {group.id: notes.requests[group.id, ""] for group in plan.groups}}
    for group in plan.groups:
        facets = list(dict.fromkeys(quick.facet_of(asked) for asked in group.asked))
        paid: list[float] = [notes.requests[group.id, facet] for facet in facets]
        if paid[0] == sum(paid):
            paid = [round(paid[0] / len(facets), 1)] * len(facets)
        for facet, requests in zip(facets, paid, strict=True):
            found.setdefault(facet, {})[group.id] = requests
    return found


def clean(plan: Plan, seed: int, profile: Profile = "smoke") -> Clean:
    """Hold a plan against the clean sandbox, at the sizes of a profile.

    Raises ValueError when something breaks there.
    """
    notes = Notes()
    noted = noting(plan, notes)
    with same_every_time():
        bench = Bench((), noted, seed, notes.sent, profile)
        asked = recorded(bench.service, lambda: notes.now[0])
        wrong = kills(noted, notes, bench.hold)
        bench.close()
    if wrong:
        message = f"the clean sandbox breaks {', '.join(wrong)}"
        raise ValueError(message)
    return Clean(plan, profile, tuple(asked), notes)


def measure(package: Path, facets: Collection[str], seed: int = 1) -> Held:
    """Hold a smoke run of some facets against the clean sandbox."""
    notes = Notes()
    plan = noting(candidate_plan(package, facets), notes)
    bench = Bench((), plan, seed, notes.sent, "smoke")
    judged = set()
    for group in plan.groups:
        notes.now = group.id, ""
        names = {asked.claim.id: quick.facet_of(asked) for asked in group.asked}
        judged |= {names[v.id] for v in bench.hold(group)
                   if v.id in names and v.status != "not_testable"}  # fmt: skip
    bench.close()
    return Held(notes.requests.total(), costs(plan, notes), frozenset(facets) - judged)
