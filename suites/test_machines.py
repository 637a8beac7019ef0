"""Lifecycles on random walks: any order of moves, and the shortest order that breaks something.

A walk ends at the first invariant that does not hold (`suites/machines/machine.py` lists them).
Hypothesis then looks for the shortest walk that ends so, which is what the verdict shows: its
exchanges, in order, repeat it.
"""

from __future__ import annotations

import pytest

from suites.legacy import Claim, Lab, said
from suites.machines.card import Cards
from suites.machines.dispute import Disputes
from suites.machines.machine import Machine
from suites.machines.payment_intent import Intents
from suites.machines.search import SIZES, Search
from suites.machines.walk import Walk

# What each invariant can be looked up by.
CLAUSES = {
    "moves": "3.1", "refusals": "3.1", "stays": "G-30", "reads": "G-117", "constants": "G-118",
    "metadata": "G-98", "fields": "G-117",
}  # fmt: skip
OWN: dict[str, dict[str, str]] = {
    "payment_intent": {"money": "PI-47", "attempts": "PI-24"},
    "issuing.dispute": {"moves": "3.4", "refusals": "3.4", "fields": "DI-16"},
    "issuing.card": {"moves": "3.5", "refusals": "3.5", "fields": "CA-31"},
}
# A walk shows something of a server that accepts and refuses.
_NEEDED = {"create": "no object was made", "accepted": "on no walk was a move accepted",
           "refused": "on no walk was a move refused"}  # fmt: skip
MACHINES: tuple[type[Machine], ...] = (Intents, Disputes, Cards)


@pytest.mark.parametrize(
    "machine",
    [pytest.param(m, id=m.resource, marks=pytest.mark.xdist_group(f"machine.{m.resource}"))
     for m in MACHINES],
)  # fmt: skip
def test_walks(lab: Lab, machine: type[Machine]) -> None:
    """No order of moves breaks what the lifecycle and the model promise."""
    operation = lab.contracts.operation(f"{machine.resource}.create")
    clauses = CLAUSES | OWN[machine.resource]
    claims = {
        name: Claim(f"{operation.id}.machine.{name}", clause, operation.title)
        for name, clause in clauses.items()
        if lab.judge.asked(f"{operation.id}.machine.{name}")
    }
    if not claims or lab.profile not in SIZES:
        return
    search = Search(lab, machine)
    search.run(frozenset(claims))
    for name, claim in claims.items():
        _record(lab, claim, name, search)


def _record(lab: Lab, claim: Claim, name: str, search: Search) -> None:
    broken, wavering = search.breaches.get(name), search.wavering.get(name)
    if broken is not None:
        _broken(lab, claim, broken)
    elif wavering is not None:
        reason = f"found once and not again: {_observed(wavering)}"
        lab.untestable(claim, reason, *wavering.exchanges)
    elif search.over is not None and search.over.exchange is not None:
        _over(lab, claim, search)
    else:
        _held(lab, claim, name, search)


def _broken(lab: Lab, claim: Claim, walk: Walk) -> None:
    if walk.wrong is not None:
        lab.broken(claim, walk.wrong.expected, _observed(walk), *walk.exchanges)


def _observed(walk: Walk) -> str:
    return f"{walk.wrong.observed if walk.wrong else ''} after {walk.told}"


def _over(lab: Lab, claim: Claim, search: Search) -> None:
    """Record why the walks ended: no answer is an error, a key that may not is no breach."""
    exchange = search.over.exchange if search.over else None
    if exchange is not None and exchange.response is None:
        lab.broken(claim, "an answer", "none", exchange)
    elif exchange is not None:
        lab.untestable(claim, f"a move was answered with {said(exchange)}", exchange)


def _held(lab: Lab, claim: Claim, name: str, search: Search) -> None:
    log = search.log
    missing = [reason for mark, reason in _NEEDED.items() if mark not in log.earned]
    if search.over is not None and search.over.reason:
        lab.untestable(claim, search.over.reason)
    elif missing:
        lab.untestable(claim, missing[0])
    elif name not in log.earned:
        lab.untestable(claim, "no random walk came to a state in which this shows")
    else:
        lab.passed(claim, *log.earned[name].exchanges)
