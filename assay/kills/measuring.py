"""Holds a plan, and notes what each of its claims cost and which laws were broken meanwhile.

Every body is wrapped: it says which claim is asked, and the laws of exchanges say what they
complain of, so that a breach is put down to the claim whose exchange shows it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, cast

from harness.exchange import Exchange
from harness.verdict import BROKEN, Finding
from suites.law import Body, Examine
from suites.plan import Asked, Group, Plan
from suites.quick import facet_of

Place = tuple[str, str]  # a group, and a facet of it; "" while its objects are had


@dataclass(slots=True)
class Notes:
    """What was noted: requests, and the laws broken, by group and facet."""

    requests: Counter[Place] = field(default_factory=Counter)
    complaints: dict[Place, set[str]] = field(default_factory=lambda: defaultdict(set))
    now: Place = ("", "")

    def sent(self, _exchange: Exchange) -> None:
        """Count a request."""
        self.requests[self.now] += 1

    def asking(self, group: Group, asked: Asked) -> Asked:
        """Return a claim whose law says when it is asked."""
        place = group.id, facet_of(asked)

        def body(*given: Any) -> Any:
            self.now = place
            return asked.law.body(*given)

        return replace(asked, law=replace(asked.law, body=body))

    def watching(self, asked: Asked) -> Asked:
        """Return a claim of exchanges whose law says what it complains of."""

        examine = cast("Examine", asked.law.body)

        def body(*given: Any) -> Iterator[Finding | None]:
            for finding in examine(*given):
                if finding is not None:
                    self.complaints[self.now].add(asked.claim.id)
                yield finding

        return replace(asked, law=replace(asked.law, body=cast("Body", body)))


def noting(plan: Plan, notes: Notes) -> Plan:
    """Return a plan that notes what happens when it is held."""
    groups = tuple(
        replace(group, asked=tuple(notes.asking(group, asked) for asked in group.asked))
        for group in plan.groups
    )
    watched = {name: tuple(map(notes.watching, every)) for name, every in plan.watched.items()}
    return replace(plan, groups=groups, watched=watched)


Hold = Callable[[Group], Any]


def kills(plan: Plan, notes: Notes, hold: Hold, enough: int | None = None) -> dict[str, list[str]]:
    """Hold each group of a noting plan; return, by law, the facets that showed it broken.

    What shows while the objects of a group are had is shown by each of its facets. No more are held
    when so many groups as are `enough` have shown something.
    """
    found: dict[str, set[str]] = defaultdict(set)
    shown = 0
    for group in plan.groups:
        if enough is not None and shown >= enough:
            break
        notes.now = group.id, ""
        broken = {v.id: v.law for v in hold(group) if v.status in BROKEN}
        shown += bool(broken)
        facets = {asked.claim.id: facet_of(asked) for asked in group.asked}
        for name, law in broken.items():
            found[law] |= {facets[name]} if name in facets else _shown(notes, group, name)
    return {law: sorted(facets) for law, facets in sorted(found.items())}


def _shown(notes: Notes, group: Group, claim: str) -> set[str]:
    facets = {facet_of(asked) for asked in group.asked}
    if claim in notes.complaints.get((group.id, ""), ()):
        return facets
    return {facet for facet in facets if claim in notes.complaints.get((group.id, facet), ())}
