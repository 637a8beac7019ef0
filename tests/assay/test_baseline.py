"""Runs that are held against an earlier one, and against a floor of what has to be judged."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assay.run.earlier import UnreadableError, earlier
from assay.trouble import Stop
from tests.assay.knowing import CREATE, LIST, NEVER_MORE, ONE_MORE, PART, against, faulty, without
from tests.running import command
from tests.suites.servers import Answer, Call, Reference

BROKEN = [f"{LIST}.pagination.{law}" for law in ("ending_before", "page_size", "starting_after")]


RUN = b'{"format": "assay-results-3", "run": {"complete": true}, "unreached": [], "verdicts": [%b]}'


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The results of a run against a server with one fault."""
    folder = tmp_path_factory.mktemp("before")
    assert faulty(folder, ONE_MORE).code == 1
    return Path(shutil.move(folder / "results.json", folder / "before.json"))


def changed(before: Path, folder: Path, change: Callable[[dict[str, Any]], None]) -> Path:
    """Return the results of an earlier run after a change."""
    found = json.loads(before.read_text(encoding="utf-8"))
    change(found)
    path = folder / "changed.json"
    path.write_text(json.dumps(found), encoding="utf-8")
    return path


def test_what_was_broken_before_breaks_nothing(before: Path, tmp_path: Path) -> None:
    again = faulty(tmp_path, ONE_MORE, baseline=before)
    assert (again.code, again.results["result"], again.ids("fail")) == (0, "PASS", BROKEN)
    found = again.results["baseline"]
    assert (found["new"], found["before"], found["mended"]) == ([], BROKEN, [])
    assert found["run"]
    assert found["notes"] == []


def test_what_is_newly_broken_is_red(before: Path, tmp_path: Path) -> None:
    again = faulty(tmp_path, NEVER_MORE, baseline=before)
    assert again.code == 1
    assert f"{LIST}.pagination.more_says" in again.results["baseline"]["new"]
    assert set(again.results["baseline"]["mended"]) <= set(BROKEN)


def test_what_is_mended_is_told_and_breaks_nothing(before: Path, tmp_path: Path) -> None:
    again = faulty(tmp_path, baseline=before)
    assert (again.code, again.results["baseline"]["mended"]) == (0, BROKEN)


def test_what_lost_its_judgement_is_told_and_incomplete(before: Path, tmp_path: Path) -> None:
    again = against(without(CREATE, Reference(ONE_MORE)), tmp_path, baseline=before)
    assert (again.code, again.results["result"]) == (3, "INCOMPLETE")
    assert set(BROKEN) <= set(again.results["lost"])


def test_what_a_run_saw_less_of_is_not_mended(before: Path, tmp_path: Path) -> None:
    shown = f"{LIST}.response.list_envelope"

    def broken(found: dict[str, Any]) -> None:
        next(v for v in found["verdicts"] if v["id"] == shown).update(status="fail")

    earlier_one = changed(before, tmp_path, broken)
    for name in ("less", "whole"):
        (tmp_path / name).mkdir()
    less = against(without(CREATE, Reference()), tmp_path / "less", baseline=earlier_one)
    assert (less.verdict(shown)["status"], less.results["baseline"]["mended"]) == ("pass", [])
    whole = faulty(tmp_path / "whole", baseline=earlier_one)
    assert whole.results["baseline"]["mended"] == [*BROKEN, shown]


def test_what_is_newly_broken_outranks_what_was_lost(before: Path, tmp_path: Path) -> None:
    server = without(CREATE, Reference(ONE_MORE))

    def nameless(call: Call) -> Answer:
        answer = server(call)
        named = call.method == "GET" and call.path == CREATE and answer.status == 200
        return answer.saying({**answer.json, "object": "heap"}) if named else answer

    again = against(nameless, tmp_path, baseline=before)
    assert f"{LIST}.response.list_envelope" in again.results["baseline"]["new"]
    assert (again.code, again.results["result"], bool(again.results["lost"])) == (1, "FAIL", True)


def test_a_breach_that_was_seen_once_is_not_new(before: Path, tmp_path: Path) -> None:
    def once(found: dict[str, Any]) -> None:
        for verdict in found["verdicts"]:
            if verdict["id"] == BROKEN[1]:
                verdict.update(status="warn", once=True)

    again = faulty(tmp_path, ONE_MORE, baseline=changed(before, tmp_path, once))
    assert (again.code, again.results["baseline"]["new"]) == (0, [])


def test_a_baseline_of_another_kind_is_told(before: Path, tmp_path: Path) -> None:
    def other(found: dict[str, Any]) -> None:
        found["run"].update(profile="smoke", version="0.0.1", complete=False)
        found["verdicts"] = [v for v in found["verdicts"] if v["id"] != BROKEN[1]]

    again = faulty(tmp_path, ONE_MORE, baseline=changed(before, tmp_path, other))
    assert (again.code, again.results["baseline"]["new"]) == (1, [BROKEN[1]])
    assert again.results["baseline"]["notes"] == [
        "the baseline has another profile: smoke, and this run standard",
        "the baseline has another version of Assay: 0.0.1, and this run 0.1.0",
        "the baseline is incomplete: what it did not come to counts as not broken",
        "of what is newly broken, 1 claims were not asked in the baseline",
    ]


def test_ids_that_were_retired_since_are_read(before: Path, tmp_path: Path) -> None:
    listed = "issuing.personalization_design.create.copies.listed.preferences"

    def former(found: dict[str, Any]) -> None:
        found["verdicts"].append({**found["verdicts"][0], "id": listed, "status": "pass"})

    again = faulty(tmp_path, ONE_MORE, baseline=changed(before, tmp_path, former))
    assert again.code == 0  # it is out of what this run asks


def refused(path: Path, folder: Path) -> str:
    with pytest.raises(Stop) as trouble:
        faulty(folder, baseline=path)
    assert trouble.value.exit_code == 2
    return trouble.value.message


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is damaged: it is no JSON to its end"),
        (b'{"format": "assay-results-3", "verdicts": [', "is damaged: it is no JSON to its end"),
        (b"\xff\xfe", "is damaged: it is no JSON to its end"),
        (b"[" * 100_000, "is damaged: it is no JSON to its end"),
        (b"[]", "was written by something else"),
        (b'{"format": "assay-results-2"}', "was written in the format 'assay-results-2'"),
        (b'{"format": "assay-results-3"}', "is damaged: a verdict in it is not understood"),
        (RUN % b'{"id": 3}', "is damaged: a verdict in it is not understood"),
        (RUN % b"", "has no verdict on any claim"),
    ],
)  # fmt: skip
def test_what_is_no_run_is_refused(content: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / "results.json"
    path.write_bytes(content)
    assert said in refused(path, tmp_path)


def test_a_run_of_another_api_is_refused(before: Path, tmp_path: Path) -> None:
    def foreign(found: dict[str, Any]) -> None:
        for verdict in found["verdicts"]:
            verdict["id"] = f"pets.{verdict['id']}"

    assert "is of another API" in refused(changed(before, tmp_path, foreign), tmp_path)


def test_a_folder_without_a_run_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert "holds no results.json and no ledger.ndjson" in refused(tmp_path / "empty", tmp_path)
    (tmp_path / "x.txt").write_text("a\nb\n", encoding="utf-8")
    assert "is damaged" in refused(tmp_path / "x.txt", tmp_path)


def test_a_floor_of_what_is_judged(tmp_path: Path) -> None:
    assert faulty(tmp_path, required=93).code == 0
    again = faulty(tmp_path, required=96.5)
    assert (again.code, again.results["short"]) == (3, {"required": 96.5, "judged": 47, "of": 50})
    broken = faulty(tmp_path, ONE_MORE, required=100)
    assert (broken.code, "short" in broken.results) == (1, True)


@pytest.mark.parametrize("given", [
    "0", "101", "-1", "half",
    pytest.param("nan", marks=pytest.mark.whole),  # its sandbox has begun to start
])  # fmt: skip
def test_a_floor_is_a_percentage(given: str, tmp_path: Path) -> None:
    done = command("run", "--only", PART[0], "--require-judged", given, folder=tmp_path)
    assert done.code == 2
    assert "require-judged" in done.said


def test_a_baseline_that_is_not_there(tmp_path: Path) -> None:
    done = command("run", "--baseline", "nothere", folder=tmp_path)
    assert (done.code, "nothere" in done.said) == (2, True)


@pytest.mark.parametrize("name", ["observed", "law", "exchanges", "id", "status", "message"])
@pytest.mark.parametrize("wrong", [7, True, None, [[]], {"a": 1}, float("nan")])
def test_a_verdict_of_wrong_types_is_told_in_a_line(
    name: str, wrong: object, before: Path, tmp_path: Path
) -> None:
    def change(found: dict[str, Any]) -> None:
        found["verdicts"][0][name] = wrong

    with pytest.raises(UnreadableError, match="is damaged: a verdict in it is not understood"):
        earlier(changed(before, tmp_path, change))


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "results.json"
    os.mkfifo(path)
    with pytest.raises(UnreadableError, match="it is no file"):
        earlier(path)


def test_what_is_larger_than_any_run_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "results.json"
    with path.open("wb") as file:
        file.truncate(1_000_000_000)
    with pytest.raises(UnreadableError, match="it is larger than 500 MB"):
        earlier(path)
