"""A disk that is full, or a limit of files, ends a run at once, and hides nothing that was seen."""

from __future__ import annotations

import contextlib
import resource
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from assay.run.outcome import finish
from assay.run.settings import Settings
from assay.trouble import Stop
from harness.ledger import load_ledger
from reports.formats import formats
from tests.assay.dying import PATIENCE, Killing, running
from tests.assay.test_dying_workers import ONE, parts, results
from tests.running import command

LIMITED = (
    "import resource, runpy, sys\n"
    "sys.dont_write_bytecode = True\n"
    "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, resource.RLIM_INFINITY))\n"
    "sys.argv = ['assay', *sys.argv[1:]]\n"
    "runpy.run_module('assay', run_name='__main__', alter_sys=True)\n"
)


@contextlib.contextmanager
def limit(size: int) -> Iterator[None]:
    """Let no file of this process grow beyond a size in bytes."""
    before, keeps = resource.getrlimit(resource.RLIMIT_FSIZE), sys.dont_write_bytecode
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    sys.dont_write_bytecode = True  # Python does not notice that what it compiles is cut short
    try:
        yield
    finally:
        sys.dont_write_bytecode = keeps
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def refused(settings: Settings) -> str:
    """Return how a run ends whose ledger cannot be merged."""
    with limit(10_000), pytest.raises(Stop) as told:
        finish(settings, complete=True)
    assert told.value.exit_code == 3
    return told.value.message


def test_what_was_seen_is_rendered_elsewhere(tmp_path: Path) -> None:
    run, out = tmp_path / "run", tmp_path / "elsewhere"
    assert refused(parts(run, asked=True)) == (
        f"cannot write to {run}: File too large. What was seen is kept there: "
        f"`assay report {run} --out DIR` renders it elsewhere"
    )
    kept = sorted(path.name for path in run.rglob("*"))
    assert kept == ["gw0.ndjson", "parts", "settings.json"]
    outcome = command("report", str(run), "--out", str(out), folder=tmp_path)
    assert outcome.code == 0, outcome.said
    assert sorted(path.name for path in run.rglob("*")) == kept
    assert sorted(path.name for path in out.iterdir()) == [
        ".assay-run", "ledger.ndjson", "report.html", "results.json",
    ]  # fmt: skip
    found = results(out)
    assert found["run"]["complete"] is True
    assert {v["id"]: v["status"] for v in found["verdicts"]}[ONE] == "not_testable"


def test_a_whole_ledger_is_taken_along(tmp_path: Path) -> None:
    settings = parts(tmp_path / "run", asked=True)
    finish(settings, complete=True)
    outcome = command("report", "run", "--out", "there", folder=tmp_path)
    assert outcome.code == 0, outcome.said
    assert load_ledger(tmp_path / "there" / "ledger.ndjson").header["run"] == "r"


def test_of_a_ledger_that_cannot_be_taken_along_nothing_is_left(tmp_path: Path) -> None:
    finish(parts(tmp_path / "run", asked=True), complete=True)
    whole = (tmp_path / "run" / "ledger.ndjson").read_bytes()
    with limit(100):
        outcome = command("report", "run", "--out", "there", folder=tmp_path)
    assert outcome.code == 3
    assert "/there: File too large" in outcome.said
    assert not (tmp_path / "there").exists()
    assert (tmp_path / "run" / "ledger.ndjson").read_bytes() == whole


def test_a_folder_of_others_is_not_rendered_into(tmp_path: Path) -> None:
    finish(parts(tmp_path / "run", asked=True), complete=True)
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "results.json").write_text("kept", encoding="utf-8")
    outcome = command("report", "run", "--out", "there", folder=tmp_path)
    assert outcome.code == 2
    assert "holds results.json, which no run has written" in outcome.said
    assert (tmp_path / "there" / "results.json").read_text(encoding="utf-8") == "kept"


@pytest.mark.parametrize("size", [0, 300, -200])
def test_a_half_written_ledger_hides_no_parts(size: int, tmp_path: Path) -> None:
    whole = tmp_path / "whole"
    finish(parts(whole, asked=True), complete=True)
    text = (whole / "ledger.ndjson").read_bytes()
    parts(tmp_path / "run", asked=True)
    (tmp_path / "run" / "ledger.ndjson").write_bytes(text[:size])
    outcome = command("report", "run", folder=tmp_path)
    assert outcome.code == 0, outcome.said
    found = results(tmp_path / "run")
    assert len(found["verdicts"]) == 8
    assert found["run"]["complete"] is True


def test_a_report_is_whole_or_as_it_was(tmp_path: Path) -> None:
    ledger = finish(parts(tmp_path, asked=True), complete=True)
    for form in formats():
        path = form.write(ledger, tmp_path)
        before = contents(path)
        with limit(60), pytest.raises(OSError, match="File too large"):
            form.write(ledger, tmp_path)
        assert contents(path) == before
    assert not list(tmp_path.glob(".*"))


def contents(path: Path) -> list[tuple[str, bytes]]:
    """Return the names and contents of a file, or of all in a folder."""
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    return [(file.name, file.read_bytes()) for file in files]


@pytest.mark.whole
def test_no_request_follows_one_that_cannot_be_recorded(tmp_path: Path) -> None:
    server, out = Killing(), tmp_path / "out"
    code = tmp_path / "limited.py"
    code.write_text(LIMITED, encoding="utf-8")
    given = ("run", "--only", "issuing.cardholder.create.*", "--workers", "1", "--out", str(out))
    with running(server, *given, folder=tmp_path, module="limited") as process:
        said, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 3, said
    assert "Traceback" not in said
    last = said.splitlines()[-1]
    assert last.startswith(f"Error: cannot write to {out}: File too large. What was seen is kept")
    recorded = (out / "parts" / "main.ndjson").read_text(encoding="ascii").splitlines(keepends=True)
    whole = [line for line in recorded if line.endswith("}\n") and '"kind":"exchange"' in line]
    preflight, lost = 1, 1
    assert next(server.served) - 1 == preflight + len(whole) + lost
    assert len(whole) > 10
