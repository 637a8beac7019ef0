"""A third-party server as the target: the run completes, and says what holds and what does not."""

from __future__ import annotations

import importlib.util
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from contracts.loader import API
from suites.asking import planned
from tests.running import run

KEY = "sk_test_12345"
START = 120.0  # seconds until it listens

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("localstripe") is None,
    reason="localstripe is not installed; install the extra `interop`",
)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail(f"localstripe does not listen on port {port} after {START:g} s")


@pytest.fixture(scope="module")
def localstripe(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    port = _free_port()
    log = tmp_path_factory.mktemp("localstripe") / "log"
    command = [sys.executable, "-m", "localstripe", "--port", str(port), "--from-scratch"]
    with log.open("wb") as sink:
        process = subprocess.Popen(  # noqa: S603 - the installed package
            command, stdout=sink, stderr=sink, cwd=log.parent
        )
        try:
            _wait(port, process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(10)


def test_the_run_completes_with_findings_and_without_errors(localstripe: str) -> None:
    outcome = run(localstripe, key=KEY)
    plan = planned(API, "standard")
    assert [v["id"] for v in outcome.results["verdicts"]] == list(plan.claims)
    assert {name for name, count in outcome.given.items() if count > 1} <= {
        name for name, claim in plan.claims.items() if plan.law_of[claim.law].parts
    }
    assert outcome.code == 1, outcome.said
    assert outcome.results["run"]["complete"] is True
    assert not outcome.ids("error")
    assert "payment_intent.retrieve.accepts" in outcome.ids("pass")
    assert outcome.ids("fail")


def test_what_it_does_not_have_is_not_testable(localstripe: str) -> None:
    outcome = run(localstripe, "issuing.dispute.submit.*", key=KEY)
    assert not outcome.ids("pass")
    assert outcome.ids("not_testable")
