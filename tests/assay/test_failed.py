"""`assay run --failed` asks again what failed in a run, and nothing else."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from assay.run.configuring import Options
from assay.run.failed import again, read_run
from assay.run.marks import Mark, hold
from assay.run.settings import LEDGER
from assay.trouble import Stop, Unasked
from harness.claim import Claim
from harness.ledger import LedgerWriter
from harness.verdict import Status, Verdict
from tests.running import KEY, assay, command

HERE = "http://127.0.0.1:4000"
ONE = "payment_intent.list.accepts"
TWO = "payment_intent.list.pagination.page_size"
THREE = "payment_intent.list.mode"


def leave(
    folder: Path, url: str, found: dict[str, Status], *, started: float = 1.0, **header: object
) -> Path:
    """Leave what a run against `url` has found in a folder of its own."""
    folder.mkdir(parents=True)
    own = hold(folder)
    own.write(Mark("r1", folder.name, url, started))
    own.release()
    writer = LedgerWriter(folder / LEDGER, "m")
    writer.header({"run": "r1", "profile": "thorough", "seed": 77, "base_url": url, **header})
    writer.plan((), (Claim(ONE, "L1", "GET /x"),))
    for name, status in found.items():
        writer.verdict(Verdict(name, "L1", "GET /x", "must", status, f"it is {status}"))
    writer.footer({"complete": True})
    writer.close()
    return folder


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ASSAY_BASE_URL", raising=False)
    return tmp_path / "reports" / "out"


def test_what_does_not_hold_is_asked_with_the_same_seed(shelf: Path) -> None:
    leave(shelf / "a", HERE, {ONE: "fail", TWO: "warn", THREE: "pass"})
    options = again(Options(base_url=f"{HERE}/"), "")
    assert (options.only, options.profile, options.seed) == ((ONE, TWO), "thorough", 77)


def test_an_error_is_asked_again_and_known_failures_are_not(shelf: Path) -> None:
    leave(shelf / "a", HERE, {ONE: "error", TWO: "known", THREE: "not_testable"})
    assert again(Options(base_url=HERE), "").only == (ONE,)


def test_the_newest_run_against_the_same_server_is_meant(shelf: Path) -> None:
    leave(shelf / "a", HERE, {ONE: "fail"}, started=1.0)
    leave(shelf / "b", HERE, {TWO: "fail"}, started=2.0)
    leave(shelf / "c", "http://127.0.0.1:4001", {THREE: "fail"}, started=3.0)
    assert again(Options(base_url=HERE), "").only == (TWO,)


def test_a_run_that_goes_on_is_not_meant(shelf: Path) -> None:
    leave(shelf / "a", HERE, {ONE: "fail"})
    own = hold(leave(shelf / "b", HERE, {TWO: "fail"}, started=2.0))
    try:
        assert again(Options(base_url=HERE), "").only == (ONE,)
    finally:
        own.release()


@pytest.mark.parametrize("name", ["b", "reports/out/b"])
def test_a_run_is_named(name: str, shelf: Path) -> None:
    leave(shelf / "b", "http://127.0.0.1:4001", {TWO: "fail"})
    leave(shelf / "c", HERE, {ONE: "fail"}, started=3.0)
    assert again(Options(base_url=HERE), name).only == (TWO,)


def test_a_filter_limits_what_is_asked_again(shelf: Path) -> None:
    leave(shelf / "a", HERE, {ONE: "fail", TWO: "fail"})
    assert again(Options(base_url=HERE, only=("*.pagination.*",)), "").only == (TWO,)


def test_another_seed_may_be_given(shelf: Path) -> None:
    leave(shelf / "a", HERE, {ONE: "fail"})
    assert again(Options(base_url=HERE, seed=5), "").seed == 5


def test_nothing_failed_and_that_is_no_pass(shelf: Path) -> None:
    leave(shelf / "a", HERE, {ONE: "pass"})
    with pytest.raises(Unasked) as found:
        again(Options(base_url=HERE), "")
    assert found.value.exit_code == 3
    assert found.value.message == (
        "nothing failed in reports/out/a, so nothing was asked; without --failed all is"
    )


def test_what_failed_was_no_claim(shelf: Path) -> None:
    leave(shelf / "a", HERE, {"suite.target": "error"})
    with pytest.raises(Unasked, match=r"is no claim \(suite.target: it is error\)"):
        again(Options(base_url=HERE), "")


@pytest.mark.parametrize(
    ("url", "run", "words"),
    [
        (HERE, "", "no run of http://127.0.0.1:4000 is in reports/out"),
        (HERE, "nowhere", "there is no run nowhere"),
        (None, "", "the embedded sandbox is a new one in each run"),
    ],
)
def test_there_is_no_such_run(url: str | None, run: str, words: str, shelf: Path) -> None:
    leave(shelf / "c", "http://127.0.0.1:4001", {THREE: "fail"})
    with pytest.raises(Stop) as found:
        again(Options(base_url=url), run)
    assert found.value.exit_code == 2
    assert words in found.value.message


def test_a_run_of_another_api_is_refused(shelf: Path) -> None:
    leave(shelf / "a", HERE, {ONE: "fail"}, contracts={"name": "tickets", "at": "/there"})
    with pytest.raises(Stop, match="is of the API tickets, and this is payments: name") as found:
        again(Options(base_url=HERE), "")
    assert found.value.exit_code == 2


def test_a_folder_that_is_no_run(tmp_path: Path) -> None:
    with pytest.raises(Stop, match="is no run that can be read"):
        read_run(tmp_path)


def test_another_profile_is_refused(shelf: Path) -> None:
    leave(shelf / "a", HERE, {ONE: "fail"})
    done = command("run", "--base-url", HERE, "--failed", "--profile", "smoke", key=KEY,
                   folder=shelf.parent.parent)  # fmt: skip
    assert done.code == 2
    assert "--failed asks what another run asked: leave --profile away" in done.said


def test_the_program_says_that_nothing_failed(shelf: Path) -> None:
    leave(shelf / "a", HERE, {ONE: "pass"}, started=time.time())
    done = command("run", "--base-url", HERE, "--failed", key=KEY, folder=shelf.parent.parent)
    assert done.code == 3
    assert "nothing failed in reports/out/a" in done.said


@pytest.mark.whole
def test_a_run_reads_what_another_run_wrote(shelf: Path) -> None:
    """The sandbox of a run is gone afterwards: what failed is asked, and nobody answers."""
    folder = shelf.parent.parent
    done = assay("run", "--only", "issuing.physical_bundle.retrieve.auth.no_key", folder=folder)
    assert done.code == 0, done.said
    found = read_run(shelf / "latest")
    assert {name: told.status for name, told in found.found.items()} == {
        "issuing.physical_bundle.retrieve.auth.no_key": "pass"
    }
    assert found.complete
    assert found.failed == ()
