"""A server may close a connection after any answer, said or unsaid: nothing is lost by that."""

from __future__ import annotations

import time

import pytest

from harness.message import Message
from harness.redaction import Keys
from harness.target import Target
from tests.harness.hostile import Mood, moody


def _target(url: str) -> Target:
    return Target(url, Keys("sk_test_x"), api_version="v1")


def _every(number: int) -> Mood:
    return lambda _request, count: "close" if count % number == 0 else "answer"


@pytest.mark.parametrize("mood", [_every(1), _every(2), _every(7)])
def test_nothing_is_lost_when_a_server_closes_unsaid(mood: Mood) -> None:
    """It closes after each answer, or after some; each POST arrives, and arrives once."""
    with moody(mood) as (url, seen):
        mine = _target(url)
        sent = [mine.send(Message("POST", "/v1/x", {"n": n}, operation="x.create"))
                for n in range(60)]  # fmt: skip
        twin = mine.twin("a").send(Message("POST", "/v1/x", {"n": 60}, operation="x.create"))
    assert [exchange.error for exchange in (*sent, twin)] == [""] * 61
    assert [request.rpartition("=")[2] for request in seen] == [str(n) for n in range(61)]


def test_a_connection_that_went_stale_while_it_waited_is_not_used() -> None:
    """After the first that proves stale, every request has a connection of its own."""
    counts: list[int] = []

    def mood(_request: str, count: int) -> str:
        counts.append(count)
        return "close" if len(counts) == 3 else "answer"

    with moody(mood) as (url, _):
        mine = _target(url)
        for _ in range(3):
            assert mine.send(Message("POST", "/v1/x", {"a": 1})).status == 200
        time.sleep(0.05)
        for _ in range(3):
            assert mine.send(Message("POST", "/v1/x", {"a": 1})).status == 200
    assert counts == [1, 2, 3, 1, 1, 1]


def test_a_connection_that_lasts_is_used_again() -> None:
    counts: list[int] = []
    with moody(lambda _request, count: counts.append(count) or "answer") as (url, seen):
        mine = _target(url)
        for _ in range(4):
            mine.send(Message("GET", "/v1/x"))
    assert counts == [1, 2, 3, 4]
    assert "Connection: close" not in "".join(seen)


def test_a_post_that_met_a_stale_connection_is_not_sent_twice() -> None:
    """Nobody knows whether it arrived; none is kept from then on."""

    def mood(request: str, count: int) -> str:
        return "drop" if count == 3 and "POST" in request else "answer"

    with moody(mood) as (url, seen):
        mine = _target(url)
        found = [mine.send(Message("POST", "/v1/x", {"n": n})) for n in range(6)]
    assert [exchange.status for exchange in found] == [200, 200, 0, 200, 200, 200]
    assert [request.rpartition("=")[2] for request in seen] == list("012345")
    assert all("Connection: close" in request for request in seen[3:])
