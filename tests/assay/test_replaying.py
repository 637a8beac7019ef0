"""The script of a finding shows the breach where it is, and none on the clean sandbox."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from assay.proving import Proof, prove
from assay.replaying import replay_one
from contracts.loader import API
from sandbox.defects import discover
from suites.asking import planned
from tests.running import ROOT

NEEDED = {"held": 4, "broken": 3, "Breach": 3, "passed": 1}  # arguments, an exchange among them


@pytest.mark.parametrize("name", ["echo.echo.texts_in_capitals", "auth.wrong_key.any_test_key"])
def test_the_script_of_a_fault_shows_it(name: str) -> None:
    found: list[Proof] = prove(
        [discover(API)[name]], planned(API, "standard"), 1, 1, lambda _proof: None, replay_one
    )
    assert found[0].broken
    assert found[0].reason == ""


def test_a_fault_that_breaks_nothing_has_no_script() -> None:
    fault = next(f for f in discover(API).values() if f.law == "delete.gone")
    found = replay_one(fault, planned(API, "standard"), 1)
    assert (found.idle, found.reason) == (True, "no claim belongs to a law 'delete.gone'")


def outcomes() -> list[tuple[str, ast.Call]]:
    files = [*(ROOT / "suites").rglob("*.py"), *(ROOT / "contracts/api/laws").rglob("*.py")]
    return [(f"{file}:{node.lineno}", node) for file in files for node in calls(file)]


def calls(file: Path) -> list[ast.Call]:
    found = ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    return [n for n in found if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)
            and n.func.id in NEEDED]  # fmt: skip


def needed(call: ast.Call) -> int:
    return NEEDED[call.func.id] if isinstance(call.func, ast.Name) else 0


def test_no_outcome_is_without_an_exchange() -> None:
    found = outcomes()
    assert len(found) > 150
    assert [place for place, call in found if len(call.args) < needed(call)] == []
