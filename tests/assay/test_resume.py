"""A run that was ended and is gone on with says what one that was not says."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from harness.ledger import load_ledger
from sandbox.auth import SECRET
from tests.running import Outcome, command
from tests.suites.servers import serving

WANTED = ("--only", "issuing.card.retrieve.*", "--only", "payment_intent.cancel.*")
FAULT = "response.request_id.missing"


def statuses(folder: Path) -> dict[str, str]:
    found: dict[str, Any] = json.loads((folder / "results.json").read_text(encoding="utf-8"))
    return {verdict["id"]: verdict["status"] for verdict in found["verdicts"]}


def asked(folder: Path, out: str, *flags: str) -> Outcome:
    with serving(FAULT) as url:
        wanted = ("run", "--base-url", url, "--workers", "1", "--no-reference", *flags)
        return command(*wanted, "--out", str(folder / out), folder=folder, key=SECRET)


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a whole run and one that was ended."""
    folder = tmp_path_factory.mktemp("resumed")
    asked(folder, "whole", *WANTED, "--seed", "3")
    done = asked(folder, "cut", *WANTED, "--seed", "3", "--max-failures", "1")
    assert "INCOMPLETE" in done.said
    return folder


@pytest.mark.whole
def test_what_was_answered_stays_and_the_rest_is_asked(runs: Path) -> None:
    done = asked(runs, "on", "--resume", str(runs / "cut"))
    assert done.code == 1, done.said
    assert statuses(runs / "on") == statuses(runs / "whole")
    assert len(statuses(runs / "cut")) < len(statuses(runs / "whole"))
    cut, on = (
        load_ledger(runs / "cut" / "ledger.ndjson"),
        load_ledger(runs / "on" / "ledger.ndjson"),
    )
    assert on.complete
    assert cut.exchanges.keys() <= on.exchanges.keys()
    groups = set((cut.footer or {})["asked"])
    again = [x for x in on.exchanges.values() if x.id not in cut.exchanges and x.group in groups]
    assert groups
    assert again == []


@pytest.mark.whole
def test_a_run_that_was_killed_is_gone_on_with(runs: Path, tmp_path: Path) -> None:
    ledger = load_ledger(runs / "cut" / "ledger.ndjson")
    killed = tmp_path / "killed"
    shutil.copytree(runs / "cut", killed)
    lines = (killed / "ledger.ndjson").read_text(encoding="utf-8").splitlines(keepends=True)
    (killed / "ledger.ndjson").unlink()
    (killed / "parts").mkdir()
    kept = [line for line in lines if line.startswith(('{"kind":"exchange"', '{"kind":"verdict"'))]
    ended = [f'{{"kind":"asked","group":"{name}"}}\n' for name in (ledger.footer or {})["asked"]]
    (killed / "parts" / "main.ndjson").write_text("".join([*kept, *ended, '{"kind":"exch']))
    (killed / "parts" / "settings.json").write_text(ledger.header["settings"], encoding="utf-8")
    done = asked(tmp_path, "on", "--resume", str(killed))
    assert done.code == 1, done.said
    assert statuses(tmp_path / "on") == statuses(runs / "whole")


def test_a_run_that_came_to_its_end_is_not_gone_on_with(runs: Path, tmp_path: Path) -> None:
    done = asked(tmp_path, "on", "--resume", str(runs / "whole"))
    assert done.code == 2
    assert "there is nothing to go on with" in done.said


@pytest.mark.parametrize("flag", [("--only", "a.*"), ("--seed", "1"), ("--shard", "1/2")])
def test_nothing_else_is_asked_for_beside(
    flag: tuple[str, str], runs: Path, tmp_path: Path
) -> None:
    done = asked(tmp_path, "on", "--resume", str(runs / "cut"), *flag)
    assert done.code == 2
    assert f"leave {flag[0]} away" in done.said
