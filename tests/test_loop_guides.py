"""The guides to the loop of a mock's author, to faults and to exports: their commands as written.

`--watch`, `prove` and what others' programs do have tests of their own.
"""

from __future__ import annotations

import json
import shlex
from pathlib import Path

from benchmarks.pictures import CLAIM, FAULTS
from sandbox.auth import SECRET
from tests.guides import URL, commands
from tests.running import command
from tests.suites.servers import serving


def _words(guide: str, *, having: str) -> list[list[str]]:
    """Return the words of a guide's commands that have a text, without `assay`."""
    found = [shlex.split(line, comments=True) for line in commands(guide) if having in line]
    assert found
    return [words[1:] for words in found]


def test_what_failed_is_asked_again(tmp_path: Path) -> None:
    with serving(*FAULTS) as url:
        (doctor,) = _words("loop.md", having="assay doctor")
        whole, failed, _ = _words("loop.md", having="assay run")
        cut = ("--only", CLAIM, "--no-reference", "--workers", "1")
        done = [
            command(*(word.replace(URL, url) for word in words), folder=tmp_path, key=SECRET)
            for words in (doctor, [*whole, *cut], [*failed, "--no-reference", "--workers", "1"])
        ]
    assert [one.code for one in done] == [0, 1, 1], [one.said for one in done]
    runs = sorted(p for p in (tmp_path / "reports" / "out").iterdir() if not p.is_symlink())
    told = [json.loads((run / "results.json").read_text("utf-8")) for run in runs]
    assert [[v["id"] for v in one["verdicts"] if v["status"] == "fail"] for one in told] == [
        [CLAIM], [CLAIM]]  # fmt: skip


def test_the_document_is_written_where_it_is_said(tmp_path: Path) -> None:
    words = next(w for w in _words("export.md", having="assay export") if "[--any-id]" not in w)
    assert command(*words, folder=tmp_path).code == 0
    assert json.loads((tmp_path / words[-1]).read_text("utf-8"))["openapi"].startswith("3.1")


def test_faults_are_listed_a_line_each(tmp_path: Path) -> None:
    (words,) = _words("faults.md", having="assay list")
    ((_, *served),) = _words("faults.md", having="assay serve")
    told = command(*words, folder=tmp_path).said
    assert any(line.startswith(f"{served[-1]} ") for line in told.splitlines())
