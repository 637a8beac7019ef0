"""Each command of the guides to formats and comparisons is run as it is written there."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from reports.formats import formats
from tests.running import LIMIT, ROOT

TEXT = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")


def followed(name: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Return how the commands of a guide end, in a folder of their own."""
    text = (ROOT / "docs" / name).read_text(encoding="utf-8")
    text = text.replace("--profile smoke", "--profile smoke --only 'mandate.*'")  # to be quick
    blocks = re.findall(r"^```sh\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    program = folder / "bin" / "assay"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m assay "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ASSAY_")}
    shell, work = shutil.which("bash"), folder / "work"
    assert shell
    work.mkdir()
    return subprocess.run(  # noqa: S603 - commands of our own
        [shell, "-ec", "".join(blocks)], cwd=work, text=True, capture_output=True, check=False,
        timeout=LIMIT, env={
            **kept, "PYTHONPATH": str(ROOT), "PATH": f"{program.parent}{os.pathsep}{kept['PATH']}",
            "GITHUB_STEP_SUMMARY": str(work / "summary"),
        },
    )  # fmt: skip


def test_every_format_is_in_the_table() -> None:
    found = re.findall(r"^\| `(\w+)` \| `([\w.-]+)/?` \|", TEXT, re.MULTILINE)
    assert sorted(found) == sorted((form.name, form.file) for form in formats())


def test_every_command_does_what_is_said(tmp_path: Path) -> None:
    done, work = followed("formats.md", tmp_path), tmp_path / "work"
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("\n::notice title=assay::PASS: ") == 1
    assert re.search(r"^\d+ exchanges, \d+ checked, 0 findings$", done.stdout, re.MULTILINE)
    assert (work / "summary").read_text(encoding="utf-8").startswith("## Assay: PASS\n")
    assert {path.name for path in (work / "archive").iterdir()} == {
        ".assay-run", "ledger.ndjson", "badge.svg", "requests.har"}  # fmt: skip
    first, *_ = sorted((work / "reports" / "out").iterdir())
    assert {path.name for path in first.iterdir()} == {
        ".assay-run", "ledger.ndjson", "report.html", "results.json", "junit.xml", "summary.md",
        "results.sarif", "verdicts.csv"}  # fmt: skip
    assert list((work / "allure-results").glob("*-result.json"))


def test_two_runs_are_compared(tmp_path: Path) -> None:
    done, work = followed("comparing.md", tmp_path), tmp_path / "work"
    assert done.returncode == 0, done.stdout + done.stderr
    assert (
        len(re.findall(r"^nothing changed; \d+ claims as before$", done.stdout, re.MULTILINE)) == 3
    )
    assert "nothing changed;" in (work / "changes.html").read_text(encoding="utf-8")
    told = re.findall(r"^0 recorded answers differ, (\d+) are alike, 0 were not seen$",
                      done.stdout, re.MULTILINE)  # fmt: skip
    assert len(told) == 1
    assert int(told[0]) > 0
    found = json.loads((work / "changes.json").read_text(encoding="utf-8"))
    assert found["changes"] == []
    assert found["same"] == sum(found["after"]["totals"].values()) > 0


def test_servers_stand_side_by_side(tmp_path: Path) -> None:
    done, board = followed("scoreboard.md", tmp_path), tmp_path / "work" / "board"
    assert done.returncode == 0, done.stdout + done.stderr
    found = json.loads((board / "scoreboard.json").read_text(encoding="utf-8"))
    assert [(s["place"], s["name"], s["complete"]) for s in found["servers"]] == [
        (1, "our mock", True), (2, "theirs", True)]  # fmt: skip
    assert {path.name for path in board.rglob("*.*")} == {
        "scoreboard.html", "scoreboard.json", "our-mock.svg", "theirs.svg"}  # fmt: skip
