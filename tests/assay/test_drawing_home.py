"""What Hypothesis keeps for the next process stands nowhere where a user works."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from assay.drawing_home import VARIABLE, settled
from sandbox.auth import SECRET
from tests.running import assay
from tests.suites.servers import Reference, listening

DRAWN = "payment_intent.create.accepts*"


@pytest.mark.whole
def test_a_run_that_draws_leaves_nothing_but_its_own_folder(tmp_path: Path) -> None:
    with listening(Reference()) as url:
        done = assay("run", "--base-url", url, "--only", DRAWN, "--workers", "1", "--out", "out",
                     folder=tmp_path, key=SECRET)  # fmt: skip
    assert done.code == 0, done.said
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_the_place_is_named_for_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    with settled():
        assert Path(os.environ[VARIABLE]).parent.name == "__pycache__"
    assert VARIABLE not in os.environ


def test_what_the_user_has_named_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "mine")
    with settled():
        assert os.environ[VARIABLE] == "mine"
    assert os.environ[VARIABLE] == "mine"


def test_nothing_is_kept_where_python_keeps_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setattr("assay.drawing_home.place_of", lambda *_: None)
    with settled():
        assert os.environ[VARIABLE] == f"{os.devnull}/hypothesis"
