"""Links, pipes and files where a run would write: one line, no waiting, and nothing touched."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from assay.run import shelf
from assay.run.folders import owned
from assay.run.marks import MARK, read_mark
from assay.run.outcome import finish
from assay.run.settings import Settings
from assay.trouble import Stop
from tests.assay.test_dying_workers import parts
from tests.running import command

CIRCLE = "its links lead in a circle"
HOLDS = "{out} holds parts, which no run has written"
NO_FILE = f"cannot write to {{out}}: {MARK} there is no file"
LEVELS = "Too many levels of symbolic links"


def _circle(out: Path) -> None:
    out.symlink_to(out.parent / "other")
    (out.parent / "other").symlink_to(out)


def _marked(out: Path) -> None:
    """Leave a run's folder."""
    with owned(Settings("r", "http://x", "", "v"), str(out)) as settings:
        (settings.parts / "settings.json").unlink()
    settings.parts.rmdir()


def _with(name: str, make: Callable[[Path], object]) -> Callable[[Path], None]:
    """Return what makes a run's folder with something odd in it."""

    def made(out: Path) -> None:
        _marked(out)
        (out / name).unlink(missing_ok=True)
        make(out / name)

    return made


def _inside(out: Path) -> None:
    out.mkdir()
    (out / "parts").symlink_to(out.parent)


PLACES: dict[str, tuple[Callable[[Path], object], str]] = {
    "a circle of links": (_circle, f"{{out}} cannot be used: ({CIRCLE}|{LEVELS})"),
    "a file": (Path.touch, "cannot write to {out}: File exists"),
    "a pipe": (os.mkfifo, "cannot write to {out}: File exists"),
    "parts a link": (_with("parts", lambda p: p.symlink_to(p.parent.parent)), HOLDS),
    "parts a link in a new folder": (_inside, HOLDS),
    "parts a link to nowhere": (_with("parts", lambda p: p.symlink_to("no")), HOLDS),
    "parts a link to itself": (_with("parts", lambda p: p.symlink_to("parts")), HOLDS),
    "parts a pipe": (_with("parts", os.mkfifo), HOLDS),
    "parts a file": (_with("parts", Path.touch), HOLDS),
    "the mark a pipe": (_with(MARK, os.mkfifo), NO_FILE),
    "the mark a folder": (_with(MARK, Path.mkdir), "cannot write to {out}: Is a directory"),
    "the mark a link": (
        _with(MARK, lambda p: p.symlink_to("../victim")), f"cannot write to {{out}}: {LEVELS}",
    ),
    "the mark a link to itself": (
        _with(MARK, lambda p: p.symlink_to(MARK)), f"cannot write to {{out}}: {LEVELS}",
    ),
}  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_a_place_that_no_run_can_write_to(place: str, tmp_path: Path) -> None:
    make, said = PLACES[place]
    out = tmp_path / "out"
    make(out)
    before = sorted(tmp_path.rglob("*"))
    with (
        pytest.raises(Stop, match=said.format(out=out)) as told,
        owned(Settings("r", "http://x", "", "v"), str(out)),
    ):
        pass
    assert told.value.exit_code == 2
    assert "\n" not in told.value.message
    assert sorted(tmp_path.rglob("*")) == before


def test_a_circle_above_the_place(tmp_path: Path) -> None:
    _circle(tmp_path / "out")
    with (
        pytest.raises(Stop, match=f"({CIRCLE}|{LEVELS})") as told,
        owned(Settings("r", "http://x", "", "v"), str(tmp_path / "out" / "x")),
    ):
        pass
    assert told.value.exit_code == 2


def test_a_report_on_a_ledger_that_does_not_say_of_which_run(tmp_path: Path) -> None:
    finish(parts(tmp_path / "run", asked=True), complete=True)
    ledger = tmp_path / "run" / "ledger.ndjson"
    whole = ledger.read_text(encoding="utf-8")
    for name in ("run", "base_url", "profile", "seed", "version", "only"):
        ledger.write_text(whole.replace(f'"{name}":', '"x":', 1), "utf-8")
        done = command("report", "run", folder=tmp_path)
        assert done.code == 2
        assert done.said.endswith("run/ledger.ndjson is no ledger: it does not say of which run\n")


def test_a_report_on_what_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    finish(parts(tmp_path / "run", asked=True), complete=True)
    (tmp_path / "run" / "ledger.ndjson").unlink()
    os.mkfifo(tmp_path / "run" / "ledger.ndjson")
    (tmp_path / "odd" / "parts").mkdir(parents=True)
    os.mkfifo(tmp_path / "odd" / "parts" / "settings.json")
    for folder, said in (
        ("pipe", "pipe is not the folder of a run"),
        ("run", "run/ledger.ndjson is no ledger: it is no file"),
        ("odd", "odd/ledger.ndjson is not there; a run writes it"),
    ):
        outcome = command("report", folder, folder=tmp_path)
        assert outcome.code == 2, outcome.said
        assert outcome.said.splitlines()[-1] == f"Error: {said}"
    outcome = command("report", "run", "--out", "pipe", folder=tmp_path)
    assert outcome.code == 2
    assert outcome.said.splitlines()[-1] == f"Error: cannot write to {tmp_path}/pipe: File exists"


def test_a_pipe_in_the_place_of_the_newest_run_is_not_waited_for(tmp_path: Path) -> None:
    _marked(tmp_path / "run")
    os.mkfifo(tmp_path / "latest")
    assert shelf.latest(tmp_path) == tmp_path / "run"
    assert not shelf.point(tmp_path / "run")
    os.mkfifo(tmp_path / MARK)
    assert read_mark(tmp_path) is None
