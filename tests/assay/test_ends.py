"""When a run begins and when it ends: a server that starts, enough that is broken, shoulds."""

from __future__ import annotations

import signal
import socket
import threading
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from assay.run.briefing import Briefing
from assay.run.controller import Controller
from assay.run.earlier import Earlier
from assay.run.expecting import Expected
from assay.run.interruption import undisturbed
from assay.run.progress import PROPERTY
from assay.run.settings import Settings
from harness.redaction import Keys
from harness.result import result, sentences
from harness.verdict import Status, Verdict
from sandbox.auth import SECRET
from tests.running import run, run_as_users_do
from tests.suites.servers import Reference, listening, null, serving

ONE = "issuing.physical_bundle.list.accepts"
FAULT, SHOULD = "routing.trailing_slash.same_path", "issuing.card.list.routing.trailing_slash"


def unused() -> int:
    """Return a port of this machine on which nobody listens."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.mark.whole
def test_a_server_that_starts_is_waited_for(tmp_path: Path) -> None:
    port, over = unused(), threading.Event()

    def begin() -> None:
        with listening(Reference(), port=port):
            over.wait(120)

    server = threading.Timer(1.5, begin)
    server.start()
    url = f"http://127.0.0.1:{port}"
    outcome = run_as_users_do(url, "--only", ONE, "--wait", "60", folder=tmp_path, key=SECRET)
    over.set()
    server.join(10)
    assert outcome.code == 0, outcome.said


@pytest.mark.whole
def test_a_server_that_never_starts_is_told_of_once(tmp_path: Path) -> None:
    url = f"http://127.0.0.1:{unused()}"
    outcome = run_as_users_do(url, "--only", ONE, "--wait", "0.5", folder=tmp_path)
    assert outcome.code == 3
    assert outcome.said.count("cannot be reached") == 1


@pytest.mark.whole
@pytest.mark.parametrize("workers", ["1", "2"])
def test_once_enough_is_broken_nothing_more_is_asked(workers: str, tmp_path: Path) -> None:
    wanted = ("--only", "issuing.card.*", "--workers", workers, "--max-failures", "3",
              "--no-reference")  # fmt: skip
    with listening(null) as url:
        outcome = run_as_users_do(url, *wanted, folder=tmp_path)
    assert outcome.code == 1
    assert "3 are enough: nothing more is asked" in outcome.said
    assert len(outcome.ids("fail")) >= 3
    assert "INCOMPLETE" in outcome.said


@pytest.mark.parametrize(("strict", "word"), [(False, "PASS"), (True, "FAIL")])
def test_a_broken_should_fails_a_run_that_was_told_so(strict: bool, word: str) -> None:
    wanted = (ONE, "issuing.card.list.routing.*")
    with serving(FAULT) as url:
        outcome = run(url, *wanted, key=SECRET, expected=Expected(strict=strict))
    assert outcome.ids("warn") == [SHOULD]
    assert result(outcome.ledger) == word
    assert outcome.code == (1 if strict else 0)
    told = [text for text in sentences(outcome.ledger) if SHOULD in text]
    assert len(told) == strict


def _ended(controller: Controller, group: str, *failed: str) -> str:
    """Let a group come to its end with claims that failed; return why nothing more is asked."""
    session = cast("pytest.Session", SimpleNamespace(
        shouldstop="", config=SimpleNamespace(pluginmanager=pytest.PytestPluginManager()),
    ))  # fmt: skip
    controller.pytest_runtestloop(session)
    report = pytest.TestReport(group, ("f", 1, group), {}, "failed", None, "teardown")
    report.user_properties = [(PROPERTY, dict.fromkeys(failed, "fail"))]
    controller.pytest_runtest_logreport(report)
    return str(session.shouldstop)


def test_enough_is_what_is_newly_broken_where_anything_is_left_to_be_asked() -> None:
    settings = Settings("run", "http://x", "out", "version", max_failures=2)
    told: dict[str, Status] = {"old": "fail", "known": "known", "once": "warn"}
    before = Earlier(Path("b"), verdicts={
        name: Verdict(name, "G-1", "GET /x", "must", status, once=name == "once")
        for name, status in told.items()
    })  # fmt: skip
    held = Briefing(settings, Keys(""), expected=Expected(baseline=before))
    controller = Controller(held, 4)
    assert _ended(controller, "a", "old", "known", "once", "new") == ""
    assert _ended(controller, "b", "newer") == "2 claims are broken, and 2 are enough"
    assert _ended(Controller(Briefing(settings, Keys("")), 2), "a", "old", "new")
    assert not _ended(Controller(Briefing(settings, Keys("")), 1), "a", "old", "new")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_who_is_told_to_end_starts_a_worker_first_that_hears_no_ctrl_c(number: int) -> None:
    done: list[bool] = []

    def start() -> None:
        with undisturbed():
            signal.raise_signal(number)
            done.append(signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ()))

    before = signal.signal(number, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            start()
        assert signal.getsignal(number) is signal.default_int_handler
    finally:
        signal.signal(number, before)
    assert done == [True]
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())


def test_who_is_told_to_end_twice_waits_for_no_worker() -> None:
    def start() -> None:
        with undisturbed():
            signal.raise_signal(signal.SIGTERM)
            signal.raise_signal(signal.SIGTERM)
            pytest.fail("it went on")

    before = signal.signal(signal.SIGTERM, signal.SIG_IGN)
    try:
        with pytest.raises(KeyboardInterrupt):
            start()
    finally:
        signal.signal(signal.SIGTERM, before)
