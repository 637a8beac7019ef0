"""What a command writes is whole, or as it was: one line, and nothing beside it is left."""

from __future__ import annotations

import signal
from dataclasses import replace
from pathlib import Path

import pytest

from assay.run.marks import MARK, Mark, hold, read_mark
from assay.run.outcome import finish
from assay.run.passing import PREFIX, passing
from assay.run.settings import BEGUN
from assay.run.shelf import prune
from assay.trouble import Stop
from harness import whole
from reports.formats import Format
from tests.assay.test_dying_workers import parts
from tests.assay.test_full_disk import limit
from tests.running import command

DOCUMENT = Path(__file__).parents[1] / "contracts" / "data" / "openapi" / "depot.yaml"
TEXT = "/v1/x\nMakes one.\nPOST /v1/x\n"
WRITING = {  # what is written, by a command that ends with 0 or 1 where there is room
    "merge": ("merge", "shard", "--out", "new/m"),
    "report": ("report", "run", "--out", "new/r"),
    "compare": ("compare", "run", "run", "--html", "new/c.html"),
    "scoreboard": ("scoreboard", "run", "other", "--out", "new/s"),
    "record": ("record", "run", "--out", "new/r.ndjson"),
    "known update": ("known", "update", "run", "--known", "new/assay-known.toml"),
    "import openapi": ("import", "openapi", str(DOCUMENT), "--out", "new/p"),
    "import text": ("import", "text", "text", "--out", "new/t"),
    "init": ("init", "new/i"),
    "export": ("export", "openapi", "--any-id", "--out", "new/e.json"),
    "serve": ("serve", "--port", "0", "--write-config", "t.toml"),
    "prove": ("prove", "--only", "routing.trailing_slash.*", "--json", "new/p.json"),
}
ONCE = ("init", "serve", "prove")  # what is refused, goes on, or takes long


def tree(folder: Path) -> dict[str, bytes]:
    """Return what is in a folder: the contents of files, b"/" for a folder."""
    return {
        str(path.relative_to(folder)): b"/" if path.is_dir() else path.read_bytes()
        for path in folder.rglob("*")
    }


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """Return a folder with two runs, a run of one shard, and a text of reference."""
    finish(parts(tmp_path / "run", asked=True), complete=True)
    finish(replace(parts(tmp_path / "other", asked=True), run="s"), complete=True)
    settings = replace(parts(tmp_path / "shard", asked=True), shard=(1, 1))
    settings.write()
    finish(settings, complete=True)
    (tmp_path / "text").write_text(TEXT, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", WRITING)
def test_what_a_full_disk_leaves(name: str, here: Path) -> None:
    before = tree(here)
    with limit(40):
        outcome = command(*WRITING[name], folder=here)
    assert outcome.code == 3, outcome.said
    told = [line for line in outcome.said.splitlines() if not line.startswith("found ")]
    assert [line[:18] for line in told] == ["Error: cannot writ"]
    assert "File too large" in outcome.said
    assert tree(here) == before


@pytest.mark.parametrize("name", [name for name in WRITING if name not in ONCE])
def test_what_a_full_disk_does_not_replace(name: str, here: Path) -> None:
    assert command(*WRITING[name], folder=here).code in (0, 1, 3)
    before = tree(here)
    assert any(path.startswith("new/") for path in before)
    with limit(40):
        assert command(*WRITING[name], folder=here).code == 3
    assert tree(here) == before


def test_reports_that_do_not_fit_leave_the_ones_before(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The ledger fits, and the last report does not; then somebody interrupts."""
    write, before = Format.write, tree(here / "shard")
    command("report", "run", "--out", "out", folder=here)
    there = tree(here / "out")

    def full(form: Format, *given: Path) -> Path:
        if form.name == "results":
            raise OSError(28, "No space left on device")
        return write(form, *given)  # type: ignore[arg-type]

    def told(form: Format, *given: Path) -> Path:
        signal.raise_signal(signal.SIGTERM)
        return write(form, *given)  # type: ignore[arg-type]

    for torn, said in ((full, "No space left"), (told, "interrupted: nothing more is done")):
        monkeypatch.setattr(Format, "write", torn)
        for given in (("merge", "shard"), ("report", "run")):
            outcome = command(*given, "--out", "out", folder=here)
            assert (outcome.code, outcome.said.count("\n")) == (3, 1), outcome.said
            assert said in outcome.said
            assert tree(here / "out") == there
    assert tree(here / "shard") == before


def test_a_killed_merge_is_swept_by_the_next(here: Path) -> None:
    out = here / "reports" / "out" / "killed"
    (out / BEGUN / "parts").mkdir(parents=True)
    own = hold(out)
    own.write(Mark("r", "killed", "http://x", 1.0))
    own.release()
    assert [run.folder.name for run in prune(out.parent, 0)[0]] == ["killed"]
    (here / "m" / BEGUN / "parts").mkdir(parents=True)
    own = hold(here / "m")
    own.write(Mark("r", "m", "http://x", 1.0, named=True))
    own.release()
    outcome = command("merge", "shard", "--out", "m", "--quiet", folder=here)
    assert outcome.said.splitlines()[1:] == [f"report: {here}/m/report.html"]
    assert sorted(tree(here / "m")) == [MARK, "ledger.ndjson", "report.html", "results.json"]


def test_a_mark_stays_where_no_other_fits(tmp_path: Path) -> None:
    own, mark = hold(tmp_path), Mark("r", "x", "http://x", 1.0)
    own.write(mark)
    with limit(50), pytest.raises(OSError, match="File too large"):
        own.write(replace(mark, base_url="http://y", kept="baseline"))
    assert read_mark(tmp_path) == mark
    own.release()


def test_of_files_that_are_written_together_none_is_without_the_others(tmp_path: Path) -> None:
    (tmp_path / "b").write_text("before", encoding="utf-8")
    texts = {tmp_path / "new" / "a": b"a", tmp_path / "b": b"b" * 50}
    with limit(40), pytest.raises(OSError, match="File too large"):
        whole.write_all(texts, gone=[tmp_path / "b"])
    assert tree(tmp_path) == {"b": b"before"}
    whole.write_all(texts, gone=[tmp_path / "b"])
    assert tree(tmp_path) == {"new": b"/", "new/a": b"a"}


def _vanished(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile._candidate_tempdir_list", lambda: ["/nowhere"])
    monkeypatch.setattr("tempfile.tempdir", None)


@pytest.mark.parametrize("given", [("merge", "part", "--out", "m"), ("compare", "part", "run"),
                                   ("doctor",)])  # fmt: skip
def test_where_nothing_temporary_can_be_written(
    given: tuple[str, ...], here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run that came to no end is merged there; a sandbox writes what it says there."""
    parts(here / "part", asked=True)
    before = tree(here)
    _vanished(monkeypatch)
    outcome = command(*given, folder=here)
    assert outcome.code == 3
    assert "nothing temporary can be written" in outcome.said
    assert tree(here) == before


@pytest.mark.parametrize("trouble", [EOFError("of a pipe"), BrokenPipeError(32, "Broken pipe")])
def test_what_click_takes_for_an_end_is_no_broken_must(
    trouble: Exception, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def torn(*_given: object, **_named: object) -> None:
        raise trouble

    monkeypatch.setattr("assay.commands.merge.joined", torn)
    with pytest.raises(RuntimeError) as told:
        command("merge", "shard", folder=here)
    assert told.value.__cause__ is trouble


def test_a_run_that_came_to_no_end_is_compared_and_stays_as_it_is(here: Path) -> None:
    parts(here / "part", asked=True)
    before = tree(here)
    outcome = command("compare", "part", "run", folder=here)
    assert outcome.code == 0, outcome.said
    assert tree(here) == before


def test_a_temporary_folder_that_cannot_be_marked_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with limit(10), pytest.raises(Stop, match="nothing temporary"), passing():
        pass
    assert not list(tmp_path.glob(f"{PREFIX}*"))
