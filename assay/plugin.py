"""The pytest side of a run: options, fixtures, and turning verdicts into outcomes of items.

`assay run` and `pytest suites` both use it. Each process that runs items has one bench: a target,
a judge and a ledger file of its own; the controller merges the files at the end.
"""

from __future__ import annotations

import gc
import threading
import traceback
from collections import defaultdict
from collections.abc import Generator, Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from assay.allure_labels import attach
from assay.run.briefing import NAME, Briefing, received
from assay.run.controller import REFUSED, Controller, Elsewhere
from assay.run.interruption import heed
from assay.run.own_run import OwnRun, add_options, asked, options
from assay.run.progress import PROPERTY
from assay.run.settings import Settings
from assay.trouble import Stop, Unasked
from contracts import load
from contracts.loader import API
from harness.exchange import Exchange
from harness.judge import trouble
from harness.ledger import LedgerWriter, roll_up
from harness.legible import printed
from harness.ration import ROOM
from harness.redaction import Redactor
from harness.target import Target
from harness.verdict import Verdict
from suites.asking import selected
from suites.conventions import conventions
from suites.hold import hold
from suites.plan import Group
from suites.pool import Pool
from suites.selection import Selection
from suites.worker import Worker

_BENCH = pytest.StashKey["Bench"]()
_RUN = pytest.StashKey[OwnRun]()
_BRIEFING = pytest.StashKey[Briefing]()
_REFUSED = pytest.StashKey[str]()
_THOROUGH = 3  # times the requests of a standard run


class Bench:
    """What one process needs to run items."""

    def __init__(
        self, briefing: Briefing, worker: str, selection: Selection, part: Path | None = None
    ) -> None:
        self.settings = settings = briefing.settings
        self.redactor = Redactor(briefing.keys.secrets)
        room = (_THOROUGH if settings.profile == "thorough" else 1) * ROOM // settings.workers
        self.ledger = LedgerWriter(part or settings.parts / f"{worker}.ndjson", worker, room)
        self.exchanges: dict[str, Exchange] = {}  # those of the group that was reported last
        self._exchanges: dict[str, dict[str, Exchange]] = defaultdict(dict)
        self._writing = threading.Lock()  # a pool writes exchanges, this thread writes verdicts
        self._pool: Pool | None = None
        self.by_item: dict[str, list[Verdict]] = {}
        self.found: list[Verdict] = []
        self._asked = selection.asked
        self.target = Target(
            settings.base_url, briefing.keys, api_version=settings.api_version,
            timeout=settings.timeout, sink=self._seen, name=worker,
            rate=settings.rate / settings.workers if settings.rate else None,
            ca_bundle=settings.ca_bundle, conventions=conventions(load().api), ends=settings.ends,
        )  # fmt: skip
        self.worker = Worker(
            self.target, load(), settings.profile, f"{settings.run}{worker}", settings.seed,
            settings.ids, selection.plan.watched,
        )  # fmt: skip

    @property
    def stopped(self) -> str:
        """Where the target stopped answering, "" while it answers."""
        return self.target.stopped or (self._pool.stopped if self._pool else "")

    def ahead(self, groups: Sequence[Group]) -> None:
        """Ask groups ahead of their items, as many at a time as the run was told to."""
        if self._pool is None and self.settings.concurrency > 1:
            count = self.settings.concurrency
            self._pool = Pool(groups, self.worker, count, self.target.twin)

    def _seen(self, asked: Exchange) -> None:
        """Keep what may be written of an exchange: claims are judged by what was answered."""
        with self._writing:
            exchange = self.redactor.exchange(asked)
            self.ledger.exchange(exchange)
            self._exchanges[exchange.group][exchange.id] = exchange

    def hold(self, group: Group) -> None:
        """Ask a group, and record the verdicts on what is asked for."""
        for verdict in self._held(group):
            if verdict.id in self._asked:
                self._record(verdict)

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
            self.ledger.verdict(verdict)
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

    def close(self) -> None:
        """End what is asked ahead, close the connection and the ledger."""
        if self._pool is not None:
            self._pool.close()
        self.target.close()
        self.ledger.close()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options of a run."""
    add_options(parser.getgroup("assay", "conformance suites"))


def pytest_configure(config: pytest.Config) -> None:
    """Learn of the run that this process belongs to; prepare one when nobody has.

    That is so when pytest itself was asked for the suites.
    """
    controller = _controller(config)
    if hasattr(config, "workerinput"):
        _be_told(config)
    elif controller is not None:
        config.stash[_BRIEFING] = controller.briefing
    elif asked(config):
        _prepare(config)


def _controller(config: pytest.Config) -> Controller | None:
    """Return the plugin that `assay run` gave to pytest, if it was that."""
    given = config.pluginmanager.get_plugins()
    return next((plugin for plugin in given if isinstance(plugin, Controller)), None)


def _be_told(config: pytest.Config) -> None:
    """Learn what the controller says to a worker."""
    told = config.workerinput.get(NAME)  # type: ignore[attr-defined] # pytest-xdist sets it
    if told is None:
        return
    try:
        briefing = config.stash[_BRIEFING] = received(told)
    except Stop as trouble:
        config.stash[_REFUSED] = trouble.message
        return
    if not briefing.here:
        config.pluginmanager.register(Elsewhere(config), "assay-elsewhere")


@pytest.hookimpl(tryfirst=True)
def pytest_collection(session: pytest.Session) -> None:
    """End a worker that can ask nothing; the controller hears why."""
    refused = session.config.stash.get(_REFUSED, "")
    if refused:
        session.config.workeroutput[REFUSED] = refused  # type: ignore[attr-defined]
        session.shouldstop = refused  # stops the controller; an interruption starts another worker
        pytest.exit(refused, pytest.ExitCode.USAGE_ERROR)


def _prepare(config: pytest.Config) -> None:
    try:
        run = config.stash[_RUN] = OwnRun(options(config))
    except Unasked as trouble:
        pytest.exit(trouble.message, pytest.ExitCode.NO_TESTS_COLLECTED)
    except Stop as trouble:
        raise pytest.UsageError(trouble.message) from None
    config.stash[_BRIEFING] = run.briefing
    config.pluginmanager.register(run.controller, "assay-controller")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Let one worker ask the groups of a bundle, in every run of the suites."""
    briefing = config.stash.get(_BRIEFING, None)
    if briefing is None or config.getoption("dist") != "load":
        return None
    spreading = import_module("assay.run.spreading")  # slow, and not always there
    groups = selection_of(briefing.settings).groups
    return spreading.Bundled(config, log, spreading.bundles(groups))


def pytest_collection_finish(session: pytest.Session) -> None:
    """Take contracts and items out of garbage collection: they live as long as the run does.

    What is garbage by now stays too: it is little, and to look for it takes as long as some claims.
    """
    if _BRIEFING in session.config.stash:
        gc.freeze()


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop() -> None:
    """Stop before the first item when the run was told to stop while it was being prepared."""
    heed()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_logstart() -> None:
    """Stop before an item when the run was told to stop and went on."""
    heed()


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Close this process's bench; the controller of an own run writes the reports."""
    bench = session.config.stash.get(_BENCH, None)
    if bench is not None:
        bench.close()
    run = session.config.stash.get(_RUN, None)
    if run is not None:
        run.close(complete=exitstatus in (0, 1, 5))


def pytest_unconfigure(config: pytest.Config) -> None:
    """Close an own run that pytest has not begun: another plugin may refuse to."""
    run = config.stash.get(_RUN, None)
    if run is not None:
        run.close(complete=False)


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Say where the report is."""
    run = config.stash.get(_RUN, None)
    if run is not None:
        if run.controller.refused:
            terminalreporter.write_line(f"Error: {run.controller.refused}")
        terminalreporter.write_line(f"report: {run.briefing.settings.folder / 'report.html'}")


def bench_of(config: pytest.Config) -> Bench:
    """Return the bench of this process; the first call makes it."""
    bench = config.stash.get(_BENCH, None)
    if bench is None:
        briefing = config.stash.get(_BRIEFING, None)
        if briefing is None:
            raise pytest.UsageError("no run is prepared; start it with `pytest suites`")
        worker = getattr(config, "workerinput", {}).get("workerid", "main")
        elsewhere = config.pluginmanager.get_plugin("assay-elsewhere")
        bench = config.stash[_BENCH] = Bench(
            briefing, worker, selection_of(briefing.settings), elsewhere and elsewhere.part
        )
    return bench


def selection_of(settings: Settings) -> Selection:
    """Return what a run asks."""
    return selected(API, settings.profile, settings.only)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Make an item of each group that is asked."""
    briefing = metafunc.config.stash.get(_BRIEFING, None)
    if "group" not in metafunc.fixturenames or briefing is None:
        return
    groups = selection_of(briefing.settings).groups
    metafunc.parametrize("group", groups, ids=[group.id for group in groups])


@pytest.fixture(scope="session")
def bench(request: pytest.FixtureRequest) -> Bench:
    """The bench of this process; what it asks ahead are the groups of the items."""
    found = bench_of(request.config)
    found.ahead(_groups_of(request.session.items))
    return found


def _groups_of(items: Iterable[pytest.Item]) -> list[Group]:
    """Return the groups that items ask, in their order."""
    found = (getattr(item, "callspec", None) for item in items)
    given = [spec.params.get("group") for spec in found if spec is not None]
    return [group for group in given if isinstance(group, Group)]


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Generator[None, object, object]:
    """Turn the verdicts of an item into its outcome; an exception is an error verdict."""
    if "bench" not in pyfuncitem.fixturenames:
        return (yield)
    own = bench_of(pyfuncitem.config)
    own.take()
    try:
        result = yield
    except Exception as trouble:
        own.trouble(pyfuncitem.name, f"{type(trouble).__name__}: {trouble}")
        _count(pyfuncitem, own.take())
        own.untold(trouble)
        raise
    finally:
        if own.stopped:
            own.trouble("target", own.stopped)
            pyfuncitem.session.shouldstop = own.stopped
    found = own.take()
    own.by_item.setdefault(pyfuncitem.nodeid, []).extend(found)
    _count(pyfuncitem, found)
    attach(pyfuncitem, found, own.exchanges, own.settings.base_url)
    own.exchanges.clear()
    decide(found, own.settings.base_url)
    return result


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let no report of an item show a secret, whatever is written of it."""
    report = yield
    own = item.config.stash.get(_BENCH, None)
    if own is not None:
        text = report.longreprtext
        if isinstance(report.longrepr, tuple):
            *place, reason = report.longrepr
            report.longrepr = (*place, own.told(reason))  # type: ignore[assignment]
        elif own.told(text) != text:
            report.longrepr = own.told(text)
        report.sections = [(name, own.told(content)) for name, content in report.sections]
    return report


def _count(item: pytest.Item, verdicts: list[Verdict]) -> None:
    item.user_properties.append((PROPERTY, {v.id: v.status for v in roll_up(verdicts)}))


def decide(verdicts: list[Verdict], base_url: str) -> None:
    """Let an item be green only when all that was asked of it passed."""
    failed = [v for v in verdicts if v.status in ("fail", "error")]
    if failed:
        lines = [f"{v.status} {v.id} ({v.clause}): {v.message}" for v in failed[:20]]
        head = f"{len(failed)} claims broken at {base_url}"
        pytest.fail("\n".join([head, *lines]), pytrace=False)
    others = [v for v in verdicts if v.status not in ("pass", "noted")]
    if others:
        pytest.skip(f"{len(others)} of {len(verdicts)}: {others[0].status} {others[0].message}")
    if not any(v.status == "pass" for v in verdicts):
        pytest.skip("probes only: what was seen is no pass" if verdicts else "nothing was judged")
