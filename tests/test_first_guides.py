"""The guides for a beginner are followed as they are written, and what pages name is there."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import click
import pytest

from assay.cli import cli
from benchmarks.pictures import FAULTS, FOLDER, NAMES
from tests.guides import DOCS, walked
from tests.running import ROOT

RECORDINGS = ROOT / "tests" / "recordings" / "data"
GUIDES = {
    "first-report.md": [0, 1, 0, 0, 0, 1],
    "validating-a-mock.md": [0, 1, 1, 1, 0, 0, 0, 1],
    "ci.md": [0, 0],
    "known-failures.md": [1, 0, 0, 0, 0, 0],  # what breaks is known once it is written down
    "recordings.md": [0],
}
CONFIGURED = ("known-failures.md",)  # whose reader has a file that names the server
RECORDED = {"cassettes/a.yml": "vcr.yml", "spec/fixtures/vcr_cassettes/a.yml": "vcr.yml",
            "recordings/checkout.har": "browser.har"}  # fmt: skip
BIGGEST = 200_000  # bytes of a picture


@pytest.mark.whole
@pytest.mark.parametrize("name", GUIDES)
def test_each_command_does_what_the_guide_says(name: str, tmp_path: Path) -> None:
    for place, file in RECORDED.items():
        (tmp_path / place).parent.mkdir(parents=True)
        shutil.copy(RECORDINGS / file, tmp_path / place)
    found = walked(name, tmp_path, *FAULTS, configured=name in CONFIGURED)
    assert found.codes == GUIDES[name], found.text


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
