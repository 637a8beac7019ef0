"""What the workers of a run wrote is moved into one ledger: whenever that ends, nothing is lost."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import assay.run.outcome as outcome_module
from assay.run.outcome import finish
from assay.run.settings import UNFINISHED, Settings
from assay.trouble import Stop
from contracts.loader import API
from harness.exchange import Exchange, Request, Response
from harness.ledger import LedgerError, load_ledger
from harness.merging import Merged
from harness.part import Part, further, ordered
from suites.asking import selected
from suites.settling import untestable
from tests.assay.test_dying_workers import ONE, results
from tests.assay.test_full_disk import limit
from tests.running import command

COUNT = 30  # exchanges of each of two workers
NAMES = {f"{worker}-{number}" for worker in ("gw0", "gw1") for number in range(COUNT)}


def exchange(name: str) -> Exchange:
    response = Response(200, {"request-id": name}, b'{"id":"' + b"x" * 300 + b'"}')
    return Exchange(name, "x.y", Request("GET", "/v1/x", "", "", {}), response, 1.0, 0.1)


def run(folder: Path) -> Settings:
    """Leave what two workers wrote, each to several files."""
    settings = Settings("r", "http://x", str(folder), "v", only=(ONE,))
    settings.parts.mkdir(parents=True)
    settings.write()
    selection = selected(API, "standard", (ONE,))
    for worker in ("gw0", "gw1"):
        part = Part(settings.parts / f"{worker}.ndjson", worker, size=3_000)
        for number in range(COUNT):
            part.exchange(exchange(f"{worker}-{number}"))
        for group in selection.groups:
            part.verdict(untestable(selection.plan.claims[ONE], "said"))
            part.asked(group.id)
        part.close()
    return settings


def test_a_worker_writes_exchanges_to_further_files_and_the_rest_to_its_own(tmp_path: Path) -> None:
    found = ordered(run(tmp_path).parts.glob("*.ndjson"))
    assert [path.name for path in found] == [
        "gw0.ndjson", "gw0.1.ndjson", "gw0.2.ndjson", "gw0.3.ndjson", "gw0.4.ndjson",
        "gw1.ndjson", "gw1.1.ndjson", "gw1.2.ndjson", "gw1.3.ndjson", "gw1.4.ndjson",
    ]  # fmt: skip
    assert [further(path) for path in found] == [False, True, True, True, True] * 2
    kinds = [{line[9:13] for line in path.read_text().splitlines()} for path in found]
    assert kinds == [{"exch", "verd", "aske"}, {"exch"}, {"exch"}, {"exch"}, {"exch"}] * 2


def test_many_files_of_a_worker_stay_in_order(tmp_path: Path) -> None:
    names = ["gw1.10.ndjson", "gw1.ndjson", "gw1.9.ndjson", "gw10.ndjson", "gw1.2.ndjson"]
    assert [path.name for path in ordered(tmp_path / name for name in names)] == [
        "gw1.ndjson", "gw1.2.ndjson", "gw1.9.ndjson", "gw1.10.ndjson", "gw10.ndjson",
    ]  # fmt: skip


def test_a_merge_takes_away_what_it_has_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings, sizes = run(tmp_path), []
    before = sum(path.stat().st_size for path in settings.parts.iterdir())
    copy = Merged.copy

    def measured(writer: Merged, line: str) -> None:
        copy(writer, line)
        writer._file.flush()
        sizes.append(sum(path.stat().st_size for path in tmp_path.rglob("*") if path.is_file()))

    monkeypatch.setattr(Merged, "copy", measured)
    assert set(finish(settings, complete=True).exchanges) == NAMES
    header = sizes[0] - before
    assert max(sizes) < before + header + 3 * 4_000  # both own files, and one further


def killed_at(count: int, written: Callable[[Merged], None]) -> Callable[[Merged, str], None]:
    """Return what copies so many lines, and is killed then."""
    copy, done = Merged.copy, []

    def dying(writer: Merged, line: str) -> None:
        if len(done) == count:
            written(writer)
            os.kill(os.getpid(), signal.SIGKILL)
        done.append(line)
        copy(writer, line)

    return dying


def half(writer: Merged) -> None:
    """Leave half a line behind what was written."""
    writer._file.write('{"kind":"exchange","id":"gw')
    writer._file.flush()


@pytest.mark.parametrize("count", [0, 1, 11, 25, 31, 44, 59])
@pytest.mark.parametrize("written", [lambda _writer: None, half], ids=["lost", "half"])
def test_a_run_that_is_killed_in_its_merge_is_rendered_whole(
    count: int, written: Callable[[Merged], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = run(tmp_path / "run")
    with monkeypatch.context() as patched:
        patched.setattr(Merged, "copy", killed_at(count, written))
        child = os.fork()
        if child == 0:
            finish(settings, complete=True)
            os._exit(0)
        _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL
    for out in ((), ("--out", "there"), ()):
        outcome = command("report", "run", *out, folder=tmp_path)
        assert outcome.code == 0, outcome.said
        folder = tmp_path / (out[1] if out else "run")
        assert set(load_ledger(folder / "ledger.ndjson").exchanges) == NAMES
        assert results(folder)["run"]["complete"] is True
        assert len(results(folder)["verdicts"]) == 8
    assert not (tmp_path / "run" / UNFINISHED).exists()


def test_a_disk_that_is_full_in_a_merge_takes_nothing_away(tmp_path: Path) -> None:
    """The limit is beyond the plan, and before the last of what was answered."""
    whole = run(tmp_path / "whole")
    finish(whole, complete=True)
    size = (tmp_path / "whole" / "ledger.ndjson").stat().st_size
    settings = run(tmp_path / "run")
    with limit(size - 12_000), pytest.raises(Stop) as told:
        finish(settings, complete=True)
    assert told.value.exit_code == 3
    assert len(list(settings.parts.glob("*.ndjson"))) < 10
    outcome = command("report", "run", "--out", "there", folder=tmp_path)
    assert outcome.code == 0, outcome.said
    assert set(load_ledger(tmp_path / "there" / "ledger.ndjson").exchanges) == NAMES


def test_an_interrupted_merge_keeps_what_was_moved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings, seen = run(tmp_path / "run"), []
    copy = Merged.copy

    def interrupted(writer: Merged, line: str) -> None:
        seen.append(line)
        if len(seen) == 40:
            raise KeyboardInterrupt
        copy(writer, line)

    with monkeypatch.context() as patched:
        patched.setattr(Merged, "copy", interrupted)
        with pytest.raises(Stop, match=f"`assay report {tmp_path / 'run'}` goes on with it"):
            finish(settings, complete=True)
    outcome = command("report", "run", folder=tmp_path)
    assert outcome.code == 0, outcome.said
    assert set(load_ledger(tmp_path / "run" / "ledger.ndjson").exchanges) == NAMES


@pytest.mark.parametrize("at", ["_merged", "referenced", "write_reports"])
def test_an_interruption_while_reports_are_made_leaves_them(
    at: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings, do = run(tmp_path / "run"), getattr(outcome_module, at)

    def torn(*given: Any, **named: Any) -> Any:
        signal.raise_signal(signal.SIGINT)
        return do(*given, **named)

    monkeypatch.setattr(outcome_module, at, torn)
    assert finish(settings, complete=True).complete
    there = {path.name for path in (tmp_path / "run").iterdir()}
    assert there == {"ledger.ndjson", "report.html", "results.json"}


def test_a_damaged_file_hides_nothing_that_was_moved(tmp_path: Path) -> None:
    settings = run(tmp_path / "run")
    damaged = settings.parts / "gw1.2.ndjson"
    text = damaged.read_text()
    damaged.write_text("{}\n" + text)
    with pytest.raises(LedgerError):
        finish(settings, complete=True)
    damaged.write_text(text)
    outcome = command("report", "run", folder=tmp_path)
    assert outcome.code == 0, outcome.said
    assert set(load_ledger(tmp_path / "run" / "ledger.ndjson").exchanges) == NAMES


def test_a_report_beside_a_run_that_ends_meanwhile_replaces_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings, copy = run(tmp_path / "run"), Merged.copy
    ended: list[bytes] = []

    def meanwhile(writer: Merged, line: str) -> None:
        monkeypatch.setattr(Merged, "copy", copy)
        finish(settings, complete=True)
        ended.append((tmp_path / "run" / "ledger.ndjson").read_bytes())
        copy(writer, line)

    monkeypatch.setattr(Merged, "copy", meanwhile)
    outcome = command("report", "run", folder=tmp_path)
    assert outcome.code == 0, outcome.said
    assert (tmp_path / "run" / "ledger.ndjson").read_bytes() == ended[0]
