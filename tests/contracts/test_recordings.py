"""What recordings may hold beside the contracts is read strictly: no name that nothing has."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from contracts import ContractError
from contracts.loader import API, load
from tests.copies import copied


def changed(tmp_path: Path, old: str, new: str) -> Path:
    root = tmp_path / "api"
    copied(root)
    path = root / "recordings" / "facts.yaml"
    source = path.read_text("utf-8")
    assert old in source
    path.write_text(source.replace(old, new, 1), encoding="utf-8")
    return root


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("clocks:", "clock:", "unknown key 'clock'"),
        ("  mandate:", "  mandat:", "unknown key 'mandat'"),
        ('since: "2020-03-02"', 'sinc: "2020-03-02"', "unknown key 'sinc'"),
        ("constant: [card]", "constant: [crad]", "'crad' is no field of issuing.token"),
        ("one_way: [submitted]", "one_way: [sent]", "'sent' is no state of issuing.dispute"),
        ("results: {disconnect:", "results: {unplug:", "'unplug' is no verb of"),
        ("says: from 1 to 12, ", "", "the key 'says' is missing"),
    ],
)  # fmt: skip
def test_a_name_that_nothing_has(old: str, new: str, reason: str, tmp_path: Path) -> None:
    with pytest.raises(ContractError, match=reason):
        load(changed(tmp_path, old, new))


def test_an_api_need_not_say_anything_of_recordings(tmp_path: Path) -> None:
    root = tmp_path / "api"
    shutil.copytree(API, root, ignore=shutil.ignore_patterns("recordings"))
    found = load(root).recordings
    assert (found.clocks, found.laws, found.beside("mandate").since) == ((), (), "")
