"""The pytest side of a run: options, fixtures, and turning verdicts into outcomes of items.

`assay run` and `pytest suites` both use it. Each process that runs items has one bench: a target,
a judge and a ledger file of its own; the controller merges the files at the end.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Generator
from importlib import import_module
from typing import Any

import pytest

from assay.allure_labels import attach
from assay.run import passages
from assay.run.bench import Bench
from assay.run.briefing import NAME, Briefing, received
from assay.run.controller import REFUSED, UNWRITABLE, Controller
from assay.run.deciding import count, decide, groups_of
from assay.run.elsewhere import Elsewhere
from assay.run.interruption import attentive, heed
from assay.run.orphans import end_with
from assay.run.own_run import OwnRun, add_options, asked, options
from assay.run.sharing import left, selection_of
from assay.telling import conceal, early, told
from assay.trouble import Stop, Unasked
from harness.config import PUBLISHABLE_ENV, SECRET_ENV
from harness.passage import PASSPHRASE_ENV
from harness.result import result, sentences

_BENCH = pytest.StashKey[Bench]()
_RUN = pytest.StashKey[OwnRun]()
_BRIEFING = pytest.StashKey[Briefing]()
_REFUSED = pytest.StashKey[str]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options of a run."""
    add_options(parser, parser.getgroup("assay", "conformance suites"))


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
    """Return the plugin of the process that hands out the groups, in that process."""
    given = config.pluginmanager.get_plugins()
    return next((plugin for plugin in given if isinstance(plugin, Controller)), None)


def _be_told(config: pytest.Config) -> None:
    """Learn what the controller says to a worker."""
    given = config.workerinput.get(NAME)  # type: ignore[attr-defined] # pytest-xdist sets it
    if given is None:
        return
    try:
        briefing = config.stash[_BRIEFING] = received(given)
    except Stop as trouble:
        config.stash[_REFUSED] = trouble.message
        return
    conceal(briefing.keys.secrets)
    if briefing.here:
        end_with(given["owner"])
        attentive()
    else:
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
    arguments = config.invocation_params.args
    given = [str(one) for one in arguments]
    conceal(early(given, os.environ, SECRET_ENV, PUBLISHABLE_ENV, PASSPHRASE_ENV))
    conceal(passages.early(given))
    try:
        run = config.stash[_RUN] = OwnRun(options(config))
    except Unasked as trouble:
        pytest.exit(told(trouble.message), pytest.ExitCode.NO_TESTS_COLLECTED)
    except Stop as trouble:
        raise pytest.UsageError(told(trouble.message)) from None
    config.stash[_BRIEFING] = run.briefing
    config.pluginmanager.register(run.controller, "assay-controller")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config) -> Any:
    """Let one worker ask the groups of a bundle, in every run of the suites."""
    briefing = config.stash.get(_BRIEFING, None)
    if briefing is None or config.getoption("dist") != "load":
        return None
    spreading = import_module("assay.run.spreading")  # slow, and not always there
    groups = left(briefing.settings)
    found = spreading.scheduler(config, groups, briefing.settings.concurrency)
    controller = _controller(config)
    if controller is not None:
        controller.withdraw = found.withdraw
    return found


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
        _tell(session.config, bench.unwritable)
    run = session.config.stash.get(_RUN, None)
    if run is not None:
        run.close(complete=exitstatus in (0, 1, 5))
        if exitstatus == pytest.ExitCode.OK and result(run.ledger) != "PASS":
            session.exitstatus = pytest.ExitCode.TESTS_FAILED  # what makes it so may be no item


def _tell(config: pytest.Config, unwritable: str) -> None:
    """Let the controller know why a process could not record what it saw, if so."""
    controller = _controller(config)
    if unwritable and controller is not None:
        controller.unwritable = unwritable
    elif unwritable and hasattr(config, "workeroutput"):
        config.workeroutput[UNWRITABLE] = unwritable


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
            terminalreporter.write_line(told(f"Error: {run.controller.refused}"))
        for text in (*sentences(run.ledger), *run.told):
            terminalreporter.write_line(told(text))
        report = run.briefing.settings.folder / "report.html"
        terminalreporter.write_line(told(f"report: {report}"))


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
            briefing, worker, selection_of(briefing.settings), elsewhere and elsewhere.part,
            holds=bool(config.getoption("--alluredir", default=None)),
        )  # fmt: skip
    return bench


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Make an item of each group that is asked."""
    briefing = metafunc.config.stash.get(_BRIEFING, None)
    if "group" not in metafunc.fixturenames or briefing is None:
        return
    groups = left(briefing.settings)
    metafunc.parametrize("group", groups, ids=[group.id for group in groups])


@pytest.fixture(scope="session")
def bench(request: pytest.FixtureRequest) -> Bench:
    """The bench of this process; what it asks ahead are the groups of the items."""
    found = bench_of(request.config)
    found.ahead(groups_of(request.session.items))
    return found


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
        count(pyfuncitem, own.take(), own.sent())
        own.untold(trouble)
        raise
    finally:
        if own.stopped:
            own.trouble("target", own.stopped)
            pyfuncitem.session.shouldstop = own.stopped
    found = own.shown(own.take())
    own.by_item.setdefault(pyfuncitem.nodeid, []).extend(found)
    count(pyfuncitem, found, own.sent())
    address = own.told(own.settings.base_url)
    attach(pyfuncitem, found, own.exchanges, address)
    own.exchanges.clear()
    decide(found, address)
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
