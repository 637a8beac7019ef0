"""Verdicts are read by people: articles fit, and what is missing is said to be."""

from __future__ import annotations

from contracts import load
from contracts.model import Situation
from harness.exchange import Exchange, Request, Response
from suites.checks.list_envelope import check
from suites.likeness import wanted
from suites.refusals import mismatches
from suites.words import an, having


def answer(status: int, body: bytes) -> Exchange:
    return Exchange("m-1", "x", Request("GET", "/v1/x"), Response(status, {}, body), 0, 0)


def test_articles() -> None:
    assert an("issuing.card") == "an issuing.card"
    assert an("payment_intent") == "a payment_intent"
    create = load().operation("issuing.card.create")
    assert wanted(create) == "status 200 with an issuing.card"


def test_what_is_missing_is_not_none() -> None:
    assert having("error.code", None) == "no error.code"
    assert having("error.code", "x") == "error.code 'x'"
    cards = load().operation("issuing.card.list")
    seen = [f.observed for f in check(answer(200, b"{}"), cards, load()) if f is not None]
    assert {"no data", "no has_more", "no url"} <= set(seen)


def test_a_refusal_that_names_nothing() -> None:
    situation: Situation = load().situations["unknown"]
    found = [m.observed for m in mismatches(answer(400, b'{"error": {}}'), situation, ("a",))]
    assert {"no error.code", "no error.param"} <= set(found)
