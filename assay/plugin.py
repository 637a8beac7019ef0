"""The pytest side of a run: options, fixtures, and turning verdicts into outcomes of items.

`assay run` and `pytest suites` both use it. Each process that runs items has one bench: a target,
a judge and a ledger file of its own; the controller merges the files at the end.
"""

from __future__ import annotations

import contextlib
import gc
import os
import threading
from collections import defaultdict
from collections.abc import Generator, Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest

from assay.allure_labels import attach
from assay.bundle_path import bundle
from assay.run.interruption import heed
from assay.run.outcome import finish
from assay.run.prepare import DEFAULT_OUT, Options, prepared
from assay.run.progress import PROPERTY
from assay.run.settings import Settings, from_environment
from assay.trouble import Stop, Unasked
from contracts import load
from contracts.loader import API
from harness.config import Config
from harness.exchange import Exchange
from harness.judge import trouble
from harness.ledger import LedgerWriter, roll_up
from harness.redaction import Keys
from harness.target import Target
from harness.verdict import Verdict
from suites.asking import selected
from suites.conventions import conventions
from suites.hold import hold
from suites.law import PROFILES
from suites.plan import Group
from suites.pool import Pool
from suites.selection import Selection
from suites.worker import Worker

_BENCH = pytest.StashKey["Bench"]()
_RUN = pytest.StashKey["_OwnRun"]()


class Bench:
    """What one process needs to run items."""

    def __init__(self, settings: Settings, worker: str, selection: Selection) -> None:
        self.settings = settings
        self.ledger = LedgerWriter(settings.parts / f"{worker}.ndjson", worker)
        self.exchanges: dict[str, Exchange] = {}  # those of the group that was reported last
        self._exchanges: dict[str, dict[str, Exchange]] = defaultdict(dict)
        self._writing = threading.Lock()  # a pool writes exchanges, this thread writes verdicts
        self._pool: Pool | None = None
        self.by_item: dict[str, list[Verdict]] = {}
        self.found: list[Verdict] = []
        self._asked = selection.asked
        keys = Config().keys()
        self.target = Target(
            settings.base_url, keys or Keys(""), api_version=settings.api_version,
            timeout=settings.timeout, sink=self._seen, name=worker,
            rate=settings.rate / settings.workers if settings.rate else None,
            ca_bundle=settings.ca_bundle, conventions=conventions(load().api),
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

    def _seen(self, exchange: Exchange) -> None:
        with self._writing:
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

    def _record(self, verdict: Verdict) -> None:
        with self._writing:
            self.ledger.verdict(verdict)
        self.found.append(verdict)

    def trouble(self, name: str, reason: str) -> None:
        """Record that the suite could not do its work: no filter hides that."""
        self._record(trouble(name, reason))

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


class _OwnRun:
    """A run that pytest itself was asked for: prepared at the start, finished at the end."""

    def __init__(self, options: Options) -> None:
        self._stack = contextlib.ExitStack()
        self.settings = self._stack.enter_context(prepared(options))

    def close(self, *, complete: bool) -> None:
        """Write the reports and stop the embedded sandbox."""
        finish(self.settings, complete=complete)
        self._stack.close()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options of a run."""
    group = parser.getgroup("assay", "conformance suites")
    group.addoption("--base-url", help="server to test (default: the embedded sandbox)")
    group.addoption("--profile", choices=PROFILES, default="standard")
    group.addoption("--only", action="append", default=[], metavar="GLOB",
                    help="only verdicts whose id matches")  # fmt: skip
    group.addoption("--concurrency", type=int, help="groups that are asked at a time")
    group.addoption("--assay-seed", type=int, help="seed of everything that is drawn")
    group.addoption("--assay-out", default=DEFAULT_OUT, help="where to write the report")
    group.addoption("--assay-config", type=Path, help="target file (default: assay.toml)")
    group.addoption("--ca-bundle", help="PEM file of the authorities to trust with https")
    group.addoption("--allow-live", action="store_true", help="accept a live key")


def pytest_configure(config: pytest.Config) -> None:
    """Prepare a run when pytest was asked for the suites and nobody has prepared one."""
    if config.pluginmanager.hasplugin("xdist"):
        config.pluginmanager.import_plugin("assay.run.spreading")
    if hasattr(config, "workerinput") or from_environment() or not _asked(config):
        return
    options = Options(
        base_url=config.getoption("--base-url"), profile=config.getoption("--profile"),
        only=tuple(config.getoption("--only")), seed=config.getoption("--assay-seed"),
        out=config.getoption("--assay-out"), config=config.getoption("--assay-config"),
        allow_live=config.getoption("--allow-live"), ca_bundle=config.getoption("--ca-bundle"),
        workers=_workers(config), concurrency=config.getoption("--concurrency"),
    )  # fmt: skip
    try:
        config.stash[_RUN] = _OwnRun(options)
    except Unasked as trouble:
        pytest.exit(trouble.message, pytest.ExitCode.NO_TESTS_COLLECTED)
    except Stop as trouble:
        raise pytest.UsageError(trouble.message) from None


def _workers(config: pytest.Config) -> int:
    count = config.getoption("numprocesses", default=None)
    return count if isinstance(count, int) and count > 0 else 1


def _asked(config: pytest.Config) -> bool:
    """Whether the arguments name the suites."""
    suites = bundle() / "suites"
    for argument in config.args:
        path = (config.invocation_params.dir / argument.partition("::")[0]).resolve()
        if path == suites or suites in path.parents:
            return True
    return False


def pytest_collection_finish() -> None:
    """Take contracts and items out of garbage collection: they live as long as the run does.

    What is garbage by now stays too: it is little, and to look for it takes as long as some claims.
    """
    if from_environment():
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
    """Forget the settings of an own run."""
    if config.stash.get(_RUN, None) is not None:
        os.environ.pop("ASSAY_SETTINGS", None)


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Say where the report is."""
    run = config.stash.get(_RUN, None)
    if run is not None:
        terminalreporter.write_line(f"report: {run.settings.folder / 'report.html'}")


def bench_of(config: pytest.Config) -> Bench:
    """Return the bench of this process; the first call makes it."""
    bench = config.stash.get(_BENCH, None)
    if bench is None:
        settings = from_environment()
        if settings is None:
            raise pytest.UsageError("no run is prepared; start it with `pytest suites`")
        worker = getattr(config, "workerinput", {}).get("workerid", "main")
        bench = config.stash[_BENCH] = Bench(settings, worker, selection_of(settings))
    return bench


def selection_of(settings: Settings) -> Selection:
    """Return what a run asks."""
    return selected(API, settings.profile, settings.only)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Make an item of each group that is asked."""
    settings = from_environment()
    if "group" not in metafunc.fixturenames or settings is None:
        return
    groups = selection_of(settings).groups
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
    _decide(found, own)
    return result


def _count(item: pytest.Item, verdicts: list[Verdict]) -> None:
    item.user_properties.append((PROPERTY, {v.id: v.status for v in roll_up(verdicts)}))


def _decide(verdicts: list[Verdict], bench: Bench) -> None:
    """Let an item be green only when all that was asked of it passed."""
    failed = [v for v in verdicts if v.status in ("fail", "error")]
    if failed:
        lines = [f"{v.status} {v.id} ({v.clause}): {v.message}" for v in failed[:20]]
        head = f"{len(failed)} claims broken at {bench.settings.base_url}"
        pytest.fail("\n".join([head, *lines]), pytrace=False)
    others = [v for v in verdicts if v.status not in ("pass", "noted")]
    if others:
        pytest.skip(f"{len(others)} of {len(verdicts)}: {others[0].status} {others[0].message}")
