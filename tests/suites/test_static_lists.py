"""A list that answers the same to everything earns nothing by it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assay.run.embedded import embedded
from tests.running import Outcome, run
from tests.suites.servers import Answer, Call, Respond, Upstream, listening

LIST = "issuing.cardholder.list"
PATH = "/v1/issuing/cardholders"
ONLY = tuple(
    text
    for topic in ("pagination", "law.both_ways", "filter.complete.status", "filter.matches.status")
    for text in ("--only", f"{LIST}.{topic}*")
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
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outcome]:
    with embedded() as (config, keys):
        upstream = Upstream(str(config.base_url))
        with (
            contextlib.closing(upstream),
            listening(lambda call: _static(call, upstream)) as url,
        ):
            yield run(url, *ONLY, folder=tmp_path_factory.mktemp("out"), key=keys.secret)


def test_the_walk_says_that_an_object_comes_again(outcome: Outcome) -> None:
    walk = f"{LIST}.pagination.forward_walk"
    assert walk in outcome.ids("fail")
    said = next(v["observed"] for v in outcome.results["verdicts"] if v["id"] == walk)
    assert "repeated: ich_same" in said


def test_nothing_is_earned(outcome: Outcome) -> None:
    assert not outcome.ids("pass")
    assert not outcome.ids("error")


def test_a_cursor_from_the_list_that_is_refused_is_a_breach(tmp_path: Path) -> None:
    def respond(call: Call, forward: Respond) -> Answer:
        if call.method == "GET" and "starting_after" in call.query:
            return forward(replace(call, query="starting_after=ich_unknown"))
        page = forward(call)
        return page.saying({**page.json, "has_more": True}) if call.path == PATH else page

    with embedded() as (config, keys):
        upstream = Upstream(str(config.base_url))
        only = ("--only", f"{LIST}.pagination.*")
        with (
            contextlib.closing(upstream),
            listening(lambda call: respond(call, upstream)) as url,
        ):
            outcome = run(url, *only, folder=tmp_path, key=keys.secret)
    assert outcome.ids("fail") == [f"{LIST}.pagination.forward_walk"], outcome.said
