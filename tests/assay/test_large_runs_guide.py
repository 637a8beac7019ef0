"""docs/large-runs.md: each of its commands is run as it stands there, in one folder, in order."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from tests.running import ROOT, command

TEXT = (ROOT / "docs" / "large-runs.md").read_text("utf-8")
COMMANDS = [
    line for block in re.findall(r"^```sh\n(.*?)^```", TEXT, re.DOTALL | re.MULTILINE)
    for line in block.splitlines()
]  # fmt: skip
CODES = [0, 0, 0, 3, 0]  # the fourth is ended before it has asked anything


def test_each_command_does_what_the_guide_says(tmp_path: Path) -> None:
    codes = []
    for line in COMMANDS:
        name, *words = shlex.split(line)
        assert name == "assay"
        codes.append(command(*words, folder=tmp_path).code)
    assert codes == CODES
    assert (tmp_path / "runs" / "whole" / "report.html").is_file()


def test_each_flag_of_the_guide_is_one() -> None:
    told = command("run", "--help", folder=ROOT).said
    for flag in set(re.findall(r"`(--[a-z-]+)", TEXT)) - {"--rate", "--delay"}:
        assert flag in told
