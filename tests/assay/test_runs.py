"""`assay runs` and `assay report`: runs are listed, kept and removed, the newest is rendered."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assay.run.configuring import Options
from assay.run.marks import Mark, hold, read_mark
from assay.run.outcome import header
from assay.run.prepare import prepared
from assay.run.settings import Settings
from harness.ledger import LedgerWriter
from reports.formats import chosen, formats
from tests.reports.every_status import HEADER, ledger, verdict
from tests.running import KEY, Outcome, command
from tests.suites.servers import listening, null

SHELF = Path("reports/out")
ONE = "issuing.physical_bundle.list.accepts"


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Five runs, the fifth of them the newest."""
    monkeypatch.chdir(tmp_path)
    for number in range(1, 6):
        run(f"run-{number}", number)
    (SHELF / "latest").symlink_to("run-5")
    return SHELF


def run(name: str, started: int, folder: str = "", *, named: bool = False) -> Path:
    """Leave what a run leaves."""
    path = SHELF / name
    path.mkdir(parents=True)
    own = hold(path)
    own.write(Mark("r", folder or name, "http://x", float(started), named))
    own.release()
    (path / "parts").mkdir()
    (path / "parts" / "main.ndjson").write_text("", encoding="utf-8")
    (path / "report.html").write_text("", encoding="utf-8")
    ledger = LedgerWriter(path / "ledger.ndjson", "controller")
    ledger.header(header(Settings("r", "http://x", str(path), "version"), ()))
    ledger.close()
    return path


def asked(*arguments: str) -> Outcome:
    return command(*arguments, folder=Path.cwd())


def names() -> list[str]:
    return sorted(path.name for path in SHELF.iterdir())


@pytest.mark.usefixtures("shelf")
def test_the_folders_that_formats_write_are_removed_with_a_run() -> None:
    for form in formats():
        form.write(ledger(), SHELF / "run-1")
    (SHELF / "run-2" / "allure-results").mkdir()
    (SHELF / "run-2" / "allure-results" / "notes.txt").write_text("mine", encoding="utf-8")
    outcome = asked("runs", "prune", "--keep", "3")
    assert names() == ["latest", "run-2", "run-3", "run-4", "run-5"]
    assert "it holds allure-results/notes.txt, which no run has written" in outcome.said


@pytest.mark.usefixtures("shelf")
def test_all_but_the_newest_are_removed() -> None:
    outcome = asked("runs", "prune", "--keep", "2")
    assert outcome.code == 0, outcome.said
    assert names() == ["latest", "run-4", "run-5"]
    assert "3 runs removed" in outcome.said


@pytest.mark.usefixtures("shelf")
def test_the_newest_goes_with_its_link() -> None:
    assert asked("runs", "prune", "--keep", "0").code == 0
    assert names() == []


def test_what_is_somebodys_stays(shelf: Path) -> None:
    run("nightly", 0, named=True)
    run("before-the-move", 0, folder="20260101-000000-0a0b0c0d")
    (shelf / "plain").mkdir()
    (shelf / "plain" / "ledger.ndjson").write_text("mine", encoding="utf-8")
    (shelf / "stable").symlink_to("run-1")
    (shelf / "run-2" / "notes.txt").write_text("mine", encoding="utf-8")
    (shelf / "run-3" / "parts" / "notes").mkdir()
    assert asked("runs", "keep", "run-4").code == 0
    outcome = asked("runs", "prune", "--keep", "0")
    assert outcome.code == 0, outcome.said
    assert names() == [
        "before-the-move", "latest", "nightly", "plain", "run-1", "run-2", "run-3", "run-4",
        "stable",
    ]  # fmt: skip
    for name, why in (
        ("nightly", "it was named by --out"),
        ("before-the-move", "it was copied or renamed"),
        ("run-1", "stable links to it"),
        ("run-2", "it holds notes.txt, which no run has written"),
        ("run-3", "it holds parts/notes, which no run has written"),
        ("run-4", "it is kept as baseline"),
    ):
        assert f"left    reports/out/{name}: {why}" in outcome.said
        assert (shelf / name / "report.html").exists()
    assert (shelf / "plain" / "ledger.ndjson").read_text(encoding="utf-8") == "mine"
    assert (shelf / "latest").resolve() == (shelf / "run-4").resolve()


def test_a_run_that_goes_on_stays(shelf: Path) -> None:
    own = hold(shelf / "run-1")
    try:
        outcome = asked("runs", "prune", "--keep", "1")
        assert asked("runs", "keep", "run-1").code == 2
    finally:
        own.release()
    assert names() == ["latest", "run-1", "run-5"]
    assert "left    reports/out/run-1: it runs" in outcome.said


def test_a_run_is_kept_until_it_is_no_longer(shelf: Path) -> None:
    assert asked("runs", "keep", "reports/out/run-2", "--as", "record").code == 0
    found = read_mark(shelf / "run-2")
    assert found is not None
    assert found.kept == "record"
    assert "(it is kept as record)" in asked("runs").said
    with listening(null) as url:
        given = ("--base-url", url, "--out", "reports/out/run-2", "--only", ONE)
        outcome = command("run", *given, folder=Path.cwd(), key=KEY)
    assert outcome.code == 2, outcome.said
    assert "is kept as record; give another folder by --out" in outcome.said
    assert asked("runs", "keep", "run-2", "--no-longer").code == 0
    assert asked("runs", "prune", "--keep", "0").code == 0
    assert names() == []


@pytest.mark.usefixtures("shelf")
def test_no_run_to_keep() -> None:
    for name in ("run-9", "reports", "../.."):
        outcome = asked("runs", "keep", name)
        assert outcome.code == 2, outcome.said
        assert "is no run to keep" in outcome.said.splitlines()[-1]


def test_runs_are_listed_the_newest_first(shelf: Path) -> None:
    (shelf / "run-3" / "ledger.ndjson").unlink()
    lines = asked("runs").said.splitlines()
    assert lines[0] == "run-5  1970-01-01 00:00:05  http://x"
    assert lines[2] == "run-3  1970-01-01 00:00:03  http://x  (no ledger)"
    assert lines[5] == "5 runs in reports/out"


@pytest.mark.usefixtures("shelf")
def test_what_each_run_came_to_is_listed() -> None:
    """Nothing that a server or a user says is taken for it."""
    told = {"base_url": '"\n "result": "PASS",\n', "declared": {"skip": ["x" * 70_000]}}
    odd = replace(ledger(verdict("pass")), header={**HEADER, **told})
    given = {"run-1": ledger(), "run-2": ledger(verdict("pass")), "run-3": odd,
             "run-4": ledger(verdict("pass"), complete=False)}  # fmt: skip
    for name, found in given.items():
        chosen(("results",))[0].write(found, SHELF / name)
    (SHELF / "run-5" / "results.json").mkdir()
    lines = [text.partition("http://x")[2] for text in asked("runs").said.splitlines()[:5]]
    assert lines[4] == "  FAIL, 2 of 8 judged claims hold"
    assert lines[3] == "  PASS, 1 of 1 judged claims hold"
    assert lines[2] == ""
    assert lines[1] == "  INCOMPLETE, 1 of 1 judged claims hold"
    assert lines[0].startswith("  (it holds results.json, which no run has written")


@pytest.mark.usefixtures("shelf")
def test_many_runs_are_told_of_and_none_is_removed(capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(6, 51):
        run(f"run-{number}", number)
    with listening(null) as url:
        options = Options(base_url=url, api_key=KEY, only=(ONE,))
        with prepared(options):
            assert "holds 51 runs; `assay runs prune --keep 50`" in capsys.readouterr().err
    assert len(names()) == 52


def test_the_newest_run_is_rendered(shelf: Path) -> None:
    outcome = asked("report")
    assert outcome.code == 0, outcome.said
    assert outcome.said == "reports/out/latest/report.html\n"
    assert "<html" in (shelf / "run-5" / "report.html").read_text(encoding="utf-8")
    assert (shelf / "run-4" / "report.html").read_text(encoding="utf-8") == ""


def test_there_is_no_run_to_render(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = asked("report")
    assert outcome.code == 2
    assert "there is no run in reports/out; `assay run` makes one" in outcome.said
