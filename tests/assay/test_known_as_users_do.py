"""The file of known failures, as `assay run` and `pytest suites` find and heed it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sandbox.auth import SECRET
from tests.assay.knowing import LIST, ONE_MORE
from tests.running import ROOT, command, run_as_users_do
from tests.suites.servers import serving

SIZE = f"{LIST}.pagination.page_size"
FILE = "assay-known.toml"


def known(folder: Path, *ids: str) -> None:
    entries = (f'[[known]]\nid = "{name}"\nreason = "later"\n' for name in ids)
    (folder / FILE).write_text("".join(entries), encoding="utf-8")


@pytest.mark.whole
def test_a_team_adopts_it(tmp_path: Path) -> None:
    with serving(ONE_MORE) as url:
        first = run_as_users_do(url, "--only", SIZE, folder=tmp_path, key=SECRET)
        assert first.code == 1, first.said
        done = command("known", "update", "out", folder=tmp_path)
        assert done.code == 0, done.said
        again = run_as_users_do(url, "--only", SIZE, folder=tmp_path, key=SECRET)
        assert (again.code, again.ids("known")) == (0, [SIZE]), again.said
        compared = ("--only", SIZE, "--known", "/dev/null", "--baseline", "out/results.json")
        fresh = run_as_users_do(url, *compared, folder=tmp_path, key=SECRET)
        assert (fresh.code, fresh.ids("fail")) == (0, [SIZE]), fresh.said
        assert f"broken as before: 1 claim was: {SIZE}" in fresh.said
    reported = command("report", "out", folder=tmp_path)
    assert reported.code == 0, reported.said
    with serving() as url:
        mended = run_as_users_do(url, "--only", SIZE, folder=tmp_path, key=SECRET)
    assert (mended.code, mended.ids("fixed")) == (1, [SIZE])
    assert f"fixed: {SIZE} no longer fails; `assay known prune RUN`" in mended.said
    assert command("known", "prune", "out", folder=tmp_path).code == 0
    assert SIZE not in (tmp_path / FILE).read_text(encoding="utf-8")


@pytest.mark.whole
def test_a_file_that_is_wrong_ends_a_run_before_its_first_request(tmp_path: Path) -> None:
    known(tmp_path, "issuing.crad.list.accepts")
    done = command("run", "--only", SIZE, folder=tmp_path)
    assert done.code == 2
    assert f"{FILE}:2: no claim has an id that matches" in done.said
    assert "did you mean issuing.card.list.accepts" in done.said
    done = command("run", "--only", SIZE, "--known", "nothere.toml", folder=tmp_path)
    assert (done.code, "nothere.toml: there is no such file" in done.said) == (2, True)


@pytest.mark.whole
@pytest.mark.parametrize("faults", [(ONE_MORE,), ()])
def test_pytest_heeds_it_as_well(faults: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "assay.toml").write_text("", encoding="utf-8")
    known(tmp_path, SIZE)
    with serving(*faults) as url:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-m", "pytest", "suites", "--base-url", url, "--only", SIZE, "-q",
             "-p", "no:cacheprovider", "--assay-config", str(tmp_path / "assay.toml"),
             "--assay-out", str(tmp_path / "out")],
            cwd=ROOT, capture_output=True, text=True, check=False,
            env={**os.environ, "ASSAY_API_KEY": SECRET},
        )  # fmt: skip
    assert done.returncode == (0 if faults else 1), done.stdout
    assert (f"fixed: {SIZE} no longer fails" in done.stdout) is not bool(faults)
