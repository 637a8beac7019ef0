"""Filters beside each other, and updates of nothing: what a server may not do with them."""

from __future__ import annotations

import json
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode

from contracts import load
from suites.looking.filters import any_of, both, equal, rows_of
from tests.suites.proxied import through
from tests.suites.servers import Answer, Call, Reference

CARDHOLDERS = "/v1/issuing/cardholders"
TOGETHER = "issuing.cardholder.list.filter.together"
EMPTY = "issuing.cardholder.update.keeps.empty_body"
ROWS = {row.path: row for row in rows_of(load().operation("issuing.card.list"))}
DESIGNS = {
    row.path: row for row in rows_of(load().operation("issuing.personalization_design.list"))
}


def test_two_filters_are_one_query_that_fits_what_fits_both() -> None:
    probe = both(equal(ROWS["status"], "active"), equal(ROWS["type"], "virtual"))
    assert str(probe) == "status=active, type=virtual"
    items = [{"status": "active", "type": "virtual"}, {"status": "active", "type": "physical"},
             {"status": "canceled", "type": "virtual"}]  # fmt: skip
    assert [probe.test(item) for item in items] == [True, False, False]


def test_two_filters_of_an_object_stand_side_by_side() -> None:
    names = ("preferences[is_default]", "preferences[is_platform_default]")
    probe = both(
        *(equal(DESIGNS[name], value) for name, value in zip(names, (True, False), strict=True))
    )
    assert probe.query == {"preferences": {"is_default": True, "is_platform_default": False}}
    assert probe.test({"preferences": {"is_default": True}}) is None


def test_several_values_are_taken_for_any_of_them() -> None:
    probe = any_of(DESIGNS["lookup_keys"], ["b", "a"])
    assert str(probe) == "lookup_keys[0]=b, lookup_keys[1]=a"
    assert [probe.test({"lookup_key": key}) for key in ("a", "b", "c")] == [True, True, False]


FILTERS = {"email", "phone_number", "status", "type"}


def _second_forgotten(call: Call, reference: Reference) -> Answer:
    sent = dict(parse_qsl(call.query))
    beside = [name for name in sent if name in FILTERS][1:]
    if call.method == "GET" and call.path == CARDHOLDERS and beside:
        kept = {name: value for name, value in sent.items() if name not in beside}
        call = replace(call, query=urlencode(kept))
    return reference(call)


def test_a_filter_that_is_forgotten_beside_another_is_a_breach() -> None:
    outcome = through(_second_forgotten, ["issuing.cardholder.list.filter.*"])
    assert outcome.ids("fail") == [TOGETHER]
    assert outcome.verdict(TOGETHER)["expected"].startswith("only objects with ")


TRANSACTIONS = "/v1/issuing/transactions"
OF_TRANSACTIONS = "issuing.transaction.list.filter.together"


def _both_of_a_card(call: Call) -> bool:
    return call.path == TRANSACTIONS and {"card", "cardholder"} <= dict(call.pairs).keys()


def test_a_filter_that_another_one_implies_is_not_forgotten_beside_it() -> None:
    def forgetting(call: Call, reference: Reference) -> Answer:
        if _both_of_a_card(call):
            kept = [pair for pair in call.pairs if pair[0] != "cardholder"]
            call = replace(call, query=urlencode(kept))
        return reference(call)

    verdict = through(forgetting, [OF_TRANSACTIONS]).verdict(OF_TRANSACTIONS)
    assert verdict["status"] == "fail"
    assert verdict["expected"].startswith("only objects with cardholder=ich_")


def test_filters_that_no_object_fits_at_once_may_be_refused() -> None:
    def refusing(call: Call, reference: Reference) -> Answer:
        answer = reference(call)
        if _both_of_a_card(call) and not json.loads(answer.body)["data"]:
            body = b'{"error": {"type": "invalid_request_error", "message": "Not its card."}}'
            return replace(answer, status=400, body=body)
        return answer

    assert through(refusing, [OF_TRANSACTIONS]).ids("fail") == []


def test_a_refused_update_of_nothing_is_a_breach_where_others_are_taken() -> None:
    def refusing(call: Call, reference: Reference) -> Answer:
        answer = reference(call)
        updates = call.method == "POST" and call.path.startswith(f"{CARDHOLDERS}/ich_")
        if updates and not call.body:
            body = b'{"error": {"type": "invalid_request_error", "message": "Nothing."}}'
            return replace(answer, status=400, body=body)
        return answer

    outcome = through(refusing, [EMPTY])
    assert outcome.verdict(EMPTY)["status"] == "warn"
    assert outcome.verdict(EMPTY)["expected"] == "an update without any row is accepted"
