"""What a run writes: results.json, the ledger, and their agreement; seeds and workers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from harness.ledger import load_ledger
from sandbox.auth import SECRET
from tests.near import answering
from tests.running import assay, command, run
from tests.suites.servers import Reference

PART = "issuing.physical_bundle"


def results(folder: Path, *arguments: str) -> dict[str, Any]:
    """Run against the embedded sandbox and return what was written."""
    out = folder / "out"
    outcome = assay("run", "--out", str(out), *arguments, folder=folder)
    assert outcome.code == 0, outcome.said
    found: dict[str, Any] = json.loads((out / "results.json").read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def part(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    folder = tmp_path_factory.mktemp("part")
    return folder, results(folder, "--only", PART, "--seed", "7", "--workers", "1")


@pytest.mark.whole
def test_the_fields_that_are_promised(part: tuple[Path, dict[str, Any]]) -> None:
    found = part[1]
    assert set(found) >= {"format", "run", "totals", "requests", "seconds", "verdicts"}
    assert set(found["run"]) >= {
        "id", "started", "finished", "base_url", "profile", "seed", "version", "complete",
    }  # fmt: skip
    assert found["run"]["seed"] == 7
    assert found["run"]["complete"] is True
    verdict = found["verdicts"][0]
    assert set(verdict) >= {
        "id", "clause", "operation", "level", "status", "message", "exchanges",
    }  # fmt: skip
    assert verdict["operation"].startswith(("GET /v1/", "POST /v1/"))


@pytest.mark.whole
def test_totals_count_the_verdicts(part: tuple[Path, dict[str, Any]]) -> None:
    found = part[1]
    assert sum(found["totals"].values()) == len(found["verdicts"])
    assert found["totals"]["pass"] == sum(v["status"] == "pass" for v in found["verdicts"])


@pytest.mark.whole
def test_every_exchange_of_a_verdict_is_in_the_ledger(part: tuple[Path, dict[str, Any]]) -> None:
    folder, found = part
    ledger = load_ledger(folder / "out" / "ledger.ndjson")
    assert ledger.complete
    assert found["requests"] == len(ledger.exchanges)
    named = {name for verdict in found["verdicts"] for name in verdict["exchanges"]}
    assert named
    assert named <= set(ledger.exchanges)


@pytest.mark.whole
def test_seed_and_workers_do_not_change_what_is_judged(
    part: tuple[Path, dict[str, Any]], tmp_path: Path
) -> None:
    again = results(tmp_path, "--only", PART, "--seed", "7", "--workers", "2")
    first = {v["id"]: v["status"] for v in part[1]["verdicts"]}
    assert {v["id"]: v["status"] for v in again["verdicts"]} == first


def test_smoke_is_small() -> None:
    with answering(Reference()) as url:
        found = run(url, profile="smoke", key=SECRET)
    assert found.code == 0, found.said
    assert 0 < found.results["requests"] <= 400
    assert found.results["totals"]["pass"] > 100


@pytest.mark.whole
def test_a_report_is_rendered_again_from_its_ledger(part: tuple[Path, dict[str, Any]]) -> None:
    folder, _ = part
    page = folder / "out" / "report.html"
    before = page.read_text(encoding="utf-8")
    page.unlink()
    outcome = command("report", str(folder / "out"), folder=folder)
    assert outcome.code == 0, outcome.said
    assert page.read_text(encoding="utf-8") == before


@pytest.mark.whole
def test_without_its_last_line_a_ledger_is_incomplete(
    part: tuple[Path, dict[str, Any]], tmp_path: Path
) -> None:
    lines = (part[0] / "out" / "ledger.ndjson").read_text(encoding="utf-8").splitlines()
    cut = tmp_path / "ledger.ndjson"
    cut.write_text("\n".join(lines[:-1]) + "\n" + lines[-1][:20], encoding="utf-8")
    outcome = command("report", str(tmp_path), folder=tmp_path)
    assert outcome.code == 0, outcome.said
    assert "This run is incomplete" in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_fifty_operations_are_listed(tmp_path: Path) -> None:
    outcome = command("list", "operations", "--json", folder=tmp_path)
    assert outcome.code == 0
    assert len(json.loads(outcome.said)) == 50
