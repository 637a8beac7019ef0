"""Each command of the guides to formats and comparisons is run as it is written there."""

from __future__ import annotations

import json
import re
from pathlib import Path

from reports.formats import formats
from tests.guides import DOCS, SUMMARY, walked

TEXT = (DOCS / "formats.md").read_text(encoding="utf-8")


def test_every_format_is_in_the_table() -> None:
    found = re.findall(r"^\| `(\w+)` \| `([\w.-]+)/?` \|", TEXT, re.MULTILINE)
    assert sorted(found) == sorted((form.name, form.file) for form in formats())


def test_every_command_does_what_is_said(tmp_path: Path) -> None:
    done, work = walked("formats.md", tmp_path, configured=True, cut=False), tmp_path
    assert set(done.codes) == {0}, done.text
    assert done.text.count("\n::notice title=assay::PASS: ") == 1
    assert re.search(r"^\d+ exchanges, \d+ checked, 0 findings$", done.text, re.MULTILINE)
    assert (work / SUMMARY).read_text(encoding="utf-8").startswith("## Assay: PASS\n")
    assert {path.name for path in (work / "archive").iterdir()} == {
        ".assay-run", "ledger.ndjson", "badge.svg", "requests.har"}  # fmt: skip
    runs = [path for path in (work / "reports" / "out").iterdir() if not path.is_symlink()]
    first, _ = sorted(runs, key=lambda path: path.stat().st_mtime_ns)  # two in one second, perhaps
    assert {path.name for path in first.iterdir()} == {
        ".assay-run", "ledger.ndjson", "report.html", "results.json", "junit.xml", "summary.md",
        "results.sarif", "verdicts.csv"}  # fmt: skip
    assert list((work / "allure-results").glob("*-result.json"))


def test_two_runs_are_compared(tmp_path: Path) -> None:
    done, work = walked("comparing.md", tmp_path, configured=True, cut=False), tmp_path
    assert set(done.codes) == {0}, done.text
    assert len(re.findall(r"^nothing changed; \d+ claims as before$", done.text, re.MULTILINE)) == 3
    assert "nothing changed;" in (work / "changes.html").read_text(encoding="utf-8")
    told = re.findall(r"^0 recorded answers differ, (\d+) are alike, 0 were not seen$",
                      done.text, re.MULTILINE)  # fmt: skip
    assert len(told) == 1
    assert int(told[0]) > 0
    found = json.loads((work / "changes.json").read_text(encoding="utf-8"))
    assert found["changes"] == []
    assert found["same"] == sum(found["after"]["totals"].values()) > 0


def test_servers_stand_side_by_side(tmp_path: Path) -> None:
    done, board = walked("scoreboard.md", tmp_path, configured=True, cut=False), tmp_path / "board"
    assert set(done.codes) == {0}, done.text
    found = json.loads((board / "scoreboard.json").read_text(encoding="utf-8"))
    assert [(s["place"], s["name"], s["complete"]) for s in found["servers"]] == [
        (1, "our mock", True), (2, "theirs", True)]  # fmt: skip
    assert {path.name for path in board.rglob("*.*")} == {
        "scoreboard.html", "scoreboard.json", "our-mock.svg", "theirs.svg"}  # fmt: skip
