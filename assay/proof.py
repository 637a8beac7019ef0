"""Proves checks: everything on the clean sandbox, then each check against each of its faults.

pytest collects the suites once; every run is a fork of that process, with a sandbox of its own in
a thread, and executes only the items that judge the check in question.
"""

from __future__ import annotations

import multiprocessing
import os
import tempfile
import threading
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from pathlib import Path
from typing import Any

import pytest

from assay.run.prepare import Options, prepared
from assay.run.session import arguments
from assay.trouble import INCOMPLETE, Stop
from contracts import load
from harness.ledger import roll_up
from harness.verdict import Verdict, check_of
from sandbox.auth import PUBLISHABLE, SECRET
from sandbox.defects import Fault
from sandbox.serve import broken_service, config_text, listen, server, url_of

_HOST = "127.0.0.1"
_LIMIT = 240.0  # seconds that one run may take
_EVERY_EXCHANGE = ("test_acceptance", "test_reading", "test_rejections", "test_required")
_SETTLED = ("pass", "not_testable")


@dataclass(frozen=True, slots=True)
class Proof:
    """What a fault did to its check: verdicts asked for, those that failed, or why none ran."""

    fault: Fault
    asked: int
    broken: tuple[str, ...] = ()
    reason: str = ""

    @property
    def killed(self) -> bool:
        """Whether the check noticed."""
        return bool(self.broken)


@dataclass(frozen=True, slots=True)
class Seen:
    """What one run saw: its verdicts, and which item recorded which of them."""

    verdicts: tuple[Verdict, ...] = ()
    items: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Job:
    """One run: the items to execute, the ids to judge (all when empty), the faults to seed."""

    items: tuple[str, ...]
    only: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()


Tell = Callable[[Proof], None]


class Prover:
    """A pytest plugin that runs proofs in the place of the tests."""

    def __init__(self, faults: Sequence[Fault], seed: int, workers: int, tell: Tell) -> None:
        self._faults = faults
        self._seed = seed
        self._workers = workers
        self._tell = tell
        self.checks: dict[str, tuple[str, ...]] = {}
        self.proofs: list[Proof] = []
        self.trouble: Stop | None = None

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run the proofs."""
        try:
            self._prove(session)
        except Stop as trouble:
            self.trouble = trouble
        return True

    def _prove(self, session: pytest.Session) -> None:
        homes = self._clean(session)
        jobs = []
        for fault in self._faults:
            ids = self.checks.get(fault.stem, ())
            found = {homes[name] for name in ids}
            if fault.stem.startswith("response_"):  # any exchange may show it: valid and refused
                found |= {i.nodeid for i in session.items if i.path.stem in _EVERY_EXCHANGE}
            jobs.append(Job(tuple(sorted(found)) if ids else (), ids, (fault.name,)))
        for fault, job, seen in zip(self._faults, jobs, self._runs(session, jobs), strict=True):
            proof = _proof(fault, job, seen)
            self.proofs.append(proof)
            self._tell(proof)

    def _clean(self, session: pytest.Session) -> dict[str, str]:
        """Run everything without faults; return which item judges which id. Raises Stop."""
        halves: list[list[str]] = [[] for _ in range(self._workers)]
        for item in session.items:
            mark = item.get_closest_marker("xdist_group")
            group = str(mark.args[0]) if mark else item.nodeid
            halves[sum(group.encode()) % self._workers].append(item.nodeid)
        homes: dict[str, str] = {}
        verdicts: list[Verdict] = []
        for found in self._runs(session, [Job(tuple(half)) for half in halves]):
            if isinstance(found, str):
                raise Stop(f"the clean run did not end: {found}", INCOMPLETE)
            verdicts += found.verdicts
            homes |= {name: item for item, names in found.items.items() for name in names}
        self._note(verdicts)
        return homes

    def _note(self, verdicts: list[Verdict]) -> None:
        wrong = [f"{v.id} ({v.message})" for v in verdicts if v.status not in _SETTLED]
        if wrong:
            text = f"the clean sandbox breaks {len(wrong)} claims: {'; '.join(wrong[:5])}"
            raise Stop(text, INCOMPLETE)
        names = {o.title: o.id for o in load().operations}
        found: dict[str, list[str]] = {}
        for verdict in roll_up(verdicts):
            if verdict.status == "pass":
                check = check_of(verdict.id, names.get(verdict.operation, ""))
                found.setdefault(check.replace(".", "_"), []).append(verdict.id)
        self.checks = {check: tuple(ids) for check, ids in sorted(found.items())}

    def _runs(self, session: pytest.Session, jobs: Sequence[Job]) -> Iterator[Seen | str]:
        """Yield what each job saw, or why it saw nothing, in order; a few run at once."""
        running: dict[int, _Running] = {}
        done: dict[int, Seen | str] = {}
        waiting = list(enumerate(jobs))[::-1]
        for number in range(len(jobs)):
            while number not in done:
                while waiting and len(running) < self._workers:
                    place, job = waiting.pop()
                    running[place] = _Running(session, job, self._seed)
                wait([r.pipe for r in running.values()], _LIMIT)
                for place in [p for p, r in running.items() if r.ended]:
                    done[place] = running.pop(place).result()
            yield done.pop(number)


class _Running:
    """A forked run."""

    def __init__(self, session: pytest.Session, job: Job, seed: int) -> None:
        context = multiprocessing.get_context("fork")
        self.pipe, theirs = context.Pipe(duplex=False)
        self._process: ForkProcess = context.Process(
            target=_child, args=(theirs, session, job, seed), daemon=False
        )
        self._process.start()
        theirs.close()

    @property
    def ended(self) -> bool:
        """Whether there is something to read, be it that the process is gone."""
        return self.pipe.poll(0) or not self._process.is_alive()

    def result(self) -> Seen | str:
        """Return what the run saw, or why it saw nothing."""
        try:
            found = self.pipe.recv()
        except EOFError:
            found = "the run ended without a result"
        self._process.kill()
        self._process.join()
        self.pipe.close()
        return found if isinstance(found, Seen) else str(found)


def _proof(fault: Fault, job: Job, found: Seen | str) -> Proof:
    if not job.only:
        return Proof(fault, 0, reason=f"no verdict belongs to a check {fault.stem!r}")
    if isinstance(found, str):
        return Proof(fault, len(job.only), reason=found)
    broken = tuple(v.id for v in found.verdicts if v.status in ("fail", "warn"))
    return Proof(fault, len(job.only), broken)


def _child(pipe: Connection, session: pytest.Session, job: Job, seed: int) -> None:
    try:
        pipe.send(_run(session, job, seed) if job.items else Seen())
    except Stop as trouble:
        pipe.send(trouble.message)
    except BaseException:  # noqa: BLE001 - whatever it was, the parent tells
        pipe.send(traceback.format_exc()[-2000:])
    os._exit(0)


def _run(session: pytest.Session, job: Job, seed: int) -> Seen:
    """Hold a sandbox with faults, served by a thread of this process, against some items."""
    service = broken_service((SECRET, PUBLISHABLE), job.faults)
    listener = listen(_HOST, 0)
    threading.Thread(target=server(service).run, args=([listener],), daemon=True).start()
    wanted = set(job.items)
    items = [item for item in session.items if item.nodeid in wanted]
    with tempfile.TemporaryDirectory(prefix="assay-") as folder:
        path = Path(folder) / "assay.toml"
        path.write_text(config_text(url_of(_HOST, listener), service), encoding="utf-8")
        for name in [name for name in os.environ if name.startswith("ASSAY_")]:
            del os.environ[name]
        os.environ["ASSAY_PUBLISHABLE_KEY"] = PUBLISHABLE
        options = Options(
            api_key=SECRET, out=folder, only=job.only, workers=1, seed=seed, config=path
        )
        with prepared(options):
            return _execute(session, items)


def _execute(session: pytest.Session, items: list[pytest.Item]) -> Seen:
    following: list[pytest.Item | None] = [*items[1:], None]
    for item, after in zip(items, following, strict=True):
        session.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
    plugin: Any = session.config.pluginmanager.get_plugin("assay.plugin")
    bench = plugin.bench_of(session.config)
    return Seen(
        roll_up(verdict for found in bench.by_item.values() for verdict in found),
        {name: tuple(v.id for v in found) for name, found in bench.by_item.items()},
    )


def prove(faults: Sequence[Fault], seed: int, workers: int, tell: Tell) -> Prover:
    """Prove faults and return what was found; `tell` hears of each as it ends. Raises Stop."""
    prover = Prover(faults, seed, workers, tell)
    pytest.main(arguments(), plugins=[prover])
    if prover.trouble is not None:
        raise prover.trouble
    return prover
