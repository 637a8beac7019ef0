"""Verdicts are read by people: articles fit, and what is missing is said to be."""

from __future__ import annotations

from dataclasses import replace

import pytest

from contracts import load
from contracts.model import Situation
from harness.exchange import Exchange, Request, Response
from suites.laws.response.list_envelope import list_envelope
from suites.looking.echo import compare
from suites.looking.likeness import observed, stale, wanted
from suites.looking.pages import BadPage, data_of
from suites.looking.refusals import mismatches
from suites.looking.say import an, having, joined, shown


def answer(status: int, body: bytes) -> Exchange:
    return Exchange("m-1", "x", Request("GET", "/v1/x"), Response(status, {}, body), 0, 0)


def test_articles() -> None:
    assert an("issuing.card") == "an issuing.card"
    assert an("payment_intent") == "a payment_intent"
    create = load().operation("issuing.card.create")
    assert wanted(create) == "status 200 with an issuing.card"


def test_what_is_missing_is_not_none() -> None:
    assert having("error.code", None) == "no error.code"
    assert having("error.code", "x") == 'error.code "x"'
    cards = load().operation("issuing.card.list")
    found = list_envelope.body(answer(200, b"{}"), cards, load())
    seen = [finding.observed for finding in found if finding is not None]
    assert {"no data", "no has_more", "no url"} <= set(seen)


def test_what_is_there_instead_of_an_object_or_a_page_is_told() -> None:
    assert observed(answer(200, b"[1]")) == "a JSON array, and no object"
    assert observed(answer(200, b"<html>")) == "no JSON object"
    for body, told in (
        (b"<html>", "status 200, no JSON object"),
        (b'{"a": 1}', "status 200, no list"),
    ):
        with pytest.raises(BadPage) as page:
            data_of(answer(200, body))
        assert page.value.observed == told


def test_a_refusal_that_names_nothing() -> None:
    situation: Situation = load().situations["unknown"]
    found = [m.observed for m in mismatches(answer(400, b'{"error": {}}'), situation, ("a",))]
    assert {"no error.code", "no error.param"} <= set(found)


def test_values_are_shown_as_the_wire_has_them() -> None:
    assert shown({"a": None, "b": [True, "é"]}) == '{"a": null, "b": [true, "é"]}'
    assert len(shown("x" * 500)) < 100
    assert shown("x" * 500).endswith("…")


def test_ids_are_joined() -> None:
    assert joined([]) == "none"
    assert joined(["a", "b"]) == "a, b"
    assert joined(["a", "b", "c"], 2) == "a, b and 1 more"


def test_nothing_is_found_where_a_field_is_missing() -> None:
    """Python's word for it is not shown, nor taken for a text that was sent."""
    update = load().operation("issuing.card.update")
    request = Request("POST", "/v1/x", body="metadata[a]=None")
    found = compare(update, load(), replace(answer(200, b"{}"), request=request))
    assert [str(difference) for difference in found or ()] == [
        "metadata[a]: sent None, found nothing"
    ]


def test_what_a_copy_shows_otherwise() -> None:
    now = {"amount": 5, "charge": {"id": "ch_1"}, "metadata": {"a": "1"}, "note": None, "late": 1}
    same = {"amount": 5, "charge": "ch_1", "metadata": {"a": "1"}, "early": 2}
    assert not stale(same, now, "metadata")
    other = {"amount": 6, "metadata": {}, "note": "x"}
    assert stale(other, now, "metadata") == ["amount", "metadata", "note"]
    assert stale(other, now, "labels") == ["amount", "note"]
