"""A package has files that are read and Python of its own; whatever else lies there is refused."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from contracts import ContractError
from contracts.loader import API, load

IGNORED = (
    "laws/capture.py", "laws/money/capture.py", "faults/capture.py", "behaviour/capture.py",
    "laws/__pycache__/capture.cpython-311.pyc", ".editor", "issuing/.card.yaml.swp",
)  # fmt: skip
STRAY = {
    "issuing/dispute.yml": "in a package there are *.yaml",
    "notes.txt": "in a package there are *.yaml",
    "issuing/capture.py": "in a package there are *.yaml",
    "laws": "in a package there are *.yaml",
    "laws/capture.yaml": "in laws there are *.py",
    "faults/capture.json": "in faults there are *.py",
    "behaviour/notes": "in behaviour there are *.py",
    "shared/enums.json": "in shared there are enums.yaml",
    "shared/address.yaml": "in shared there are enums.yaml",
    "shared/parameters/old/address.yaml": "in shared there are enums.yaml",
    "shared/parameters.yaml": "in shared there are enums.yaml",
    "clauses/old/01.yaml": "in clauses there are *.yaml",
    "clauses/24_notes.md": "in clauses there are *.yaml",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the built-in package."""
    folder = tmp_path / "api"
    shutil.copytree(API, folder, ignore=shutil.ignore_patterns("laws", "faults", "behaviour"))
    return folder


def put(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("this is no contract: {", encoding="utf-8")


def test_python_of_its_own_and_hidden_files_are_left_alone(root: Path) -> None:
    for name in IGNORED:
        put(root / name)
    assert load(root).resources == load().resources


@pytest.mark.parametrize("name", STRAY)
def test_a_file_that_nobody_reads_is_refused(name: str, root: Path) -> None:
    put(root / name)
    with pytest.raises(ContractError) as caught:
        load(root)
    assert (caught.value.file, caught.value.line) == (name, 1)
    assert STRAY[name] in caught.value.reason


@pytest.mark.parametrize("kind", ["pipe", "loop", "nothing"])
def test_what_is_no_regular_file_is_refused_and_not_opened(kind: str, root: Path) -> None:
    place = root / "issuing" / "odd.yaml"
    if kind == "pipe":
        os.mkfifo(place)
    else:
        place.symlink_to(place if kind == "loop" else root / "gone.yaml")
    with pytest.raises(ContractError, match="no regular file") as caught:
        load(root)
    assert (caught.value.file, caught.value.line) == ("issuing/odd.yaml", 1)
