"""docs/large-runs.md: each of its commands is run as it stands there, in one folder, in order."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from assay.run.made import made
from contracts import load
from harness.ledger import Ledger, load_ledger
from tests.running import ROOT, command

TEXT = (ROOT / "docs" / "large-runs.md").read_text("utf-8")
COMMANDS = [
    line for block in re.findall(r"^```sh\n(.*?)^```", TEXT, re.DOTALL | re.MULTILINE)
    for line in block.splitlines()
]  # fmt: skip
CODES = [0, 0, 0, 0, 3, 0]  # the fifth is ended before it has asked anything


@pytest.mark.whole
def test_each_command_does_what_the_guide_says(tmp_path: Path) -> None:
    codes, said = [], {}
    for line in COMMANDS:
        name, *words = shlex.split(line)
        assert name == "assay"
        done = command(*words, folder=tmp_path)
        codes.append(done.code)
        said |= {words[1]: done.said} if words[1] == "--dry-run" else {}
    assert codes == CODES
    assert (tmp_path / "runs" / "whole" / "report.html").is_file()
    assert_told(said["--dry-run"], load_ledger(tmp_path / "runs" / "on" / "ledger.ndjson"))


def assert_told(text: str, ledger: Ledger) -> None:
    """What was told before a run is what it took, by a tenth more or less."""
    told = {name: int(count.replace(",", ""))
            for name, count in re.findall(r"^  (\w+) +([\d,]+)", text, re.MULTILINE)}  # fmt: skip
    objects = len(made(ledger.exchanges.values(), load(), since=ledger.header["started"]))
    assert told["requests"] == pytest.approx(len(ledger.exchanges), rel=0.1)
    assert told["objects"] == pytest.approx(objects, rel=0.1)
    assert objects > 10


def test_each_flag_of_the_guide_is_one() -> None:
    told = command("run", "--help", folder=ROOT).said
    for flag in set(re.findall(r"`(--[a-z-]+)", TEXT)) - {"--rate", "--delay"}:
        assert flag in told
