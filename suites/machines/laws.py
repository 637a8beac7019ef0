"""Turns machines into laws: a machine is a group, each of its invariants a claim.

A walk ends at the first invariant that does not hold. Hypothesis then looks for the shortest walk
that ends so, which is what the verdict shows: its exchanges, in order, repeat it.
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts
from harness.claim import Outcome
from suites.law import About, Each, Family, Law, Unavailable, broken, passed
from suites.machines.machine import Machine
from suites.machines.search import Search
from suites.machines.walk import Walk
from suites.machines.walker import Invariant

_NEEDED = {"create": "no object was made", "accepted": "on no walk was a move accepted",
           "refused": "on no walk was a move refused"}  # fmt: skip
_UNSHOWN = "no random walk came to a state in which this shows"


def machine_laws(*machines: type[Machine]) -> tuple[Law, ...]:
    """Return a law for each invariant that one of the machines has."""
    family = Family(
        "machine", lambda _contracts: machines, Search,
        draws=True, named=lambda machine: f"{machine.resource}.create",
    )  # fmt: skip
    every: dict[str, Invariant] = {}
    for machine in machines:
        for name, invariant in machine.promises.items():
            every.setdefault(name, invariant)
    return tuple(
        Law(f"machine.{name}", invariant.clause, "must", _judged, family, _each(name),
            sequence=True, says=invariant.says, chance=True)  # Hypothesis has walked it again
        for name, invariant in every.items()
    )  # fmt: skip


def _each(name: str) -> Each:
    def each(machine: type[Machine], contracts: Contracts) -> Iterator[About]:
        invariant = machine.promises.get(name)
        if invariant is not None:
            operation = contracts.operation(f"{machine.resource}.create")
            yield About(operation, given=name, clause=invariant.clause)

    return each


def _judged(search: Search, name: str) -> Outcome:
    """No order of moves breaks what the lifecycle and the model promise."""
    search.walk()
    shortest, wavering = search.breaches.get(name), search.wavering.get(name)
    if shortest is not None:
        expected = shortest.wrong.expected if shortest.wrong else ""
        return broken(expected, _observed(shortest), *shortest.exchanges)
    if wavering is not None:
        reason = f"found once and not again: {_observed(wavering)}"
        raise Unavailable(reason, *wavering.exchanges)
    return _unbroken(search, name)


def _observed(walk: Walk) -> str:
    return f"{walk.wrong.observed if walk.wrong else ''} after {walk.told}"


def _unbroken(search: Search, name: str) -> Outcome:
    """Return that no walk broke an invariant. Raises Unavailable when none has shown it either.

    A walk that ended without an answer is an error; a walk shows something of a server that
    accepts and refuses.
    """
    over, log = search.over, search.log
    if over is not None and over.ends and any(e.response is None for e in over.evidence):
        return broken("an answer", "none", *over.evidence)
    if over is not None:
        raise Unavailable(over.reason, *over.evidence, blocked_by=over.blocked_by)
    for mark, reason in _NEEDED.items():
        if mark not in log.earned:
            raise Unavailable(reason, *log.latest())
    if name not in log.earned:
        raise Unavailable(_UNSHOWN, *log.latest())
    return passed(*log.earned[name].exchanges)
