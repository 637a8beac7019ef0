"""Settings and keys reach the workers of a run through its own channel, and keys stay at home."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from assay.run.briefing import Briefing, is_here, received
from assay.run.controller import LINES, REFUSED, Controller
from assay.run.settings import Settings
from assay.trouble import Stop
from harness.passage import Passage, Ways
from harness.redaction import Keys

SECRET, PUBLIC = "sk_test_Secret01", "pk_test_Public01"
SETTINGS = Settings(
    "run", "http://127.0.0.1:9", "/out", "version", only=("a", "b"), ids={"x": ("1", "2")},
    secret_env="MY_KEY", publishable_env="MY_PUBLIC_KEY",
    ways=Ways({"X-Gateway": "MY_TOKEN"}, "http://p:1", passphrase_env="MY_PHRASE"),
)  # fmt: skip
PASSAGE = Passage((("X-Gateway", "gw-token-1"),), "http://me:pass-word-1@p:1", "", "", "sesame-99")
RUN = Briefing(SETTINGS, Keys(SECRET, PUBLIC, PASSAGE))


def gateway(*, asked: object = None, **spec: object) -> SimpleNamespace:
    """Return a worker's gateway as pytest-xdist has it; `asked` is what it says of its process."""
    channel = SimpleNamespace(receive=lambda _seconds: asked)
    return SimpleNamespace(
        spec=SimpleNamespace(**spec), remote_exec=lambda _code: channel, id="gw0"
    )


class Node(SimpleNamespace):
    """A worker as pytest-xdist has it: told from another by what it is, not by what it holds."""

    __hash__ = object.__hash__


def node(found: SimpleNamespace) -> Any:
    argv = ["pytest", "suites", f"--key={SECRET}"]
    return Node(gateway=found, workerinput={"mainargv": argv})


HERE = gateway(popen=True)
ELSEWHERE = [
    gateway(popen=None, ssh="host"),
    gateway(popen=None, socket="127.0.0.1:8888"),
    gateway(popen=True, via="far"),
    gateway(popen=True, python="ssh host python", asked=["host", os.getpid()]),
    gateway(popen=True, python="ssh host python", asked=[socket.gethostname(), 1]),
]


def test_a_worker_of_this_machine_is_told_everything() -> None:
    named = gateway(popen=True, python="python3", asked=[socket.gethostname(), os.getpid()])
    for found in (HERE, named):
        assert is_here(found)
        worker = node(found)
        Controller(RUN, 1).pytest_configure_node(worker)
        assert received(worker.workerinput["assay"]) == RUN


@pytest.mark.parametrize("found", ELSEWHERE)
def test_a_worker_elsewhere_sees_no_key(
    found: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker = node(found)
    Controller(RUN, 1).pytest_configure_node(worker)
    for secret in (SECRET, PUBLIC, *PASSAGE.secrets):
        assert secret not in repr(worker.workerinput)
    monkeypatch.setenv("MY_KEY", "sk_test_theirs")
    monkeypatch.setenv("MY_PUBLIC_KEY", "pk_test_theirs")
    monkeypatch.setenv("MY_TOKEN", "gw-theirs")
    told = received(worker.workerinput["assay"])
    own = Passage((("X-Gateway", "gw-theirs"),), "http://p:1")
    assert told == Briefing(SETTINGS, Keys("sk_test_theirs", "pk_test_theirs", own), here=False)


@pytest.mark.parametrize(
    ("has", "said"),
    [
        ({}, "has no API key in MY_KEY"),
        ({"MY_KEY": "sk_test_1"}, "has no publishable key in MY_PUBLIC_KEY"),
        ({"MY_KEY": "sk_live_1", "MY_PUBLIC_KEY": "pk_test_1"}, "a live key was given"),
        ({"MY_KEY": "sk_test 1", "MY_PUBLIC_KEY": "pk_test_1"}, "which no header carries"),
        ({"MY_KEY": "sk_test_1", "MY_PUBLIC_KEY": "pk_test_1"}, "variable MY_TOKEN is not set"),
    ],
)
def test_a_worker_elsewhere_without_keys_of_its_own_ends(
    has: dict[str, str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("ASSAY_API_KEY", "MY_KEY", "MY_PUBLIC_KEY", "MY_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    for name, value in has.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(Stop, match=said) as told:
        received(RUN.told(here=False))
    assert told.value.exit_code == 2
    assert socket.gethostname() in told.value.message
    assert "\n" not in told.value.message


def test_keys_show_nowhere_but_where_they_are_told() -> None:
    for secret in (SECRET, PUBLIC, *PASSAGE.secrets):
        assert secret not in repr(RUN)
    assert SECRET not in SETTINGS.dump()


def test_what_a_worker_elsewhere_wrote_comes_back(tmp_path: Path) -> None:
    settings = Settings("run", "http://x", str(tmp_path), "version")
    settings.parts.mkdir()
    controller = Controller(Briefing(settings, Keys(SECRET)), 2)
    worker = node(ELSEWHERE[0])
    worker.workeroutput = {LINES: "third\n", REFUSED: ""}
    for name, when, lines in (
        ("a", "call", "first\n"), ("a", "teardown", ""), ("b", "teardown", "second\n"),
    ):  # fmt: skip
        report = pytest.TestReport(name, ("f", 1, name), {}, "passed", None, when)  # type: ignore[arg-type]
        setattr(report, LINES, lines)
        report.node = worker  # type: ignore[attr-defined]
        assert not controller.complete
        controller.pytest_runtest_logreport(report)
        assert LINES not in vars(report)
    controller.pytest_testnodedown(worker, None)
    assert (settings.parts / "gw0.ndjson").read_text(encoding="utf-8") == "first\nsecond\nthird\n"
    assert controller.complete
