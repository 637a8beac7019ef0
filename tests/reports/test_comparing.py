"""Two runs are compared by what the servers did: nothing that each run draws anew counts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from harness.claim import Claim
from harness.exchange import Response
from harness.ledger import Ledger, LedgerWriter
from harness.verdict import Finding
from reports.comparing import Change, Comparison, Field, compare, folded
from sandbox.auth import SECRET
from tests.near import answering
from tests.reports.every_status import EXCHANGES, FOOTER, HEADER, LAW, ledger, verdict
from tests.reports.test_hostile_texts import HOSTILE, unseen
from tests.running import Outcome, command, run
from tests.suites.servers import Reference

ASKED = ("issuing.cardholder.list.pagination.*", "issuing.cardholder.list.accepts.*",
         "issuing.cardholder.retrieve.*")  # fmt: skip
CLEAN = ""


@pytest.fixture(scope="module")
def runs() -> Mapping[str, Ledger]:
    """Runs with one seed, by the fault of the server; two of a server without any."""

    def ran(*faults: str) -> Ledger:
        with answering(Reference(*faults)) as url:
            return run(url, *ASKED, key=SECRET, seed=3).ledger

    names = ("pagination.page_size.limit_ignored", "response.response_table.field_missing")
    return {CLEAN: ran(), "again": ran(), **{name: ran(name) for name in names}}


def by_id(comparison: Comparison) -> dict[str, tuple[str, str, str]]:
    return {change.id: (change.kind, change.before, change.after) for change in comparison.changes}


def test_two_runs_of_one_server_with_one_seed_are_alike(runs: Mapping[str, Ledger]) -> None:
    found = compare(runs[CLEAN], runs["again"])
    assert found.changes == ()
    assert found.same == len(runs[CLEAN].claims) > 50
    assert [note.partition(":")[0] for note in found.notes] == ["base_url"]
    assert not found.worse


@pytest.mark.parametrize(
    "fault", ["response.error_envelope.flat", "response.created_kept.told_anew"]
)
def test_a_server_that_breaks_the_same_twice_has_not_changed(fault: str) -> None:
    """What it is seen to do has ids and times in it, which are others each time."""
    told = []
    for _ in range(2):
        with answering(Reference(fault)) as url:
            told.append(run(url, "issuing.cardholder.retrieve.*", key=SECRET, seed=3).ledger)
    assert told[0].totals["fail"] > 0
    assert compare(*told).changes == ()


@pytest.mark.parametrize(
    "fault", ["pagination.page_size.limit_ignored", "response.response_table.field_missing"]
)
def test_a_fault_is_its_claims_and_nothing_else(fault: str, runs: Mapping[str, Ledger]) -> None:
    """Both ways: what breaks from here to there is mended from there to here."""
    then, now = runs[CLEAN], runs[fault]
    statuses = [{v.id: v.status for v in found.verdicts} for found in (then, now)]
    differing = {name for name in statuses[0] if statuses[0][name] != statuses[1][name]}
    found, back = compare(then, now), compare(now, then)
    assert {change.id for change in found.changes} == differing
    assert found.counts["broken"] >= 1
    assert found.worse
    assert {c.id for c in found.of("broken")} == {c.id for c in back.of("mended")}
    assert back.of("broken") == ()


def test_what_a_list_without_limits_breaks(runs: Mapping[str, Ledger]) -> None:
    found = compare(runs[CLEAN], runs["pagination.page_size.limit_ignored"])
    assert by_id(found) == {
        f"issuing.cardholder.list.pagination.{law}": ("broken", "pass", "fail")
        for law in ("ending_before", "page_size", "starting_after")
    }


def test_what_was_answered_is_told_field_by_field(runs: Mapping[str, Ledger]) -> None:
    found = compare(runs[CLEAN], runs["response.response_table.field_missing"])
    assert {change.id: change.fields for change in found.changes} == {
        "issuing.cardholder.retrieve.mode": (),
        "issuing.cardholder.retrieve.response.response_table": (
            Field("body.livemode", "false", "absent"),
        ),
    }


# -- each way in which a claim changes -----------------------------------------------------


def one(before: Ledger, after: Ledger) -> Change:
    """Return the only change."""
    (change,) = compare(before, after).changes
    return change


WAYS = [
    ("pass", "fail", "broken"), ("pass", "warn", "broken"), ("not_testable", "fail", "broken"),
    ("noted", "known", "broken"), ("error", "fail", "broken"), ("fixed", "fail", "broken"),
    ("pass", "not_testable", "no longer judged"), ("fail", "error", "no longer judged"),
    ("pass", "not_supported", "no longer judged"), ("fail", "pass", "mended"),
    ("known", "fixed", "mended"), ("warn", "pass", "mended"), ("error", "pass", "now judged"),
    ("not_testable", "pass", "now judged"), ("fail", "warn", "changed"),
    ("fail", "known", "changed"), ("pass", "fixed", ""), ("error", "not_testable", ""),
    ("pass", "pass", ""), ("fail", "fail", ""),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "kind"), WAYS)
def test_each_way(before: Any, after: Any, kind: str) -> None:
    told = {"expected": "one", "observed": "two", "message": "m"}
    pair = (ledger(verdict(status, "x", **told)) for status in (before, after))
    found = compare(*pair)
    assert [change.kind for change in found.changes] == [kind] * bool(kind)
    assert found.worse == (kind in ("broken", "no longer judged"))


def test_claims_that_one_run_alone_asks() -> None:
    more = ledger(verdict("pass"), verdict("fail"))
    assert one(ledger(verdict("pass")), more).kind == "appeared"
    assert one(more, ledger(verdict("pass"))).kind == "gone"
    assert one(more, ledger(verdict("pass"))).before == "fail"


def test_a_claim_that_a_cut_run_did_not_come_to_is_judged_no_longer() -> None:
    claim = Claim("a.thing.create.shape.fail", "G-1", "POST /v1/things", law=LAW.name)
    cut = replace(ledger(verdict("pass"), complete=False), claims=(claim,))
    found = compare(ledger(verdict("pass"), verdict("fail")), cut)
    assert by_id(found) == {claim.id: ("no longer judged", "fail", "unreached")}
    assert found.notes == ("the second run is incomplete",)


def broken(*places: tuple[str, str]) -> Ledger:
    """Return a run in which one claim is broken at places."""
    findings = tuple(Finding("e", observed, place) for place, observed in places)
    return ledger(verdict("fail", findings=findings))


def test_a_breach_that_is_another_one_is_told_by_its_places() -> None:
    then = broken(("a", "1"), ("b", "2"), ("same", "pi_0a1B2c3D4e5F6g made at 1700000001"))
    now = broken(("a", "1"), ("b", "3"), ("c", "4"), ("same", "pi_9z8Y7x6W5v4U made at 1700000777"))
    change = one(then, now)
    assert change.kind == "changed"
    assert change.fields[:2] == (Field("b", "2", "3"), Field("c", "absent", "4"))


BODIES = [
    (b'{"a": 1}', b'{"a": 2}', [("body.a", "1", "2")]),
    (b'{"a": 1}', b'{"a": 1.0}', [("body.a", "1", "1.0")]),
    (b'{"a": 1}', b'{"a": true}', [("body.a", "1", "true")]),
    (b'{"a": null}', b"{}", [("body.a", "null", "absent")]),
    (b'{"a": [1]}', b'{"a": [1, 2]}', [("body.a", "1 entries", "2 entries")]),
    (b'{"a": {"b": "x"}}', b'{"a": "x"}', [("body.a", '{"b": "x"}', '"x"')]),
    (b'{"id": "t_Aa0Bb1Cc2", "at": 1700000001}', b'{"id": "t_Zz9Yy8Xx7", "at": 1700000999}', []),
    (b'{"id": "short1", "of": "short1"}', b'{"id": "short2", "of": "short2"}', []),
    (b'{"id": "short1", "of": "short1"}', b'{"id": "short2", "of": "short1"}', []),
    (b'{"s": "t_1_secret_0aB1cD2eF3gH4"}', b'{"s": "t_1_secret_9zY8xW7vU6tS5"}', []),
    (b'{"currency": "usd"}', b'{"currency": "eur"}', [("body.currency", '"usd"', '"eur"')]),
    (b"no JSON", b"no JSON either", []),
]


@pytest.mark.parametrize(("then", "now", "fields"), BODIES)
def test_answers_field_by_field(
    then: bytes, now: bytes, fields: list[tuple[str, str, str]]
) -> None:
    pair = []
    for status, body in (("pass", then), ("fail", now)):
        kept = replace(EXCHANGES["m-1"], response=Response(200, {}, body))
        told = verdict(status, "x", exchanges=("m-1",))  # type: ignore[arg-type]
        pair.append(replace(ledger(told), exchanges={"m-1": kept}))
    found = one(pair[0], pair[1]).fields
    assert [(field.place, field.before, field.after) for field in found] == fields


def test_entries_that_differ_in_the_same_way_are_one_line() -> None:
    fields = (Field("a[0].b", "1", "2"), Field("a[1].b", "1", "3"), Field("a[2].b", "1", "2"),
              Field("c", "1", "2"))  # fmt: skip
    assert folded(fields) == (
        Field("a[…].b, 2 times", "1", "2"), Field("a[1].b", "1", "3"), Field("c", "1", "2"),
    )  # fmt: skip


def test_digits_that_a_server_draws_are_no_difference() -> None:
    """A number is drawn where things made of one form have others; one of another length is not."""

    def answered(status: Any, *bodies: bytes) -> Ledger:
        kept = {name: replace(EXCHANGES["m-1"], id=name, group=name, response=Response(200, {}, b))
                for name, b in zip(("m-1", "other"), bodies, strict=True)}  # fmt: skip
        return replace(ledger(verdict(status, "x", exchanges=("m-1",))), exchanges=kept)

    then = answered("pass", b'{"id": "thing1", "last": "1234", "size": "10"}',
                    b'{"id": "thing2", "last": "5678", "size": "10"}')  # fmt: skip
    now = [answered("fail", b'{"id": "thing3", "last": "%s", "size": "%s"}' % (last, size),
                    b'{"id": "thing4", "last": "5555", "size": "10"}')
           for last, size in ((b"9012", b"10"), (b"009012", b"10"), (b"9012", b"20"))]  # fmt: skip
    assert [one(then, after).fields for after in now] == [
        (), (Field("body.last", '"1234"', '"009012"'),), (Field("body.size", '"10"', '"20"'),),
    ]  # fmt: skip


def test_what_was_observed_is_not_cut_away() -> None:
    wanted = "a word, " * 60
    told = {"expected": wanted, "observed": "none", "message": f"expected {wanted}; observed none"}
    found = one(ledger(verdict("pass", "x")), ledger(verdict("fail", "x", **told)))
    assert len(found.message) == 300
    assert found.message.endswith("a word, a w…; observed none")


# -- the command ---------------------------------------------------------------------------


def written(folder: Path, found: Ledger) -> Path:
    """Leave a run as its folder holds it."""
    writer = LedgerWriter(folder / "ledger.ndjson", "m")
    writer.header(found.header)
    writer.plan(found.laws.values(), found.claims)
    for exchange in found.exchanges.values():
        writer.exchange(exchange)
    for told in found.verdicts:
        writer.verdict(told)
    writer.footer(found.footer or {})
    writer.close()
    return folder


def compared(folder: Path, before: Ledger, after: Ledger, *flags: str) -> Outcome:
    written(folder / "a", before)
    written(folder / "b", after)
    return command("compare", "a", "b", *flags, folder=folder)


def test_the_terminal_says_what_changed(tmp_path: Path) -> None:
    after = replace(ledger(verdict("fail", "x")), header={**HEADER, "seed": 8})
    outcome = compared(tmp_path, ledger(verdict("pass", "x")), after)
    assert outcome.code == 1
    assert outcome.said.splitlines() == [
        "before: r1 2023-11-14T22:13:20+00:00 http://127.0.0.1:9 (smoke, seed 7): PASS",
        "after: r1 2023-11-14T22:13:20+00:00 http://127.0.0.1:9 (smoke, seed 8): FAIL",
        "note: seed: 7, then 8",
        "1 broken; 0 claims as before",
        "by cause:",
        "  An answer keeps its shape: two: 1 broken",
        "broken (held, or was not judged, and breaks now):",
        "  a.thing.create.shape.x  pass → fail  G-1",
        "      why it is fail",
    ]


def test_json_has_all_of_it(tmp_path: Path) -> None:
    then = broken(*((f"p{n:02}", "1") for n in range(15)))
    now = broken(*((f"p{n:02}", "2") for n in range(15)))
    outcome = compared(tmp_path, then, now, "--json")
    assert outcome.code == 0
    found = json.loads(outcome.said)
    assert (found["format"], found["worse"], found["same"]) == ("assay-compare-1", False, 0)
    assert found["counts"]["changed"] == 1
    (change,) = found["changes"]
    assert (change["id"], change["kind"]) == ("a.thing.create.shape.fail", "changed")
    assert len(change["fields"]) == 15
    assert found["before"]["totals"]["fail"] == 1


def test_a_run_compared_with_itself_has_not_changed(tmp_path: Path) -> None:
    outcome = compared(tmp_path, ledger(), ledger())
    assert (outcome.code, "nothing changed; 12 claims as before\n" in outcome.said) == (0, True)


@pytest.mark.parametrize("given", [("a", "nowhere"), ("nowhere", "a"), ("a", "a/ledger.ndjson")])
def test_what_is_no_run(given: tuple[str, str], tmp_path: Path) -> None:
    written(tmp_path / "a", ledger())
    outcome = command("compare", *given, folder=tmp_path)
    assert outcome.code == 2
    assert "is no folder of a run" in outcome.said


@pytest.mark.parametrize("kind", HOSTILE)
def test_nothing_is_forged(kind: str, tmp_path: Path) -> None:
    def saying(text: str, name: str) -> Outcome:
        told = verdict("fail", "x", message=text, findings=(Finding(text, text, text),))
        kept = replace(ledger(told), header={**HEADER, "base_url": text})
        return compared(tmp_path / name, ledger(verdict("pass", "x")), kept)

    found, plain = saying(HOSTILE[kind], "hostile"), saying("plain", "plain")
    assert unseen(found.said) == []
    assert len(found.said.splitlines()) == len(plain.said.splitlines())
    assert FOOTER["complete"]
