"""Proves laws: each is seen to fail on each of its faults, and to hold on the clean sandbox.

A fault's path says which law must find it. The groups that ask the law are held against a sandbox
with the fault, one after the other, until one of them finds it, twice where a run would ask twice;
the same group is then held against a clean sandbox. Every fault has a fork of this process, with
both sandboxes in threads.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess

from assay.kills.touching import recorded, same_every_time, touched
from assay.promising import promising
from assay.run.orphans import end_with
from contracts import Contracts
from harness.exchange import Exchange
from harness.redaction import Keys
from harness.target import Target
from harness.verdict import BROKEN, Verdict
from sandbox.auth import PUBLISHABLE, SECRET
from sandbox.defects import Fault
from sandbox.serve import broken_service, listen, server, url_of
from sandbox.service import Service
from suites.conventions import conventions
from suites.hold import Attempt, again, ask
from suites.law import Profile
from suites.plan import Group, Plan
from suites.worker import Worker

_HOST = "127.0.0.1"
_LIMIT = 600.0  # seconds that one fault may take


@dataclass(frozen=True, slots=True)
class Proof:
    """What a fault did: the claims of its law that found it, or why none did.

    `asked` is how many groups were held against it. `table` has, where a kill table was asked for,
    the facets that showed each law broken. `crashed` says that nothing was found out, `idle` that
    the fault breaks nothing which this API promises: none of its laws is asked, or no answer that
    its groups get is another one in what it promises.
    """

    fault: Fault
    asked: int = 0
    broken: tuple[str, ...] = ()
    reason: str = ""
    table: dict[str, list[str]] = field(default_factory=dict)
    crashed: bool = False
    idle: bool = False

    @property
    def killed(self) -> bool:
        """Whether the law noticed."""
        return bool(self.broken) and not self.reason


class Bench:
    """A sandbox in a thread of this process, and a worker that asks it."""

    run = "proof"

    def __init__(
        self, faults: tuple[str, ...], plan: Plan, seed: int,
        sink: Callable[[Exchange], None] | None = None, profile: Profile = "standard",
    ) -> None:  # fmt: skip
        self.service = service = broken(plan.contracts, faults)
        listener = listen(_HOST, 0)
        self._server = server(service)
        self._thread = threading.Thread(target=self._server.run, args=([listener],), daemon=True)
        self._thread.start()
        contracts = plan.contracts
        self.url, self.ids = url_of(_HOST, listener), service.ids
        target = Target(self.url, Keys(SECRET, PUBLISHABLE),
                        api_version=contracts.api.version, sink=sink,
                        conventions=conventions(contracts))  # fmt: skip
        self._worker = Worker(
            target, contracts, profile, self.run, seed,
            {name: tuple(ids) for name, ids in service.ids.items()}, plan.watched,
        )  # fmt: skip

    def ask(self, group: Group) -> Attempt:
        """Return what a group that is asked once finds on this sandbox."""
        return ask(group, self._worker)

    def again(self, group: Group, first: Attempt) -> list[Verdict]:
        """Return what is left of that when the group is asked again."""
        return again(group, self._worker, first)

    def hold(self, group: Group) -> list[Verdict]:
        """Return the verdicts of a group that is asked once."""
        return self.ask(group).verdicts

    def close(self) -> None:
        """Stop the sandbox."""
        self._server.should_exit = True
        self._thread.join()


def broken(contracts: Contracts, faults: tuple[str, ...]) -> Service:
    """Return a sandbox with faults that nothing serves yet."""
    return broken_service(contracts, (SECRET, PUBLISHABLE), faults)


def groups_of(plan: Plan, law: str) -> list[Group]:
    """Return the groups that ask a law, in the plan's order."""
    needed = {name for claim in plan.claims.values() if claim.law == law for name in claim.groups}
    return [group for group in plan.groups if group.id in needed]


def prove_one(fault: Fault, plan: Plan, seed: int) -> Proof:
    """Hold the groups of a fault's law against it until one finds it."""
    groups = groups_of(plan, fault.law)
    if not groups:
        return idle(fault, 0)
    faulty, gone, wrong = Bench((fault.name,), plan, seed), "", ""
    chance = plan.law_of[fault.law].chance
    for count, group in enumerate(groups, 1):
        first = faulty.ask(group)
        if not _broken(first.verdicts, fault):
            continue
        broken = _broken(first.verdicts if chance else faulty.again(group, first), fault)
        if broken:
            unclean = _unclean(Bench((), plan, seed).ask(group).verdicts, broken)
            if not unclean or unclean[0].id not in plan.unsure:
                return Proof(fault, count, tuple(broken), _words(unclean))
            wrong = wrong or _words(unclean)  # a wrong guess: another group may show the fault
            continue
        gone = f"; {group.id} finds it once, and not when it is asked again"
    if wrong:
        return Proof(fault, len(groups), reason=wrong)
    if not gone and idles(fault, plan, groups, seed):
        return idle(fault, len(groups))
    return Proof(fault, len(groups), reason=f"{len(groups)} groups, none finds it{gone}")


def idle(fault: Fault, asked: int) -> Proof:
    """Return what is said of a fault that breaks nothing; `asked` is how many groups were."""
    nobody = f"no claim belongs to a law {fault.law!r}"
    reason = f"none of {asked} groups is answered otherwise" if asked else nobody
    return Proof(fault, asked, reason=reason, idle=True)


def idles(fault: Fault, plan: Plan, groups: Sequence[Group], seed: int) -> bool:
    """Whether a fault changes nothing of what groups are answered that the API promises."""
    now = [""]
    with same_every_time():
        bench = Bench((), replace(plan, groups=tuple(groups)), seed)
        asked = recorded(bench.service, lambda: now[0])
        for group in groups:
            now[0] = group.id
            bench.hold(group)
        bench.close()
        bare = promising(plan.contracts)
        return not touched(broken(plan.contracts, (fault.name,)), asked, bare)


def _broken(found: Sequence[Verdict], fault: Fault) -> list[str]:
    """Return the claims of a fault's law that break, be it each time they are asked."""
    return sorted({v.id for v in found
                   if v.law == fault.law and v.status in BROKEN and not v.once})  # fmt: skip


def _unclean(clean: Sequence[Verdict], broken: Sequence[str]) -> list[Verdict]:
    """Return what the clean sandbox breaks of what a fault broke: such a finding proves nothing."""
    return [v for v in clean if v.id in broken and v.status in (*BROKEN, "error")]


def _words(unclean: Sequence[Verdict]) -> str:
    return f"the clean sandbox breaks {unclean[0].id} ({unclean[0].message})" if unclean else ""


def unproven(plan: Plan, faults: Sequence[Fault]) -> list[str]:
    """Return the laws that are asked and that no fault breaks."""
    asked = {claim.law for claim in plan.claims.values()}
    return sorted(asked - {fault.law for fault in faults})


Tell = Callable[[Proof], None]
Work = Callable[[Fault, Plan, int], Proof]


def prove(
    faults: Sequence[Fault], plan: Plan, seed: int, workers: int, tell: Tell,
    work: Work = prove_one,
) -> list[Proof]:  # fmt: skip
    """Return what `work` finds of each fault, a few at once; `tell` hears of each, in order."""
    found = []
    for proof in _runs(faults, plan, seed, workers, work):
        found.append(proof)
        tell(proof)
    return found


def _runs(
    faults: Sequence[Fault], plan: Plan, seed: int, workers: int, work: Work
) -> Iterator[Proof]:
    running: dict[int, _Running] = {}
    done: dict[int, Proof] = {}
    waiting = list(enumerate(faults))[::-1]
    gc.freeze()  # a fork that collects what it was born with copies all of it
    for number in range(len(faults)):
        while number not in done:
            while waiting and len(running) < workers:
                place, fault = waiting.pop()
                running[place] = _Running(fault, plan, seed, work)
            wait([r.pipe for r in running.values()], _LIMIT)
            for place in [p for p, r in running.items() if r.ended]:
                done[place] = running.pop(place).result()
        yield done.pop(number)


class _Running:
    """A fork that proves one fault."""

    def __init__(self, fault: Fault, plan: Plan, seed: int, work: Work) -> None:
        context = multiprocessing.get_context("fork")
        self._fault = fault
        self.pipe, theirs = context.Pipe(duplex=False)
        self._process: ForkProcess = context.Process(
            target=_child, args=(theirs, fault, plan, seed, work), daemon=False
        )
        self._process.start()
        theirs.close()

    @property
    def ended(self) -> bool:
        """Whether there is something to read, be it that the process is gone."""
        return self.pipe.poll(0) or not self._process.is_alive()

    def result(self) -> Proof:
        """Return what the fork found, or why it found nothing."""
        try:
            found = self.pipe.recv()
        except EOFError:
            found = "the run ended without a result"
        self._process.kill()
        self._process.join()
        self.pipe.close()
        if isinstance(found, str):
            return Proof(self._fault, reason=found, crashed=True)
        asked, broken, reason, table, idle = found
        return Proof(self._fault, asked, broken, reason, table, idle=idle)


def _child(pipe: Connection, fault: Fault, plan: Plan, seed: int, work: Work) -> None:
    parent = multiprocessing.parent_process()
    if parent is not None and parent.pid is not None:
        end_with(parent.pid)
    try:
        proof = work(fault, plan, seed)
        pipe.send((proof.asked, proof.broken, proof.reason, proof.table, proof.idle))
    except BaseException:  # noqa: BLE001 - whatever it was, the parent tells
        pipe.send(traceback.format_exc()[-2000:])
    os._exit(0)
