"""The loader is strict: what it does not know it refuses, with file, line and path."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from contracts.errors import ContractError
from contracts.loader import API, load

CARD = "issuing/card.yaml"
BROKEN = {
    "unknown key": ("kind: list", "kind: list\n    colour: blue", "colour"),
    "wrong type": ("prefix: ic_", "prefix: [ic_]", "prefix"),
    "unknown kind": ("kind: list", "kind: lots", "lots"),
    "missing key": ("    method: GET\n", "", "method"),
    "key twice": ("prefix: ic_", "prefix: ic_\nprefix: ic_", "twice"),
    "dangling reference": ("issuing.cardholder", "issuing.cardbearer", "cardbearer"),
    "not YAML": ("prefix: ic_", "prefix: {ic_", "not YAML"),
}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of all contracts."""
    root = tmp_path / "api"
    shutil.copytree(API, root)
    return root


def test_the_copy_itself_loads(copy: Path) -> None:
    assert len(load(copy).operations) == 50


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_is_refused_with_its_place(name: str, copy: Path) -> None:
    old, new, said = BROKEN[name]
    path = copy / CARD
    source = path.read_text(encoding="utf-8")
    assert old in source
    path.write_text(source.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContractError, match=said) as trouble:
        load(copy)
    assert str(trouble.value).startswith(f"{CARD}:")
    assert int(str(trouble.value).split(":")[1]) > 0


def test_an_empty_file_is_refused(copy: Path) -> None:
    (copy / CARD).write_text("", encoding="utf-8")
    with pytest.raises(ContractError, match="empty"):
        load(copy)
