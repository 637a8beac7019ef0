"""Ids that nothing asks for are refused, with the line that names them."""

from __future__ import annotations

from pathlib import Path

import pytest

from assay.run.embedded import embedded
from assay.run.known_ids import check_ids
from contracts import load
from harness.config import ConfigError


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("issuing.tokn", "issuing.token"),
        ("issuing.token:activ", "issuing.token:active"),
        ("nothing", "see the resources' recipes"),
    ],
)
def test_a_name_that_nothing_asks_for(tmp_path: Path, name: str, hint: str) -> None:
    path = tmp_path / "assay.toml"
    path.write_text(f'[ids]\n"issuing.token:active" = "a"\n"{name}" = "b"\n', encoding="utf-8")
    with pytest.raises(ConfigError) as trouble:
        check_ids(path, ("issuing.token:active", name), load())
    assert str(trouble.value).startswith(f"{path}:3: ")
    assert hint in str(trouble.value)


@pytest.mark.whole
def test_what_the_sandbox_names_is_asked_for() -> None:
    with embedded(load()) as (config, _keys):
        check_ids(Path("assay.toml"), config.ids, load())


@pytest.mark.parametrize("name", ["customer", "file", "treasury.financial_account"])
def test_what_a_row_refers_to_may_be_given(name: str) -> None:
    check_ids(Path("assay.toml"), [name], load())
