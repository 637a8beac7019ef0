"""The guides: each command is run as it is written, against a server in a thread.

To be quick, a run asks one claim in the place of what the guide asks, and no reference server;
flags, files and exit codes are those of the guide.
"""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import click
import pytest

from assay.cli import cli
from benchmarks.pictures import CLAIM, FAULTS, FOLDER, NAMES
from sandbox.auth import SECRET
from tests.running import ROOT, command
from tests.suites.servers import serving

DOCS, RECORDINGS = ROOT / "docs", ROOT / "tests" / "recordings" / "data"
CUT = ("--only", CLAIM)
GUIDES = {
    "first-report.md": [0, 1, 0, 0, 0, 1],
    "validating-a-mock.md": [0, 1, 1, 1, 0, 0, 0, 1],
    "ci.md": [0, 0],
    "known-failures.md": [1, 0, 0, 0, 0, 0],  # what breaks is known once it is written down
    "recordings.md": [0],
}
CONFIGURED = ("known-failures.md",)  # whose reader has a file that names the server
NAMED = {"browser.har": "checkout.har"}
RECORDED = (("cassettes", "vcr.yml"), ("spec/fixtures/vcr_cassettes", "vcr.yml"),
            ("recordings", "browser.har"))  # fmt: skip
BIGGEST = 200_000  # bytes of a picture


def commands(name: str) -> list[str]:
    text = (DOCS / name).read_text("utf-8")
    blocks = re.findall(r"^ *```sh\n(.*?)^ *```", text, re.MULTILINE | re.DOTALL)
    return [line.strip() for block in blocks for line in re.split(r"\n|; ", block) if line.strip()]


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
    given = "" if any(line.startswith("export") for line in commands(name)) else SECRET
    for folder, file in RECORDED:
        (tmp_path / folder).mkdir(parents=True)
        shutil.copy(
            ROOT / "tests" / "recordings" / "data" / file, tmp_path / folder / NAMED.get(file, file)
        )
    with serving(*FAULTS) as url:
        if name in CONFIGURED:
            (tmp_path / "assay.toml").write_text(f'base_url = "{url}"\n', encoding="utf-8")
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
                               key=environment.get("ASSAY_API_KEY", given))  # fmt: skip
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


def _told() -> list[tuple[str, str]]:
    """Return every command of ours that a page names, in a block or in a line."""
    found = []
    for page in (ROOT / "README.md", *sorted(DOCS.glob("*.md"))):
        text = page.read_text("utf-8")
        blocks = re.findall(r"^ *```(?:sh|text)\n(.*?)^ *```", text, re.MULTILINE | re.DOTALL)
        lines = [line for block in blocks for line in block.splitlines()]
        found += [(page.name, one) for one in (*lines, *re.findall(r"`([^`\n]+)`", text))
                  if re.match(r"(\S+/)?assay [a-z]", one)]  # fmt: skip
    return found


def test_every_command_that_a_page_names_is_one() -> None:
    told = _told()
    assert len(told) > 140
    wrong, context = [], click.Context(cli)
    for page, line in told:
        words = line.split("#")[0].split()[1:]
        found: click.Command = cli
        while (
            isinstance(found, click.Group)
            and words
            and (below := found.get_command(context, words[0]))
        ):
            found, words = below, words[1:]
        flags = {flag for part in found.params for flag in (*part.opts, *part.secondary_opts)}
        given = words and words[0].isupper()  # a group that takes an argument as well
        if isinstance(found, click.Group) and not (found.invoke_without_command or given):
            wrong.append((page, line))
        named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", " ".join(words)))
        wrong += [(page, line, flag) for flag in named - flags - {"--help"}]
    assert wrong == []
