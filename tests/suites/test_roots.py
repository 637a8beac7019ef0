"""What hangs on another leads to its root, and names the call that stood in the way."""

from __future__ import annotations

import json

import pytest

from contracts.loader import API
from harness.ledger import Ledger
from harness.verdict import Verdict
from reports.fixing import Causes
from reports.formats.html import render
from sandbox.auth import SECRET
from suites.asking import planned
from suites.looking.presence import NOWHERE
from suites.roots import rooted
from tests.near import answering
from tests.pages import page
from tests.running import run
from tests.suites.servers import Answer, Call, Reference

LIST = "GET /v1/x"
HOLDERS = "issuing.cardholder.list"
HEADER = {"run": "r", "base_url": "http://x", "profile": "standard", "seed": 1, "version": "0",
          "api_version": "v", "only": [], "resources": ["x"], "started": 1.0}  # fmt: skip


def verdict(name: str, status: str, law: str = "", operation: str = LIST, **rest: str) -> Verdict:
    return Verdict(name, "G-1", operation, "must", status, law=law, **rest)  # type: ignore[arg-type]


def test_a_chain_of_what_blocks_ends_at_its_root() -> None:
    found = [
        verdict("a", "not_testable", blocked_by="b"), verdict("b", "not_testable", blocked_by="c"),
        Verdict("c", "", "", "must", "not_testable", exchanges=("m-1",), blocked_by="POST /v1/y"),
        verdict("d", "not_testable"), verdict("e", "pass"),
        verdict("f", "not_testable", blocked_by="g"), verdict("g", "not_testable", blocked_by="f"),
    ]  # fmt: skip
    by_id = {v.id: v for v in rooted(found, {})}
    assert [by_id[name].root for name in "abcdefg"] == [
        "POST /v1/y", "POST /v1/y", "POST /v1/y", "", "", "g", "f",
    ]  # fmt: skip
    assert by_id["a"].exchanges == ("m-1",)
    assert by_id["d"].exchanges == ()


def test_a_breach_follows_from_another_of_the_same_operation_alone() -> None:
    follows = {"p.both": ("p.after",), "p.after": ("p.size",)}
    found = [
        verdict("x.size", "fail", "p.size"), verdict("x.after", "fail", "p.after"),
        verdict("x.both", "warn", "p.both"), verdict("y.both", "fail", "p.both", "GET /v1/y"),
        verdict("z.size", "pass", "p.size", "GET /v1/z"),
        verdict("z.after", "fail", "p.after", "GET /v1/z"),
    ]  # fmt: skip
    assert {v.id: v.root for v in rooted(found, follows)} == {
        "x.size": "", "x.after": "x.size", "x.both": "x.size", "y.both": "", "z.size": "",
        "z.after": "",
    }  # fmt: skip


def test_what_follows_stands_with_its_root() -> None:
    root = "x.list.p.size"
    found = [
        verdict(root, "fail", observed="48"),
        verdict("x.list.p.after", "fail", root=root, observed="other"),
        verdict("x.list.p.alone", "fail", root="x.list.p.warned", observed="third"),
    ]
    causes = Causes(Ledger(HEADER, {}, tuple(found))).of(found)
    made = {c.first.id: [v.id for v in c.following] for c in causes}
    assert made == {"x.list.p.size": ["x.list.p.after"], "x.list.p.alone": []}
    assert causes[0].count == 2
    shown = page(render(Ledger(HEADER, {}, tuple(found))))
    assert [(title, claims, follow) for _, title, _, claims, follow in shown.groups] == [
        ("p: 48", [0, 1], 1), ("p: third", [2], 0),
    ]  # fmt: skip


def test_laws_follow_from_laws_that_exist_and_never_in_a_circle() -> None:
    follows = planned(API, "standard").follows
    names = {law.name for law in planned(API, "standard").laws}
    assert "pagination.page_size" in follows["law.both_ways"]
    assert all(names.issuperset(above) for above in follows.values())
    for law in follows:
        above = set(follows[law])
        for _ in follows:
            above |= {name for one in above for name in follows.get(one, ())}
        assert law not in above


def test_an_ignored_limit_is_one_cause() -> None:
    with answering(Reference("pagination.page_size.limit_ignored")) as url:
        outcome = run(url, *(f"{HOLDERS}.{topic}.*" for topic in ("pagination", "law")), key=SECRET)
    failed = [v for v in outcome.ledger.verdicts if v.status in ("fail", "warn")]
    root = f"{HOLDERS}.pagination.page_size"
    assert len(failed) > 3
    assert {v.root for v in failed if v.id != root} == {root}
    assert len(Causes(outcome.ledger).of([v for v in failed if v.status == "fail"])) == 1


@pytest.mark.parametrize("path", ["/v1/issuing/cardholders"])
def test_a_blocked_claim_names_the_call_and_shows_it(path: str) -> None:
    def refusing(call: Call) -> Answer:
        listed = b'{"object": "list", "data": [], "has_more": false, "url": "/"}'
        refusal = json.dumps({"error": {"type": "api_error", "message": "no"}}).encode()
        if NOWHERE in call.path:
            return Answer(404)
        return Answer(200, listed) if call.method == "GET" else Answer(402, refusal)

    with answering(refusing) as url:
        outcome = run(url, "issuing.card.create.*", "issuing.card.retrieve.*")
    blocked = [v for v in outcome.ledger.verdicts if v.status == "not_testable" and v.blocked_by]
    assert len(blocked) > 50
    for found in blocked:
        assert found.root == f"POST {path}", found.id
        shown = [outcome.ledger.exchanges[name] for name in found.exchanges]
        assert any((e.request.path, e.status) == (path, 402) for e in shown), found.id
