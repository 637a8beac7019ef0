"""Wrong things give clear words and the right exit code."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from assay.embedded import embedded
from harness.config import Config
from harness.redaction import Keys
from tests.running import ROOT, Outcome, assay, run
from tests.suites.servers import listening, null

ONE = "issuing.physical_bundle.list.accepts"


@pytest.fixture(scope="module")
def sandbox() -> Iterator[tuple[Config, Keys]]:
    with embedded() as reached:
        yield reached


def clear(outcome: Outcome) -> bool:
    """Whether an outcome is told in words, without a traceback."""
    return "Traceback" not in outcome.said and "Error: " in outcome.said


def test_nothing_failed(tmp_path: Path) -> None:
    outcome = assay("run", "--only", ONE, "--out", str(tmp_path / "out"), folder=tmp_path)
    assert outcome.code == 0, outcome.said
    assert " pass in " in outcome.said


def test_a_must_is_broken(tmp_path: Path) -> None:
    with listening(null) as url:
        outcome = run(url, "--only", ONE, folder=tmp_path)
    assert outcome.code == 1
    assert ONE in outcome.ids("fail")


def test_the_key_is_refused(sandbox: tuple[Config, Keys], tmp_path: Path) -> None:
    outcome = run(str(sandbox[0].base_url), folder=tmp_path, key="sk_test_other")
    assert outcome.code == 2
    assert clear(outcome)
    assert "key" in outcome.said


@pytest.mark.parametrize("key", ["sk_live_abc", "rk_live_abc"])
def test_a_live_key_is_refused(key: str, tmp_path: Path) -> None:
    with listening(null) as url:
        outcome = run(url, "--only", ONE, folder=tmp_path, key=key)
        assert outcome.code == 2
        assert clear(outcome)
        assert "--allow-live" in outcome.said
        assert key not in outcome.said
        assert run(url, "--only", ONE, "--allow-live", folder=tmp_path, key=key).code == 1


def test_there_is_no_key(tmp_path: Path) -> None:
    outcome = assay("run", "--base-url", "http://127.0.0.1:9", folder=tmp_path)
    assert outcome.code == 2
    assert clear(outcome)
    assert "ASSAY_API_KEY" in outcome.said


@pytest.mark.parametrize(
    "arguments",
    [
        ("--only", ""),
        ("--only", "  "),
        ("--base-url", "localhost:80"),
        ("--profile", "quick"),
        ("--config", "nothere.toml"),
        ("--colour", "blue"),
    ],
)
def test_wrong_usage(arguments: tuple[str, ...], tmp_path: Path) -> None:
    outcome = assay("run", *arguments, folder=tmp_path, key="sk_test_1")
    assert outcome.code == 2, outcome.said
    assert clear(outcome)


def test_an_unknown_key_in_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "assay.toml").write_text('base_ulr = "http://127.0.0.1:9"\n', encoding="utf-8")
    outcome = assay("run", folder=tmp_path, key="sk_test_1")
    assert outcome.code == 2
    assert clear(outcome)
    assert "base_ulr" in outcome.said


def test_nobody_answers(tmp_path: Path) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}"
    outcome = run(url, folder=tmp_path)
    assert outcome.code == 3
    assert clear(outcome)
    assert url in outcome.said


def test_nothing_matches(tmp_path: Path) -> None:
    outcome = assay("run", "--only", "no.such.thing", "--out", str(tmp_path), folder=tmp_path)
    assert outcome.code == 3
    assert clear(outcome)
    assert "no.such.thing" in outcome.said


def test_a_broken_contract_is_named_with_its_line(tmp_path: Path) -> None:
    root = tmp_path / "copy"
    for room in ("assay", "contracts", "harness", "reports", "sandbox", "strategies", "suites"):
        shutil.copytree(ROOT / room, root / room, ignore=shutil.ignore_patterns("__pycache__"))
    path = root / "contracts/api/issuing/card.yaml"
    source = path.read_text(encoding="utf-8")
    path.write_text(source.replace("kind: list", "kind: lots", 1), encoding="utf-8")
    outcome = assay("run", folder=root, root=root)
    assert outcome.code == 2, outcome.said
    assert clear(outcome)
    assert "issuing/card.yaml:" in outcome.said
    assert "lots" in outcome.said


def test_an_unknown_fault_has_a_near_one(tmp_path: Path) -> None:
    outcome = assay("serve", "--fault", "enum.ignore", folder=tmp_path)
    assert outcome.code == 2
    assert "enum.ignored" in outcome.said


def test_a_port_that_is_taken(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        outcome = assay("serve", "--port", str(taken.getsockname()[1]), folder=tmp_path)
    assert outcome.code == 1
    assert clear(outcome)


def test_serve_prints_its_url_first_and_takes_exactly_its_keys(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "assay", "serve", "--port", "0", "--api-key", "sk_test_mine"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)  # noqa: S603
    try:
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        assert url.startswith("http://127.0.0.1:")
        assert run(url, "--only", ONE, folder=tmp_path, key="sk_test_mine").code == 0
        assert run(url, "--only", ONE, folder=tmp_path, key="sk_test_assay").code == 2
    finally:
        process.terminate()
        process.wait(10)
        if process.stdout is not None:
            process.stdout.close()
