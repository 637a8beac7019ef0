"""What one process of a run needs to ask items: a target, a worker and a ledger file of its own."""

from __future__ import annotations

import _thread
import contextlib
import threading
import traceback
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from assay.run.briefing import Briefing
from assay.run.recalling import answered, goes_on
from assay.run.settings import PACE, Settings
from assay.run.sharing import named, number, shares
from assay.trouble import loaded, unwritable
from contracts.retired import retired
from harness.exchange import Exchange
from harness.heeding import breaches
from harness.judge import trouble
from harness.known import Entries
from harness.ledger import LedgerError, LedgerWriter
from harness.legible import printed
from harness.pacing import Pace, SharedPace, shareable
from harness.part import Part
from harness.ration import ROOM
from harness.redaction import Redactor
from harness.siblings import Siblings
from harness.target import Target
from harness.verdict import Verdict
from suites.conventions import conventions
from suites.hold import hold
from suites.plan import Group
from suites.pool import Pool
from suites.recalling import recall
from suites.selection import Selection
from suites.worker import Worker

_THOROUGH = 3  # times the requests of a standard run


class Bench:
    """What one process needs to run items."""

    def __init__(
        self, briefing: Briefing, worker: str, selection: Selection, part: Path | None = None,
        *, holds: bool = True,
    ) -> None:  # fmt: skip
        self.settings = settings = briefing.settings
        contracts = loaded(settings.package)
        self.redactor = Redactor(briefing.keys.secrets)
        self._number = number(worker)
        self._heeds = self._number is not None and part is None  # who starts workers is told itself
        name, worker = worker, named(worker, settings.shard, settings.resumed)
        room = (_THOROUGH if settings.profile == "thorough" else 1) * ROOM // settings.workers
        self.ledger = (
            Part(settings.parts / f"{worker}.ndjson", worker, room)
            if part is None
            else LedgerWriter(part, worker, room)
        )
        self.exchanges: dict[str, Exchange] = {}  # those of the group that was reported last
        self._holds = holds  # whether anybody asks for what a group was answered
        self._exchanges: dict[str, dict[str, Exchange]] = defaultdict(dict)
        self._writing = threading.Lock()  # a pool writes exchanges, this thread writes verdicts
        self._pool: Pool | None = None
        self.by_item: dict[str, list[Verdict]] = {}
        self.found: list[Verdict] = []
        self._told = 0  # requests of which the controller knows
        self.unwritable = ""  # why nothing more can be recorded, "" while it can
        self._asked = selection.judged
        self._known = Entries(settings.known, retired(settings.package).renamed)
        self.target = Target(
            settings.base_url, briefing.keys, api_version=settings.api_version,
            timeout=settings.timeout, sink=self._seen, name=worker,
            pace=pace_of(settings, here=part is None), ca_bundle=settings.ca_bundle,
            conventions=conventions(contracts, settings.fixed), ends=settings.ends,
            read_only=settings.read_only,
        )  # fmt: skip
        self.worker = Worker(
            self.target, contracts, settings.profile, f"{settings.run}{worker}", settings.seed,
            settings.ids, selection.watched, account=settings.account,
            read_only=settings.read_only, siblings=Siblings(settings.parts, worker),
        )  # fmt: skip
        if goes_on(settings, name):
            self._recall()

    def _recall(self) -> None:
        """Learn from what was answered before; what cannot be read is found out anew."""
        with contextlib.suppress(LedgerError, OSError, ValueError):
            recall(self.worker, answered(self.settings.parts))

    @property
    def stopped(self) -> str:
        """Why nothing more is asked, such as where the target stopped answering; "" while it is."""
        return self.unwritable or self.target.stopped or (self._pool.stopped if self._pool else "")

    def ahead(self, groups: Sequence[Group]) -> None:
        """Ask groups ahead of their items, as many at a time as the run was told to."""
        if self._pool is None and self.settings.concurrency > 1:
            count = self.settings.concurrency
            self._pool = Pool(self._own(groups), self.worker, count, self.target.twin)

    def _own(self, groups: Sequence[Group]) -> Sequence[Group]:
        """Return the groups that are this worker's: one in a dead one's place has none."""
        if self.settings.workers == 1 or self._number is None:
            return groups
        laid = shares(groups, self.settings.workers)
        return [group for group in groups if laid[group.bundle] == self._number]

    def _seen(self, asked: Exchange) -> None:
        """Keep what may be written of an exchange: claims are judged by what was answered."""
        with self._writing:
            exchange = self.redactor.exchange(asked)
            self._kept(lambda: self.ledger.exchange(exchange))
            if self._holds:
                self._exchanges[exchange.group][exchange.id] = exchange
        if self._heeds and self.settings.told:
            self._heeds = False
            _interrupt()

    def _kept(self, write: Callable[[], None]) -> None:
        """Write to the ledger. Where that cannot be done, nothing more is asked."""
        if self.unwritable:
            return
        try:
            write()
        except OSError as trouble:
            self.unwritable = unwritable(self.ledger.path.parent, trouble)
            self.target.halt(self.unwritable)
            if self._pool is not None:
                self._pool.halt(self.unwritable)

    def hold(self, group: Group) -> None:
        """Ask a group, record the verdicts on what is asked for, and that it came to its end."""
        try:
            found = self._held(group)
        except Exception:
            self._ended(group)
            raise
        self._judge(group, found)

    def _judge(self, group: Group, found: list[Verdict]) -> None:
        for verdict in found:
            if verdict.id in self._asked:
                self._record(verdict)
        self._ended(group)

    def _ended(self, group: Group) -> None:
        """Record that a group was asked to its end; one that the end of the run cut short was not:
        who goes on with the run asks it again.
        """
        if self.stopped:
            return
        with self._writing:
            self._kept(lambda: self.ledger.asked(group.id))

    def _held(self, group: Group) -> list[Verdict]:
        try:
            if self._pool is not None and self._pool.knows(group):
                return self._pool.take(group)
            return hold(group, self.worker)
        finally:
            self.exchanges = self._exchanges.pop(group.id, {})

    def _record(self, found: Verdict) -> None:
        with self._writing:
            verdict = self.redactor.verdict(found)
            self._kept(lambda: self.ledger.verdict(verdict))
        self.found.append(verdict)

    def trouble(self, name: str, reason: str) -> None:
        """Record that the suite could not do its work: no filter hides that."""
        self._record(trouble(name, reason))

    def told(self, text: str) -> str:
        """Return a text as it may leave this process."""
        return printed(self.redactor.text(text))

    def untold(self, trouble: Exception) -> None:
        """Fail an item in words of our own where its traceback shows a secret."""
        text = "".join(traceback.format_exception(trouble))
        if self.redactor.text(text) != text:
            pytest.fail(self.told(text), pytrace=False)

    def take(self) -> list[Verdict]:
        """Return what was recorded since the last call."""
        found, self.found = self.found, []
        return found

    def sent(self) -> int:
        """Return how many requests were sent since the last call."""
        before, self._told = self._told, self.ledger.requests
        return self._told - before

    def shown(self, found: list[Verdict]) -> list[Verdict]:
        """Return verdicts as pytest shows them: what is expected to break is known."""
        return breaches(self._known, found)

    def close(self) -> None:
        """End what is asked ahead, close the connection and the ledger."""
        if self._pool is not None:
            self._pool.close()
            for group, found in self._pool.untaken():
                self._judge(group, found)
        self.target.close()
        self._kept(self.ledger.close)


def _interrupt() -> None:
    """Interrupt this process as Ctrl-C does."""
    if threading.current_thread() is threading.main_thread():
        raise KeyboardInterrupt
    _thread.interrupt_main()


def pace_of(settings: Settings, *, here: bool) -> Pace:
    """Return when a worker may send: those of this machine have one bucket, others a share each."""
    rate, workers = settings.rate, settings.workers
    if rate is None or workers == 1:
        return Pace(rate)
    if here and settings.local and shareable():
        return SharedPace(rate * settings.local / workers, settings.parts / PACE)
    return Pace(rate / workers)
