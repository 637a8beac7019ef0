"""The script of a sequence is shell, runs in order, and names what was made on the way."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest

from harness.claim import Law
from harness.exchange import Exchange, Request, Response
from harness.ledger import Ledger
from harness.verdict import Verdict
from reports.formats.html import render
from reports.sequence import script

BASE = "http://127.0.0.1:1"


def step(number: int, path: str, body: str = "", *, made: str = "", started: float = 0) -> Exchange:
    answer = Response(200, {}, json.dumps({"id": made} if made else {}).encode())
    request = Request("POST", path, "", body, {})
    return Exchange(f"m-{number}", "x", request, answer, started or number * 10.0, 1.0)


STEPS = (
    step(1, "/v1/things", "name=it's", made="ipi_1"),
    step(2, "/v1/disputes", "transaction=ipi_1", made="idp_2"),
    step(3, "/v1/disputes/idp_2/submit", started=30.0),
    step(4, "/v1/disputes/idp_2/submit", started=30.1),
    step(5, "/v1/disputes/idp_2"),
)


def test_made_ids_are_variables() -> None:
    lines = script(STEPS, BASE).splitlines()
    assert lines[0].startswith("IPI_ID=$(curl ")
    assert "'transaction='\"$IPI_ID\"''" in lines[1]
    assert f"'{BASE}/v1/disputes/'\"$IDP_ID\"''" in lines[5]
    assert "ipi_1" not in "".join(lines)


def test_what_went_together_is_started_together() -> None:
    lines = script(STEPS, BASE).splitlines()
    assert [line.endswith(" &") for line in lines] == [False, False, True, True, False, False]
    assert lines[4] == "wait"


@pytest.mark.parametrize("made", ["path_1", "$(id)_1", "é_1", "a b_1", "«IPI_ID»_1"])
def test_a_hostile_id_stays_data(made: str) -> None:
    text = script((step(1, "/v1/x", made=made), step(2, f"/v1/x/{made}")), BASE)
    shell = shutil.which("bash") or "/bin/bash"
    subprocess.run([shell, "-n", "-c", text], check=True)  # noqa: S603
    assert not text.startswith("PATH=")
    assert "$(id)" not in text


def test_the_report_shows_every_step() -> None:
    names = tuple(e.id for e in STEPS)
    found = Verdict("thing.create.machine.moves", "3.1", "POST /v1/x", "must", "fail", "said",
                    names, "this", "that", law="machine.moves")  # fmt: skip
    header = {"run": "r", "base_url": BASE, "profile": "standard", "seed": 1, "version": "0",
              "api_version": "v", "only": [], "resources": ["thing"], "started": 1.0}  # fmt: skip
    laws = {"machine.moves": Law("machine.moves", "lifecycles", sequence=True)}
    text = render(Ledger(header, {e.id: e for e in STEPS}, (found,), None, laws))
    assert all(f"{name}, step {place}" in text for place, name in enumerate(names, 1))
    assert "IPI_ID=$(curl" in text
    assert "for comparison" not in text
