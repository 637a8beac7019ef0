"""A list that answers the same to everything earns nothing by it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.running import Outcome
from tests.suites.proxied import through
from tests.suites.servers import Answer, Call, Respond

LIST = "issuing.cardholder.list"
PATH = "/v1/issuing/cardholders"
ONLY = tuple(
    f"{LIST}.{topic}*"
    for topic in ("pagination", "law.both_ways", "filter.complete.status", "filter.matches.status")
)


def _static(call: Call, forward: Respond) -> Answer:
    """Answer each call of the list with a page of one and the same object, and more to come."""
    if call.method != "GET" or call.path != PATH or "assay_unknown" in call.query:
        return forward(call)
    answer = forward(replace(call, query=""))
    shown = {"id": "ich_same", "object": "issuing.cardholder", "created": 1700000000,
             "status": "active", "type": "individual"}  # fmt: skip
    return answer.saying({**answer.json, "data": [shown], "has_more": True})


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    return through(_static, ONLY)


def test_the_walk_says_that_an_object_comes_again(outcome: Outcome) -> None:
    walk = f"{LIST}.pagination.forward_walk"
    assert walk in outcome.ids("fail")
    said = next(v["observed"] for v in outcome.results["verdicts"] if v["id"] == walk)
    assert "repeated: ich_same" in said


def test_nothing_is_earned(outcome: Outcome) -> None:
    assert not outcome.ids("pass")
    assert not outcome.ids("error")


def test_a_cursor_from_the_list_that_is_refused_is_a_breach() -> None:
    def respond(call: Call, forward: Respond) -> Answer:
        if call.method == "GET" and "starting_after" in call.query:
            return forward(replace(call, query="starting_after=ich_unknown"))
        page = forward(call)
        return page.saying({**page.json, "has_more": True}) if call.path == PATH else page

    outcome = through(respond, (f"{LIST}.pagination.*",))
    assert outcome.ids("fail") == [f"{LIST}.pagination.forward_walk"], outcome.said
