"""A request that a server never answers is told from a network that fails."""

from __future__ import annotations

import random
import socket

from harness.message import Message
from harness.redaction import Keys
from harness.target import Target
from tests.harness.hostile import Mood, moody

OPERATION = "x.create"


def _target(url: str, timeout: float = 10.0) -> Target:
    return Target(url, Keys("sk_test_x"), api_version="v1", timeout=timeout)


def _drops(word: str, how: str = "drop") -> Mood:
    return lambda request, _count: how if word in request else "answer"


def _post(**form: object) -> Message:
    return Message("POST", "/v1/x", form, operation=OPERATION)


def test_what_is_dropped_three_times_is_the_servers_doing() -> None:
    """The control request is answered in between, on each of the connections."""
    with moody(_drops("expand")) as (url, seen):
        mine = _target(url)
        good = mine.send(Message("GET", "/v1/x", operation="x.retrieve"))
        lost = mine.send(Message("GET", "/v1/x", {"expand": ["a"]}, operation="x.retrieve"))
        keyed = mine.send(
            Message("POST", "/v1/x", {"expand": ["a"]}, operation=OPERATION, idempotency_key="k")
        )
    assert (good.deaf, lost.deaf, keyed.deaf) == (False, True, True)
    dropped = ["expand" in request for request in seen]
    assert dropped == [False, *(True, False) * 6]


def test_three_different_forms_tell_where_none_may_be_sent_twice() -> None:
    with moody(_drops("expand")) as (url, seen):
        mine = _target(url)
        mine.send(Message("GET", "/v1/x", operation="x.list"))
        for number in range(4):
            assert not mine.send(_post(n=number)).deaf
        lost = [mine.send(_post(n=n, expand=["a"])) for n in range(3)]
        later = mine.send(_post(n=9, expand=["b"]))
    assert [exchange.deaf for exchange in (*lost, later)] == [False, False, True, True]
    assert lost[2].earlier == tuple(lost[:2])
    forms = [request.rpartition("\r\n")[2] for request in seen if "expand" in request]
    assert len(forms) == len(set(forms)) == 4


def test_one_form_sent_three_times_does_not_tell() -> None:
    with moody(_drops("POST")) as (url, _):
        mine = _target(url)
        lost = [mine.send(_post(n=1)) for _ in range(5)]
    assert [exchange.deaf for exchange in lost] == [False] * 5


def test_parameters_below_one_name_have_that_name_in_common() -> None:
    with moody(_drops("metadata")) as (url, _):
        mine = _target(url)
        mine.send(_post(n=1))
        lost = [mine.send(_post(n=1, metadata={f"k{n}": n})) for n in range(3)]
    assert [exchange.deaf for exchange in lost] == [False, False, True]


def test_a_server_that_drops_at_random_is_not_deaf() -> None:
    """One request in twenty is lost, whatever it says: that is what far networks do."""
    chance = random.Random(1)
    with moody(lambda *_: "drop" if chance.random() < 0.05 else "answer") as (url, _):
        mine = _target(url)
        for number in range(300):
            one = mine.send(_post(n=number, kind=number % 7, expand=["a"]))
            other = mine.send(Message("GET", "/v1/x", operation="x.list"))
            assert not one.deaf
            assert not other.deaf


def test_a_server_that_is_gone_is_not_deaf() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    mine = _target(f"http://127.0.0.1:{port}")
    lost = [mine.send(Message("GET", "/v1/x", {"n": n}, operation="x.list")) for n in range(2)]
    assert [exchange.deaf for exchange in lost] == [False, False]


def test_what_never_comes_in_time_is_the_servers_doing() -> None:
    """The fourth is not even sent; what the operation answers in time goes on being asked."""
    with moody(_drops("expand", "hang")) as (url, seen):
        mine = _target(url, timeout=0.2)
        good = mine.send(Message("GET", "/v1/x", operation="x.list"))
        lost = [mine.send(Message("GET", "/v1/x", {"expand": ["a"], "n": n}, operation="x.list"))
                for n in range(4)]  # fmt: skip
        again = mine.send(Message("GET", "/v1/x", operation="x.list"))
    assert [exchange.deaf for exchange in lost] == [False, False, True, True]
    assert (good.status, again.status) == (200, 200)
    assert sum("expand" in request for request in seen) == 3
