"""A record of a trusted server is fit to be committed, and a mock is held against it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from assay.words import words
from contracts import load
from harness.claim import Claim
from harness.exchange import Exchange, Request, Response
from harness.ledger import Ledger, load_ledger, written
from reports.comparing import compare
from reports.differing import answers
from reports.recording import SITUATIONS, record, text
from sandbox.auth import SECRET
from tests.near import answering
from tests.reports.every_status import HEADER, LAW, ledger, verdict
from tests.running import command, run
from tests.suites.servers import Reference

ASKED = ("issuing.cardholder.list.pagination.*", "issuing.cardholder.list.accepts.*",
         "issuing.cardholder.retrieve.*")  # fmt: skip
WORDS = words(load())
FIELD, PAGES = "response.response_table.field_missing", "pagination.page_size.limit_ignored"


@pytest.fixture(scope="module")
def runs() -> Mapping[str, Ledger]:
    """Runs with one seed, by the fault of the server; one again, and one with another seed."""

    def ran(*faults: str, seed: int = 3) -> Ledger:
        with answering(Reference(*faults)) as url:
            found = run(url, *ASKED, key=SECRET, seed=seed).ledger
        return replace(found, header={**found.header, "base_url": "http://127.0.0.1:8420"})

    faulty = {name: ran(name) for name in (FIELD, PAGES)}
    return {"": ran(), "again": ran(), "other": ran(seed=4), **faulty}


@pytest.mark.whole
def test_two_runs_with_one_seed_have_one_record(runs: Mapping[str, Ledger]) -> None:
    kept = text(runs[""], WORDS)
    assert kept == text(runs["again"], WORDS)
    assert kept != text(runs["other"], WORDS)
    assert kept.count('{"kind":"exchange"') > 5


def test_a_record_has_no_id_no_time_and_no_key_of_the_run(runs: Mapping[str, Ledger]) -> None:
    kept = text(runs[""], WORDS)
    drawn = {e.body["id"] for e in runs[""].exchanges.values() if isinstance(e.body.get("id"), str)}
    times = {str(e.body["created"]) for e in runs[""].exchanges.values() if "created" in e.body}
    assert len(drawn) > 5
    header = runs[""].header
    assert not [word for word in (*drawn, *times, SECRET, header["base_url"], header["run"])
                if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", kept)]  # fmt: skip


def test_a_record_can_be_read_and_recorded_operations_have_few_answers(
    runs: Mapping[str, Ledger], tmp_path: Path
) -> None:
    path = tmp_path / "kept.ndjson"
    path.write_text(text(runs[""], WORDS), encoding="utf-8")
    read = load_ledger(path)
    assert {v.id: v.status for v in read.verdicts} == {
        v.id: v.status for v in runs[""].verdicts}  # fmt: skip
    operations = [exchange.operation for exchange in read.exchanges.values()]
    assert all(operations.count(name) <= SITUATIONS for name in operations)
    assert "".join(written(read)) == path.read_text(encoding="utf-8")


def recorded(run_: Ledger, folder: Path) -> Ledger:
    path = folder / "kept.ndjson"
    path.write_text(text(run_, WORDS), encoding="utf-8")
    return load_ledger(path)


@pytest.mark.parametrize("name", ["again", "other"])
def test_a_server_that_does_the_same_differs_in_nothing(
    name: str, runs: Mapping[str, Ledger], tmp_path: Path
) -> None:
    kept = recorded(runs[""], tmp_path)
    found = answers(kept, runs[name])
    assert found.differing == ()
    assert found.alike > 5
    assert compare(kept, runs[name]).changes == ()


@pytest.mark.parametrize("seed", ["same", "another"])
def test_a_field_that_a_mock_does_not_show_is_found(
    seed: str, runs: Mapping[str, Ledger], tmp_path: Path
) -> None:
    kept = recorded(runs["" if seed == "same" else "other"], tmp_path)
    found = answers(kept, runs[FIELD])
    assert found.differing
    assert {one.same for one in found.differing} <= {seed == "same", False}
    gone = {(f.place.rpartition(".")[2], f.after) for one in found.differing for f in one.fields}
    assert len(gone) == 1
    assert {after for _, after in gone} == {"absent"}
    assert compare(kept, runs[FIELD]).worse


def test_what_a_mock_does_otherwise_is_told_as_a_broken_claim(
    runs: Mapping[str, Ledger], tmp_path: Path
) -> None:
    found = compare(recorded(runs[""], tmp_path), runs[PAGES])
    assert {change.id for change in found.of("broken")} == {
        change.id for change in compare(runs[""], runs[PAGES]).of("broken")} != set()  # fmt: skip


def said(body: object, name: str = "m-1", status: int = 200, sent: str = "name=Ours") -> Exchange:
    request = Request("POST", "/v1/things", "", sent, {"authorization": "REDACTED"})
    answer = Response(status, {"x-request": "req_8sKd02mSl1"}, json.dumps(body).encode())
    return Exchange(name, "a.thing.create", request, answer, 1_700_000_001.5, 0.2, group="g")


THING = {
    "id": "t_9sKd02mSl1aB", "object": "thing", "name": "Ours", "created": 1_700_000_000,
    "owner": "Jane Roe", "again": "Jane Roe", "status": "open", "note": "call me",
    "metadata": {"the order": "of Jane Roe", "x": "t_9sKd02mSl1aB"}, "tags": ["Jane Roe"] * 12,
    "seen": 1_700_000_000,
}  # fmt: skip
KNOWN = ("id", "object", "thing", "name", "created", "owner", "again", "status", "open", "note",
         "metadata", "tags", "seen", "error", "type", "code", "param", "message")  # fmt: skip


def kept_of(*exchanges: Exchange, **more: str) -> Ledger:
    told = verdict("fail", observed="Jane Roe said call me at t_9sKd02mSl1aB", **more)
    found = replace(ledger(told), exchanges={e.id: e for e in exchanges})
    return record(replace(found, header={**HEADER, "base_url": "https://api.test/"}), KNOWN)


def test_what_people_wrote_is_masked_and_what_is_equal_stays_equal() -> None:
    found = kept_of(said(THING))
    (exchange,) = found.exchanges.values()
    body = exchange.json
    assert (body["name"], body["object"], body["status"]) == ("Ours", "thing", "open")
    assert body["owner"] == body["again"] == body["tags"][0] != body["note"]
    assert body["created"] == body["seen"] == 1_000_000_000
    assert body["tags"][10:] == ["…"]
    assert body["id"] in body["metadata"].values()
    (told,) = found.verdicts
    assert told.observed == "…1 said …2 at …3"
    everything = "".join(written(found))
    assert not [text for text in ("Jane", "call me", "t_9sKd", "req_8s", "the order", "17000")
                if text in everything]  # fmt: skip
    assert found.header["base_url"] == "https://api.test/"


def test_an_error_keeps_its_code_and_not_its_words() -> None:
    error = {"type": "card_error", "code": "gone_away", "param": "owner[name]",
             "message": "No such owner: Jane Roe"}  # fmt: skip
    found = kept_of(said({"error": error}, status=402))
    (exchange,) = found.exchanges.values()
    kept = exchange.json["error"]
    assert (kept["type"], kept["code"], kept["param"]) == (
        "card_error", "gone_away", "owner[name]")  # fmt: skip
    assert kept["message"].startswith("…")


def test_one_exchange_is_kept_of_an_operation_and_a_situation() -> None:
    many = [said({**THING, "status": f"s{n % 20}"}, f"m-{n}", sent=f"n={n}") for n in range(60)]
    assert len(kept_of(*many).exchanges) == SITUATIONS
    assert len(kept_of(*many[::20]).exchanges) == 1


def test_what_is_asked_of_a_given_object_is_read_again(tmp_path: Path) -> None:
    """Its place in the record is none: which of several objects it is differs from run to run."""
    found = replace(
        ledger(), exchanges={"m-1": said(THING)}, header={**HEADER, "ids": {"a": "things"}}
    )
    path = tmp_path / "kept.ndjson"
    path.write_text(text(found, WORDS), encoding="utf-8")
    assert [e.started for e in load_ledger(path).exchanges.values()] == [-1]


FREE = {**THING, "id": "t_7777777777Zz", "created": 1_800_000_000, "owner": "Ms. X", "seen": 1,
        "note": "", "metadata": {"other": "1"}}  # fmt: skip


@pytest.mark.parametrize(
    ("other", "places"),
    [
        (THING, []),
        ({**FREE, "seen": 1_800_000_000}, []),
        ({**THING, "name": "Theirs"}, ["body.name"]),
        ({**THING, "owner": None}, ["body.owner"]),
        ({**THING, "owner": 7}, ["body.owner"]),
        ({name: v for name, v in THING.items() if name != "note"}, ["body.note"]),
        ({**THING, "extra": 1}, ["body.extra"]),
        ({**THING, "created": "1700000000"}, ["body.created"]),
        ({**THING, "metadata": []}, ["body.metadata"]),
        ({**THING, "tags": []}, []),
    ],
)
def test_what_is_free_stays_free(other: dict[str, object], places: list[str]) -> None:
    run_ = replace(ledger(), exchanges={"m-1": said(other)})
    found = answers(kept_of(said(THING)), run_)
    assert [f.place for one in found.differing for f in one.fields] == places


def test_a_record_of_a_run_that_was_cut_short_knows_what_was_not_asked() -> None:
    plan = tuple(Claim(f"a.thing.create.{n}", "G-1", "POST /v1/things") for n in range(3))
    told = replace(verdict("pass"), id=plan[0].id)
    cut = replace(ledger(told, complete=False, unreached=[c.id for c in plan[1:]]), claims=plan)
    kept = record(cut, KNOWN)
    assert not kept.complete
    assert [claim.id for claim in kept.claims] == [claim.id for claim in plan]
    assert compare(kept, cut).changes == ()


def test_an_answer_with_another_status_differs_and_what_was_not_asked_is_unseen() -> None:
    kept = kept_of(said(THING))
    wrong = replace(ledger(), exchanges={"m-1": said({"error": {"type": "e"}}, status=400)})
    assert answers(kept, wrong).differing[0].fields[0].place == "status"
    none = answers(kept, replace(ledger(), exchanges={}))
    assert (none.differing, none.unseen) == ((), ("a.thing.create: 200 open",))


def test_the_commands_keep_a_run_and_compare_with_it(tmp_path: Path) -> None:
    for name, body in (("vendor", THING), ("mock", {**THING, "name": 5})):
        found = replace(ledger(verdict("pass")), exchanges={"m-1": said(body)})
        (tmp_path / name).mkdir()
        (tmp_path / name / "ledger.ndjson").write_text("".join(written(found)), encoding="utf-8")
    done = command("record", "vendor", "--out", "kept/vendor.ndjson", folder=tmp_path)
    assert (done.code, done.said) == (0, "kept/vendor.ndjson\n")
    cut = ledger(verdict("pass"), complete=False, unreached=["a.thing.create.shape.other"])
    (tmp_path / "cut").mkdir()
    (tmp_path / "cut" / "ledger.ndjson").write_text("".join(written(cut)), encoding="utf-8")
    done = command("record", "cut", "--out", "kept/cut.ndjson", folder=tmp_path)
    assert (done.code, done.said.splitlines()) == (
        0, ["note: cut is incomplete: what it did not come to is not kept",
            "kept/cut.ndjson"])  # fmt: skip
    same = command("compare", "kept/vendor.ndjson", "vendor", folder=tmp_path)
    assert (same.code, same.said.splitlines()[-1]) == (
        0, "0 recorded answers differ, 1 are alike, 0 were not seen")  # fmt: skip
    other = command("compare", "kept/vendor.ndjson", "mock", "--json", folder=tmp_path)
    assert other.code == 1
    (differing,) = json.loads(other.said)["answers"]["differing"]
    assert differing["fields"][0] == {"place": "body.name", "before": '"Ours"', "after": "5"}
    for wrong in (("record", "kept/vendor.ndjson", "--out", "x"), ("record", "none", "--out", "x"),
                  ("compare", "vendor/ledger.ndjson", "mock")):  # fmt: skip
        assert command(*wrong, folder=tmp_path).code == 2
    assert not (tmp_path / "x").exists()
    assert LAW.name in (tmp_path / "kept" / "vendor.ndjson").read_text(encoding="utf-8")


def test_half_a_letter_is_kept_as_json_escapes_it() -> None:
    found = kept_of(said({**THING, "\ud800": "\udfff"}))
    (exchange,) = found.exchanges.values()
    assert "\ud800" in exchange.json
    assert exchange.response is not None
    assert exchange.response.body.isascii() or exchange.response.body.decode()
    assert "\\ud800" in "".join(written(found))


def test_a_base_url_that_is_none_is_not_kept() -> None:
    found = record(replace(ledger(verdict("pass")), header={**HEADER, "base_url": "http://["}), ())
    assert found.header["base_url"] == "…"
