"""The guides for a beginner: each command is run as it is written, against a server in a thread.

To be quick, what a run asks is cut to a group where the guide asks more, and the references of
causes are left out; flags, files and exit codes are those of the guide.
"""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from benchmarks.pictures import FOLDER, NAMES
from tests.running import ROOT, command
from tests.suites.servers import serving

DOCS = ROOT / "docs"
FAULTS = ("response.response_table.field_missing", "pagination.page_size.limit_ignored")
CUT = ("--only", "issuing.cardholder.list.*")
GUIDES = {
    "first-report.md": [0, 1, 0, 0, 0, 1],
    "validating-a-mock.md": [0, 1, 1, 1, 0, 0, 0, 1],
    "ci.md": [0, 0],
}
BIGGEST = 200_000  # bytes of a picture


def commands(name: str) -> list[str]:
    text = (DOCS / name).read_text("utf-8")
    blocks = re.findall(r"^ *```sh\n(.*?)^ *```", text, re.MULTILINE | re.DOTALL)
    return [line.strip() for block in blocks for line in block.splitlines()]


def quick(words: list[str]) -> list[str]:
    """Return the words of a command, cut to what is quick where it is a run of more."""
    if words[0] != "run":
        return words
    kept = list(words)
    for flag in ("--only", "--wait"):
        if flag in kept:
            at = kept.index(flag)
            del kept[at : at + 2]
    cut = () if "--failed" in kept else CUT
    return [*kept, *cut, "--workers", "1", "--no-reference"]


@pytest.mark.parametrize("name", GUIDES)
def test_each_command_does_what_the_guide_says(name: str, tmp_path: Path) -> None:
    codes, environment = [], dict[str, str]()
    (tmp_path / "cassettes").mkdir()
    shutil.copy(ROOT / "tests" / "recordings" / "data" / "vcr.yml", tmp_path / "cassettes")
    with serving(*FAULTS) as url:
        for line in commands(name):
            words = shlex.split(line.replace("http://localhost:8420", url).partition(" > ")[0])
            if line.endswith("&"):  # it is what serves already
                assert words[1:4] == ["serve", "--port", "8420"]
                assert tuple(words[5:-1:2]) == FAULTS
            elif words[0] == "export":
                environment |= [words[1].split("=", 1)]
            elif words[0] == "python3":  # `tests/interop/test_ci.py` installs it
                assert line.replace(". .venv", ".venv").split(" && ")[:2] == _install()
            else:
                assert words.pop(0) == "assay"
                done = command(*quick(words), folder=tmp_path,
                               key=environment.get("ASSAY_API_KEY", ""))  # fmt: skip
                codes.append(done.code)
    assert codes == GUIDES[name]


def _install() -> list[str]:
    readme = (ROOT / "README.md").read_text("utf-8")
    line = next(line for line in readme.splitlines() if line.startswith("python3 -m venv"))
    return line.split(" && ")[:2]


def test_every_picture_is_of_the_product_and_small() -> None:
    """What shows them is made by `python -m benchmarks.pictures`, and nothing else is there."""
    shown = {
        Path(found).name for page in (ROOT / "README.md", *DOCS.glob("*.md"))
        for found in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", page.read_text("utf-8"))
    }  # fmt: skip
    there = {path.name: path.stat().st_size for path in (ROOT / FOLDER).iterdir()}
    assert shown == set(there) == set(NAMES)
    assert max(there.values()) < BIGGEST
