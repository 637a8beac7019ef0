"""Every run has a folder of its own: nothing of others is replaced, and nobody shares it."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from assay.run import shelf
from assay.run.configuring import Options
from assay.run.marks import MARK, Mark, held, hold, read_mark
from assay.run.prepare import prepared
from assay.run.settings import Settings
from assay.trouble import Stop
from tests.running import KEY, ROOT, command
from tests.suites.servers import listening, null

ONE = "issuing.physical_bundle.list.accepts"
HOLDING = """
import sys, pathlib
from assay.run.marks import hold
holding = hold(pathlib.Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder in which nothing has run."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@contextlib.contextmanager
def begun(url: str, out: str | None = None, key: str = KEY):  # type: ignore[no-untyped-def]
    """Begin a run of one claim, and yield its settings while it goes on."""
    with prepared(Options(base_url=url, api_key=key, only=(ONE,), out=out)) as briefing:
        yield briefing.settings


def ended(url: str, out: str | None = None) -> Settings:
    """Return the settings of a run that has come to its end."""
    with begun(url, out) as settings:
        (settings.folder / "report.html").write_text("old", encoding="utf-8")
    return settings


def test_runs_of_one_folder_share_nothing(here: Path) -> None:
    with listening(null) as first, listening(null) as second, contextlib.ExitStack() as stack:
        three = [
            stack.enter_context(begun(url, key=key))
            for url, key in ((first, "sk_test_1"), (second, "sk_test_2"), (first, "sk_test_3"))
        ]
        assert len({run.folder for run in three}) == 3
        for run in three:
            assert run.folder.parent == here / "reports" / "out"
            assert run.folder.name.endswith(f"-{run.run}")
            told = json.loads((run.parts / "settings.json").read_text(encoding="utf-8"))
            assert told["base_url"] == run.base_url
        latest = here / "reports" / "out" / "latest"
        assert latest.resolve() == three[2].folder
        assert os.readlink(latest) == three[2].folder.name  # the tree may be moved  # noqa: PTH115


@pytest.mark.usefixtures("here")
def test_latest_is_a_file_where_there_are_no_links(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError(1314, "A required privilege is not held by the client")

    monkeypatch.setattr(Path, "symlink_to", refused)
    with listening(null) as url:
        ended(url)
        newest = ended(url).folder
    latest = Path("reports/out/latest")
    assert latest.read_text(encoding="utf-8") == f"{newest.name}\n"
    assert shelf.latest(Path("reports/out")) == Path("reports/out") / newest.name
    assert shelf.follow(latest).resolve() == newest


@pytest.mark.parametrize("mine", ["folder", "file"])
def test_what_somebody_else_calls_latest_stays(
    mine: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    latest = here / "reports" / "out" / "latest"
    latest.parent.mkdir(parents=True)
    if mine == "folder":
        latest.mkdir()
    else:
        latest.write_text("notes\n", encoding="utf-8")
    with listening(null) as url:
        newest = ended(url).folder
    assert "note: reports/out/latest stays as it is" in capsys.readouterr().err
    assert latest.is_dir() if mine == "folder" else latest.read_text(encoding="utf-8") == "notes\n"
    assert shelf.latest(Path("reports/out")) == Path("reports/out") / newest.name


def test_a_named_folder_is_refused_while_another_run_holds_it(here: Path) -> None:
    with listening(null) as url:
        with begun(url, "mine") as first:
            kept = (first.parts / "settings.json").read_text(encoding="utf-8")
            outcome = command(
                "run", "--base-url", url, "--out", "mine", "--only", ONE, folder=here, key=KEY
            )
            assert outcome.code == 2, outcome.said
            last = outcome.said.splitlines()[-1]
            assert last == (
                f"Error: another run writes to {here / 'mine'} at this moment; "
                "give another folder by --out"
            )
            assert (first.parts / "settings.json").read_text(encoding="utf-8") == kept
        assert ended(url, "mine").folder == here / "mine"
    assert not (here / "reports").exists()


@pytest.mark.whole
def test_the_lock_dies_with_its_process(here: Path) -> None:
    process = subprocess.Popen(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", HOLDING, str(here)], env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        assert held(here)
        with pytest.raises(BlockingIOError):
            hold(here)
    finally:
        process.kill()
        process.communicate()
    assert not held(here)


def test_what_an_earlier_run_left_is_replaced(here: Path) -> None:
    with listening(null) as url:
        ended(url, "mine")
        (here / "mine" / "notes.txt").write_text("kept", encoding="utf-8")
        with begun(url, "mine") as again:
            assert not (again.folder / "report.html").exists()
            assert read_mark(again.folder) == Mark(
                again.run, "mine", url, again.started, named=True
            )
    assert (here / "mine" / "notes.txt").read_text(encoding="utf-8") == "kept"


@pytest.mark.parametrize(
    "name", ["results.json", "report.html", "ledger.ndjson", "parts/main.ndjson"]
)
def test_files_that_no_run_has_marked_are_not_replaced(name: str, here: Path) -> None:
    path = here / "mine" / name
    path.parent.mkdir(parents=True)
    path.write_text("kept", encoding="utf-8")
    before = sorted(here.rglob("*"))
    with (
        listening(null) as url,
        pytest.raises(Stop, match=f"holds {name.partition('/')[0]}, which no run") as told,
        begun(url, "mine"),
    ):
        pass
    assert told.value.exit_code == 2
    assert path.read_text(encoding="utf-8") == "kept"
    assert sorted(here.rglob("*")) == before


def test_a_directory_under_the_name_of_a_file(here: Path) -> None:
    (here / "mine" / "results.json").mkdir(parents=True)
    with (
        listening(null) as url,
        pytest.raises(Stop, match=r"holds results\.json"),
        begun(url, "mine"),
    ):
        pass


def test_a_mark_of_another_kind_is_none(here: Path) -> None:
    for text in ("", "[]", "{}", '{"format": "assay-run-9"}', '{"format": "assay-run-1"}', "\xff"):
        (here / MARK).write_text(text, encoding="latin-1")
        assert read_mark(here) is None
