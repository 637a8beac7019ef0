"""Walks through a guide: each command of its blocks is run as it is written, in this process.

The server that the guide starts, or that its reader has, is served in a thread. To be quick, a run
that asks much asks one claim instead, with one worker and no reference server; flags, files and
exit codes are those of the guide.
"""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.pictures import CLAIM, FAULTS
from sandbox.auth import SECRET
from tests.running import ROOT, command
from tests.suites.servers import serving

DOCS = ROOT / "docs"
URL = "http://localhost:8420"
SUMMARY = "summary"  # the file that GITHUB_STEP_SUMMARY names
CUT = ("--only", CLAIM)
_CAT = re.compile(r'cat "\$\(assay (.*?)\)"(?: >> "\$GITHUB_STEP_SUMMARY")?')


@dataclass
class Walk:
    """How the commands of a guide ended, and what they printed and left in the folder."""

    folder: Path
    codes: list[int] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All that was printed."""
        return "".join(self.said)


def commands(name: str) -> list[str]:
    """Return the commands of a guide's blocks."""
    text = (DOCS / name).read_text("utf-8")
    blocks = re.findall(r"^ *```sh\n(.*?)^ *```", text, re.MULTILINE | re.DOTALL)
    return [line.strip() for block in blocks for line in re.split(r"\n|; ", block) if line.strip()]


def walked(
    name: str, folder: Path, *faults: str, configured: bool = False, cut: bool = True
) -> Walk:
    """Do what a guide says, with a server that has faults.

    With `configured` the reader has an `assay.toml` that names the server. With `cut` each run asks
    one claim, else what the guide asks, and smoke a resource.
    """
    lines, walk = commands(name), Walk(folder)
    key = "" if any(line.startswith("export") for line in lines) else SECRET
    with serving(*faults) as url:
        if configured:
            (folder / "assay.toml").write_text(f'base_url = "{url}"\n', encoding="utf-8")
        for line in lines:
            if line.startswith("export"):
                key = line.removeprefix("export ASSAY_API_KEY=")
            elif line.endswith("&"):  # it is what serves already
                assert shlex.split(line)[1:4] == ["serve", "--port", "8420"]
                assert tuple(shlex.split(line)[5:-1:2]) == faults == FAULTS
            elif line.startswith("python3"):  # `tests/interop/test_ci.py` installs it
                assert line.replace(". .venv", ".venv").split(" && ")[:2] == _install()
            elif found := _CAT.fullmatch(line):
                _shown(walk, shlex.split(found[1]), key, kept=">>" in line)
            else:
                text, _, into = line.replace(URL, url).partition(" > ")
                _done(walk, shlex.split(text), key, into, cut=cut)
    return walk


def _done(walk: Walk, words: list[str], key: str, into: str, *, cut: bool) -> None:
    assert words.pop(0) == "assay"
    done = command(*_quick(words, cut=cut), folder=walk.folder, key=key)
    walk.codes.append(done.code)
    if into:
        (walk.folder / into).write_text(done.said, encoding="utf-8")
    else:
        walk.said.append(done.said)


def _shown(walk: Walk, words: list[str], key: str, *, kept: bool) -> None:
    """Do what `cat "$(assay …)"` does, to the summary of a job or to the terminal."""
    done = command(*words, folder=walk.folder, key=key)
    walk.codes.append(done.code)
    text = (walk.folder / done.said.strip()).read_text(encoding="utf-8")
    if kept:
        (walk.folder / SUMMARY).write_text(text, encoding="utf-8")
    else:
        walk.said.append(text)


def _quick(words: list[str], *, cut: bool) -> list[str]:
    if words[0] != "run":
        return words
    kept = _without(words, "--wait")
    if cut:
        only = () if "--failed" in kept else CUT
        kept = [*_without(kept, "--only"), *only]
    elif "--only" not in kept:
        kept += ["--only", "mandate.*"]
    return [*kept, "--workers", "1", "--no-reference"]


def _without(words: list[str], flag: str) -> list[str]:
    at = words.index(flag) if flag in words else len(words)
    return words[:at] + words[at + 2 :]


def _install() -> list[str]:
    readme = (ROOT / "README.md").read_text("utf-8")
    line = next(line for line in readme.splitlines() if line.startswith("python3 -m venv"))
    return line.split(" && ")[:2]
