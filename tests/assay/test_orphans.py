"""What tells a run to end, and what is left of one that is killed: nothing that lives on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from click.testing import CliRunner

from assay.cli import cli
from assay.run.bench import Bench
from assay.run.briefing import Briefing
from assay.run.controller import Controller
from assay.run.interruption import finishing, terminable, told_to_stop
from assay.run.marks import MARK
from assay.run.passing import passing, sweep
from assay.run.settings import PACE, Settings
from assay.run.shelf import odd_parts
from assay.trouble import Stop
from contracts.loader import API
from harness.redaction import Keys
from suites.asking import selected
from tests.assay.dying import PATIENCE, alive, children
from tests.assay.test_dying_workers import ONE
from tests.assay.test_merging import exchange
from tests.running import ROOT, started

HOLDING = (
    "import sys\n"
    "from assay.run.passing import passing\n"
    "with passing() as folder:\n"
    "    print(folder, flush=True)\n"
    "    sys.stdin.read()\n"
)


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for temporary files."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    return tmp_path


@pytest.fixture
def open_terminal() -> Iterator[None]:
    """A closed terminal is told of, also where these tests were started to outlive theirs."""
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, before)


@pytest.mark.usefixtures("open_terminal")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"])
def test_what_tells_a_run_to_end_is_heeded(name: str) -> None:
    number = getattr(signal, name)
    before = signal.getsignal(number)
    with pytest.raises(Stop, match="interrupted") as told, terminable():
        signal.raise_signal(number)
    assert told.value.exit_code == 3
    assert signal.getsignal(number) is before


@pytest.mark.usefixtures("open_terminal")
def test_a_terminal_that_is_closed_may_say_so_twice() -> None:
    said = []

    def closing() -> None:
        try:
            signal.raise_signal(signal.SIGHUP)
        finally:
            signal.raise_signal(signal.SIGHUP)
            signal.raise_signal(signal.SIGTERM)
            said.append("what was seen is written")

    with pytest.raises(Stop, match="interrupted"), terminable():
        closing()
    assert said


@pytest.mark.parametrize(("worker", "thread"), [("gw1", False), ("gw1", True), ("main", False)])
def test_a_worker_ends_at_the_request_after_which_the_run_is_told_to_end(
    worker: str, thread: bool, tmp_path: Path
) -> None:
    """What it was answered is recorded. A run that asks in its own process is told itself."""
    settings = Settings("r", "http://x", str(tmp_path), "v", only=(ONE,), workers=2)
    settings.parts.mkdir()
    bench = Bench(Briefing(settings, Keys("sk_test_x")), worker, selected(API, "standard", (ONE,)))
    bench._seen(exchange("1"))
    Controller(Briefing(settings, Keys("")), 1).pytest_keyboard_interrupt()
    told = 0
    for name in ("2", "3"):
        try:
            if thread:
                with ThreadPoolExecutor(1) as pool:
                    pool.submit(bench._seen, exchange(name)).result()
            else:
                bench._seen(exchange(name))
        except KeyboardInterrupt:
            told += 1
    bench.close()
    assert told == (worker != "main")
    (part,) = settings.parts.glob("*.ndjson")
    assert part.read_text(encoding="utf-8").count('"kind":"exchange"') == 3
    (settings.parts / PACE).touch()  # which workers of one machine share
    assert list(odd_parts(tmp_path)) == []


def test_a_closed_terminal_that_is_ignored_stays_so() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with terminable():
            signal.raise_signal(signal.SIGHUP)
    finally:
        assert signal.signal(signal.SIGHUP, before) is signal.SIG_IGN


@pytest.mark.usefixtures("open_terminal")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"])
def test_what_is_written_when_a_run_is_told_to_end_is_written(
    name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    number, said = getattr(signal, name), []
    with terminable():
        with finishing("the rest"):
            signal.raise_signal(number)
            said.append(told_to_stop())
        assert said == [True]
    assert not told_to_stop()
    assert "what was seen is written first" in capfd.readouterr().err


def test_a_second_interruption_ends_that_as_well_and_a_second_end_does_not() -> None:
    said = []

    def told_thrice() -> None:
        with finishing("the rest is left"), finishing("nothing"):
            signal.raise_signal(signal.SIGINT)
            signal.raise_signal(signal.SIGTERM)
            said.append("written")
            signal.raise_signal(signal.SIGINT)
            said.append("nobody comes here")

    with pytest.raises(Stop, match="seen was written; the rest is left") as told, terminable():
        told_thrice()
    assert (told.value.exit_code, said) == (3, ["written"])


def test_a_command_that_is_interrupted_says_nothing_about_a_server(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Code 1 would be a broken must."""
    before = signal.getsignal(signal.SIGTERM)

    def torn(*_given: object, **_named: object) -> None:
        signal.raise_signal(signal.SIGTERM)

    monkeypatch.setattr("assay.commands.merge.joined", torn)
    done = CliRunner().invoke(cli, ["merge", "."])
    assert (done.exit_code, done.output) == (3, "Error: interrupted: nothing more is done\n")
    assert signal.getsignal(signal.SIGTERM) is before


@pytest.mark.whole
@pytest.mark.parametrize(("program", "quiet"), [("assay", "True"), ("pytest", "False")])
def test_who_interrupts_what_has_not_begun_sees_no_traceback(program: str, quiet: str) -> None:
    text = (
        f"import signal, sys; sys.argv = [{program!r}]; import assay.__main__; "
        "print(signal.getsignal(signal.SIGINT) is signal.SIG_DFL)"
    )
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", text], capture_output=True, text=True, check=True, timeout=PATIENCE
    )
    assert done.stdout == f"{quiet}\n"


def ended(pids: list[int]) -> bool:
    """Whether processes end within our patience."""
    end = time.monotonic() + PATIENCE
    while any(alive(pid) for pid in pids) and time.monotonic() < end:
        time.sleep(0.05)
    return not any(alive(pid) for pid in pids)


@pytest.mark.whole
def test_nothing_outlives_a_run_that_is_killed(temporary: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    given = ("run", "--only", "issuing.cardholder.create.*", "--workers", "2", "--out", str(out))
    with started("-m", "assay", *given, folder=tmp_path) as process:
        end = time.monotonic() + PATIENCE
        while not (out / "parts" / "gw1.ndjson").exists():
            assert time.monotonic() < end
            time.sleep(0.05)
        found = children(process.pid)
        process.kill()
        process.wait()
        assert len(found) == 3  # the sandbox and two workers
        assert ended(found)
    assert list(temporary.iterdir()) == [out]
    assert sorted(path.name for path in (out / "parts").iterdir()) == [
        "gw0.ndjson", "gw1.ndjson", "settings.json",
    ]  # fmt: skip


@pytest.mark.whole
def test_a_temporary_folder_whose_owner_was_killed_is_taken_away(temporary: Path) -> None:
    mine = temporary / "assay-mine"
    mine.mkdir()
    (mine / "kept").touch()
    process = subprocess.Popen(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", HOLDING], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    try:
        assert process.stdout is not None
        theirs = Path(process.stdout.readline().rstrip("\n"))
        assert theirs.parent == temporary
        sweep()
        assert (theirs / MARK).exists()
    finally:
        process.kill()
        process.communicate()
    assert theirs.exists()
    with passing() as own:
        assert sorted(temporary.iterdir()) == sorted([own, mine])
    assert list(temporary.iterdir()) == [mine]
    assert (mine / "kept").exists()
