"""A run that was ended and is gone on with says what one that was not says."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from assay.run.bench import Bench
from assay.run.briefing import Briefing
from assay.run.configuring import Options
from assay.run.joining import Part
from assay.run.resuming import like
from assay.run.settings import Settings
from assay.trouble import Stop
from contracts.loader import API
from harness.ledger import Ledger, load_ledger
from harness.redaction import Keys
from sandbox.auth import SECRET
from suites.asking import selected
from suites.declared import Declared
from tests.running import Outcome, command
from tests.suites.servers import serving

WANTED = ("--only", "issuing.card.retrieve.*", "--only", "payment_intent.cancel.*")
EXAMPLE = Path(__file__).parents[2] / "assay" / "example"
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


@pytest.mark.parametrize(
    "flag",
    [
        ("--only", "a.*"),
        ("--seed", "1"),
        ("--shard", "1/2"),
        ("--skip", "a.*"),
        ("--watch", "."),
    ],
)
def test_nothing_else_is_asked_for_beside(
    flag: tuple[str, str], runs: Path, tmp_path: Path
) -> None:
    done = asked(tmp_path, "on", "--resume", str(runs / "cut"), *flag)
    assert done.code == 2
    assert f"leave {flag[0]} away" in done.said


def part(**settings: Any) -> Part:
    """Return a run that asked some groups of the built-in API, or of what is named."""
    return Part(Path("cut"), Settings("r", "http://x", "out", "v", **settings), Ledger())


def test_what_was_left_out_stays_left_out() -> None:
    earlier = part(declared=Declared(skip=("*.texts.*",)), seed=5, read_only=True)
    found = like(Options(skip=("a.*",)), earlier)
    assert (found.skip, found.seed, found.read_only) == (("*.texts.*",), 5, True)


def test_another_api_is_not_gone_on_with() -> None:
    assert like(Options(contracts=str(EXAMPLE)), part(contracts=str(EXAMPLE))).contracts
    assert like(Options(), part(contracts=str(EXAMPLE))).contracts == str(EXAMPLE)
    with pytest.raises(Stop, match="cut is of another API package"):
        like(Options(contracts=str(EXAMPLE)), part())


@pytest.mark.parametrize("stopped", ["", "the server has stopped answering"])
def test_a_group_that_the_end_of_a_run_cut_short_is_asked_again(
    stopped: str, tmp_path: Path
) -> None:
    settings = Settings("r", "http://x", str(tmp_path), "v", only=WANTED[1:2])
    settings.parts.mkdir()
    selection = selected(API, "standard", WANTED[1:2])
    bench = Bench(Briefing(settings, Keys(SECRET)), "main", selection)
    bench.target.halt(stopped)
    bench._judge(selection.groups[0], [])
    bench.close()
    written = (settings.parts / "main.ndjson").read_text(encoding="utf-8")
    assert ('"kind":"asked"' in written) is (not stopped)
