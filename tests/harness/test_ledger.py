"""What is written is read again, also when a run was cut off."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.claim import Claim, Law
from harness.exchange import Exchange, Request, Response
from harness.ledger import Ledger, LedgerError, LedgerWriter, collect, load_ledger, roll_up
from harness.merging import merge
from harness.verdict import ORDER, Finding, Verdict, worst


def exchange(name: str, body: bytes = b"{}") -> Exchange:
    request = Request("POST", "/v1/x", "", "a=b", {"stripe-version": "1"})
    return Exchange(name, "x.create", request, Response(200, {"a": "b"}, body), 1.5, 0.25)


def verdict(name: str, status: str = "pass", *evidence: str) -> Verdict:
    return Verdict(name, "G-1", "POST /v1/x", "must", status, "said", evidence)  # type: ignore[arg-type]


def test_round_trip(tmp_path: Path) -> None:
    path = tmp_path / "a.ndjson"
    writer = LedgerWriter(path, "main")
    writer.header({"run": "r"})
    writer.exchange(exchange("m-1", b'{"\xc3\xa9": 1}'))
    writer.exchange(exchange("m-2", b"\xff\x00"))
    writer.verdict(verdict("x.create.a", "fail", "m-1"))
    writer.footer({"seconds": 1})
    writer.close()
    ledger = load_ledger(path)
    assert ledger.complete
    assert ledger.exchanges["m-1"] == exchange("m-1", b'{"\xc3\xa9": 1}')
    assert ledger.exchanges["m-2"].response == Response(200, {"a": "b"}, b"\xff\x00")
    assert ledger.verdicts == (verdict("x.create.a", "fail", "m-1"),)


def test_a_cut_last_line_is_an_incomplete_run(tmp_path: Path) -> None:
    path = tmp_path / "a.ndjson"
    writer = LedgerWriter(path, "main")
    writer.verdict(verdict("x.a"))
    writer.close()
    path.write_text(path.read_text() + '{"kind":"verdict","id":"x.b","cla')
    ledger = load_ledger(path)
    assert [v.id for v in ledger.verdicts] == ["x.a"]
    assert not ledger.complete


def test_damage_elsewhere_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.ndjson"
    path.write_text('{"kind":"footer"}\nnonsense\n{"kind":"footer"}\n')
    with pytest.raises(LedgerError, match=r"a\.ndjson:2"):
        load_ledger(path)


def test_a_line_of_too_many_levels_is_damage(tmp_path: Path) -> None:
    path = tmp_path / "a.ndjson"
    path.write_text('{"kind":"footer"}\n' + "[" * 100_000 + '\n{"kind":"footer"}\n')
    with pytest.raises(LedgerError, match=r"a\.ndjson:2"):
        load_ledger(path)


_EXCHANGE = {
    "kind": "exchange", "id": "m-1", "operation": "x", "started": 1.0, "seconds": 0.1,
    "request": {"method": "GET", "path": "/", "query": "", "body": "", "headers": {}, "key": "x",
                "auth": "bearer"},
    "response": {"status": 200, "headers": {}, "truncated": False, "body": "{}"},
}  # fmt: skip
_ODD: tuple[tuple[str, object], ...] = (
    ("exchange.started", "yesterday"), ("exchange.started", 10**4000), ("exchange.id", {}),
    ("exchange.started", float("inf")), ("exchange.response.status", "200"),
    ("exchange.response.body", 5), ("exchange.response.headers", []),
    ("exchange.response.headers", {"a": 1}), ("exchange.request.path", None),
    ("exchange.request.headers", {"a": []}), ("exchange.request", []), ("exchange.response", 5),
    ("verdict.status", "splendid"), ("verdict.status", []), ("verdict.exchanges", [1]),
    ("verdict.message", ["x"]), ("verdict.findings", [{"place": {}}]), ("verdict.more", 2**70),
    ("law.column", {}), ("claim.level", "will"), ("header.started", []), ("header.known", 5),
    ("header.operations", {"a": []}), ("header.ids", {"a": [{}]}), ("header.ids", {"a": 0.5}),
    ("header.faults", {"a": 0.5}), ("header.known", [None]), ("header.known", [{"id": []}]),
    ("header.lifecycles", {"a": {"states": []}}), ("header.lifecycles", {"a": []}),
    ("header.lifecycles", {"a": {"states": [], "cells": [["a", "b"]]}}),
    ("footer.baseline", {"new": []}), ("footer.short", {"of": "x"}), ("footer.trend", [5]),
    ("footer.trend", [{"musts": 5}]), ("footer.unreached", [{}]), ("footer.complete", "no"),
    ("exchange.started", 1e300), ("header.started", -1e18), ("footer.finished", 3e11),
    ("reference.exchange", 5), ("reference.answer", [1]),
)  # fmt: skip
_RECORDS: dict[str, dict[str, object]] = {
    "exchange": _EXCHANGE,
    "verdict": {"kind": "verdict", "id": "x.a", "level": "must", "status": "pass"},
    "law": {"kind": "law", "name": "a.b", "column": "", "sequence": False},
    "claim": {"kind": "claim", "id": "x.a", "level": "must", "source": "", "law": "a.b"},
    "header": {"kind": "header", "format": "assay-ledger-2"},
    "footer": {"kind": "footer"},
    "reference": {"kind": "reference", "exchange": "m-1"},
}


@pytest.mark.parametrize("kind", _RECORDS)
def test_these_records_are_sound(kind: str) -> None:
    collect([_RECORDS[kind]], "a.ndjson")


@pytest.mark.parametrize(("place", "value"), _ODD)
def test_what_is_of_another_kind_is_told(place: str, value: object) -> None:
    """A run's file may be anybody's: what does not fit is told, and breaks nothing further on."""
    kind, *names = place.split(".")
    record = json.loads(json.dumps(_RECORDS[kind]))
    inner = record[names[0]] if len(names) > 1 else record
    inner[names[-1]] = value
    with pytest.raises(LedgerError, match=f"a record of kind '{kind}' is not understood"):
        collect([record], "a.ndjson")


def test_what_runs_write_of_such_kinds_is_sound() -> None:
    lists = {name: ["a"] for name in ("notes", "new", "before", "mended")}
    footer = {
        "kind": "footer", "baseline": {"run": "1", **lists}, "trend": [{}, {"musts": 2, "held": 1}],
        "short": {"judged": 1, "of": 2, "required": 60.5},
    }  # fmt: skip
    header = {
        **_RECORDS["header"], "ids": {"a": ["b"], "c": "d"}, "faults": {"a": ["b"]},
        "known": [{"id": "x", "reason": "y"}],
        "lifecycles": {"a": {"states": ["b"], "cells": [["x.a", "b", ""]]}},
    }  # fmt: skip
    assert collect([header, footer], "a.ndjson").footer == {
        name: value for name, value in footer.items() if name != "kind"
    }


def test_an_unknown_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.ndjson"
    path.write_text('{"kind":"surprise"}\n')
    with pytest.raises(LedgerError, match="surprise"):
        load_ledger(path)


def test_workers_are_merged(tmp_path: Path) -> None:
    for worker in ("gw0", "gw1"):
        writer = LedgerWriter(tmp_path / f"{worker}.ndjson", worker)
        writer.exchange(exchange(f"{worker}-1"))
        writer.verdict(verdict("x.a", "pass" if worker == "gw0" else "fail", f"{worker}-1"))
        writer.close()
    merged = merge(sorted(tmp_path.glob("gw*.ndjson")), tmp_path / "all.ndjson", {"run": "r"})
    merged.footer({})
    merged.close()
    ledger = load_ledger(tmp_path / "all.ndjson")
    assert set(ledger.exchanges) == {"gw0-1", "gw1-1"}
    assert ledger.verdicts == (verdict("x.a", "fail", "gw1-1"),)
    assert merged.requests == 2
    _assert_same(merged.ledger(), ledger)


def test_the_plan_and_findings_are_read_again(tmp_path: Path) -> None:
    laws = (Law("response.times", "every answer", places=True, parts=True, says="In seconds."),)
    claims = (Claim("x.create.response.times", "G-113", "POST /v1/x", "must", "", "response.times",
                    ("x.create.accepts", "x.create.required")),)  # fmt: skip
    found = Verdict(
        claims[0].id, "G-113", "POST /v1/x", "must", "fail", "said", ("m-1",), "e", "o", "L5",
        "response.times", "x.create.accepts", (Finding("e", "o", "created", "should", "", "m-1"),),
        3,
    )  # fmt: skip
    path = tmp_path / "a.ndjson"
    writer = LedgerWriter(path, "main")
    writer.header({"run": "r"})
    writer.plan(laws, claims)
    writer.verdict(found)
    writer.close()
    ledger = load_ledger(path)
    assert ledger.laws == {"response.times": laws[0]}
    assert ledger.claims == claims
    assert ledger.verdicts == (found,)


def test_a_claim_without_a_clause_is_read_again(tmp_path: Path) -> None:
    writer = LedgerWriter(tmp_path / "a.ndjson", "main")
    claim = Claim("x.create.a", "", "POST /v1/x")
    writer.plan((), (claim,))
    writer.close()
    assert load_ledger(tmp_path / "a.ndjson").claims == (claim,)


def test_an_old_ledger_is_refused_with_a_clear_line(tmp_path: Path) -> None:
    path = tmp_path / "old.ndjson"
    path.write_text('{"kind":"header","format":"assay-ledger-1"}\n')
    with pytest.raises(LedgerError, match=r"old\.ndjson is written in the format 'assay-ledger-1'"):
        load_ledger(path)


def test_a_breach_outranks_an_error() -> None:
    """Of several parts of one verdict, what was seen to be broken is what is told."""
    parts = [verdict("x", status) for status in ("error", "warn", "pass", "fail")]
    assert [v.status for v in roll_up(parts)] == ["fail"]


def test_parts_of_a_verdict_add_up() -> None:
    """Places of several groups stand in one verdict, each once, with the exchanges of all."""
    parts = [
        Verdict("x", "G-1", "", "must", "fail", "said", (name,), findings=(Finding("e", "o", at),))
        for name, at in (("m-1", "a"), ("m-2", "b"), ("m-3", "a"))
    ]
    (found,) = roll_up(parts)
    assert found.exchanges == ("m-1", "m-2", "m-3")
    assert [finding.place for finding in found.findings] == ["a", "b"]


def test_a_run_that_was_cut_short_is_incomplete_although_it_has_a_footer(tmp_path: Path) -> None:
    writer = merge([], tmp_path / "a.ndjson", {"run": "r"})
    writer.footer({"complete": False, "unreached": ["x.a"]})
    writer.close()
    ledger = load_ledger(tmp_path / "a.ndjson")
    assert not ledger.complete
    assert ledger.footer == {"complete": False, "unreached": ["x.a"]}
    _assert_same(writer.ledger(), ledger)


def _assert_same(kept: Ledger, read: Ledger) -> None:
    """What is kept of a ledger while it is written is what is read of the file."""
    assert dict(kept.exchanges) == dict(read.exchanges)
    for name in ("header", "verdicts", "footer", "laws", "claims"):
        assert getattr(kept, name) == getattr(read, name)


@given(st.lists(st.sampled_from(ORDER), min_size=1))
def test_the_worst_wins(statuses: list[str]) -> None:
    rolled = roll_up([verdict("x", status) for status in statuses])
    assert [v.status for v in rolled] == [worst(statuses)]  # type: ignore[arg-type]


def test_nothing_checked_is_never_green() -> None:
    assert worst([]) == "not_testable"
