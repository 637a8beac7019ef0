"""What a server sends takes a bounded room, and what matters of it is kept."""

from __future__ import annotations

import gc
import json
import socket
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from harness.clock import Clock
from harness.exchange import Exchange as Whole
from harness.exchange import ForgottenError, Request, Response
from harness.holding import Holding
from harness.judge import TOO_LONG, unanswered
from harness.ledger import LedgerWriter, load_ledger
from harness.measure import crowded, kept
from harness.message import Message
from harness.mishaps import OVER
from harness.redaction import Keys, Redactor
from harness.target import TOO_MUCH, Target

SHA = "606023a37d97fcdf274ba51ba151162099d397bbe006fcff0868b348c950f51c"  # of 8,000 letters x


def exchange(name: str, body: bytes, **headers: str) -> Whole:
    return Whole(name, "x.read", Request("GET", "/x"), Response(200, headers, body), 1.0, 0.1)


def test_a_clock_runs_from_its_start() -> None:
    now = [5.0]
    clock = Clock(lambda: now[0])
    clock.start(2.0)
    now[0] = 6.5
    assert clock.left() == 0.5
    now[0] = 7.0
    with pytest.raises(TimeoutError):
        clock.left()


def test_the_look_up_of_a_name_is_within_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    over, real = threading.Event(), socket.getaddrinfo

    def slow(host: str, port: int, *rest: int) -> Any:
        if rest[-1] == socket.AI_NUMERICHOST:
            return real(host, port, *rest)
        over.wait(60)
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", slow)
    target = Target("http://names.slowly.example", Keys("k" * 9), api_version="v", timeout=0.2)
    began = time.monotonic()
    found = target.send(Message("POST", "/x"))
    assert found.error == "timeout: no complete answer within 0.2 s"
    assert time.monotonic() - began < 30
    over.set()


@pytest.mark.parametrize("host", ["a" * 70 + ".example", "x..y", ".example"])
def test_a_name_that_no_host_can_have_is_told(host: str) -> None:
    target = Target(f"http://{host}", Keys("k" * 9), api_version="v", timeout=5)
    assert target.send(Message("POST", "/x")).error == "connection: no such host"


def test_headers_are_kept_as_they_are_but_for_space() -> None:
    assert kept({"A": " b\t", "C": "d" * 5000}) == {"A": "b", "C": "d" * 5000}


def test_of_long_headers_the_short_ones_are_kept_and_the_start_of_others() -> None:
    long = {f"x-{n}": "h" * 60_000 for n in range(80)}
    found = kept({**long, "request-id": "req_1"})
    assert found["request-id"] == "req_1"
    assert found["x-0"] == "h" * 200 + "… (59800 more characters)"
    assert found["…"] == f"{81 - len(found) + 1} more headers"
    assert sum(map(len, (*found, *found.values()))) < 8_300


def test_a_body_is_crowded_with_too_many_values() -> None:
    assert not crowded(b"[" + b"1," * 149_998 + b"1]")
    assert crowded(b"[" + b"1," * 150_000 + b"1]")
    assert not crowded(b'"' + b"x" * 4_000_000 + b'"')


@pytest.mark.parametrize(
    ("body", "unread"),
    [
        (b"[" * 100 + b"]" * 100, False),
        (b"[" * 101 + b"]" * 101, True),
        (b'{"a":' * 101 + b"1" + b"}" * 101, True),
        (b"[[]," * 100 + b"1" + b"]" * 100, True),
        (b"[" * 10_000 + b"]" * 10_000, True),
        (b"[" + b"[]," * 500 + b'"[[[["]', False),
        (b'"' + b"[" * 500 + b'"', False),
        (b"[[", False),
    ],
)
def test_levels_are_counted_but_those_in_texts(body: bytes, unread: bool) -> None:
    assert Response(200, {}, body).unread == unread
    assert (TOO_LONG in unanswered(exchange("m-1", body))) == unread


@pytest.mark.parametrize("body", [b"NaN", b'{"a": Infinity}', b"[-Infinity]", b"1" * 5000, b""])
def test_what_is_no_json_is_none(body: bytes) -> None:
    assert Response(200, {}, body).json() is None


def test_long_answers_give_way_the_oldest_first() -> None:
    body = json.dumps(["x" * 5_000]).encode()
    holding, shown = Holding(25_000), [exchange(f"m-{n}", body) for n in range(4)]
    for one in shown:
        holding.add(one)
    assert [one.forgotten for one in shown] == [True, True, False, False]
    assert shown[3].json == ["x" * 5_000]
    with pytest.raises(ForgottenError, match="no room"):
        _ = shown[0].json
    assert (shown[0].status, unanswered(shown[0])) == (200, "")


def test_what_is_small_gives_way_last() -> None:
    """What other claims stand on is asked once, early, and is small beside pages of objects."""
    large = json.dumps(["x" * 100_000] * 5).encode()
    holding, shown = Holding(2_500_000), [exchange("m-0", b"y" * 5_000)]
    holding.add(shown[0])
    for number in range(1, 6):
        shown.append(exchange(f"m-{number}", large))
        holding.add(shown[-1])
    assert [one.forgotten for one in shown] == [False, True, True, True, False, False]


def test_answers_that_nobody_has_take_no_room() -> None:
    body = json.dumps(["x" * 5_000]).encode()
    holding = Holding(25_000)
    first = exchange("m-1", body)
    holding.add(first)
    for _ in range(10):
        holding.add(exchange("m-2", body))
    assert not first.forgotten


def test_a_slim_exchange_is_another() -> None:
    whole = exchange("m-1", b'{"a": "' + b"x" * 5_000 + b'"}')
    slim = whole.slim()
    assert (slim.id, slim.status, slim.forgotten, whole.forgotten) == ("m-1", 200, True, False)
    assert exchange("m-2", b"{}").slim().body == {}


def test_of_what_has_no_room_in_a_ledger_the_start_is_kept_and_a_digest(tmp_path: Path) -> None:
    writer = LedgerWriter(tmp_path / "a.ndjson", "m", room=10_000)
    for number in range(3):
        writer.exchange(exchange(f"m-{number}", b"x" * 8_000, a="b"))
    writer.close()
    whole, cut, _ = map(json.loads, (tmp_path / "a.ndjson").read_text().splitlines())
    assert whole["response"]["body"] == "x" * 8_000
    assert cut["response"] == {
        "status": 200, "headers": {"a": "b"}, "truncated": True, "body": "x" * 1_000,
        "length": 8_000,
        "sha256": SHA,
    }  # fmt: skip
    read = load_ledger(tmp_path / "a.ndjson").exchanges["m-1"].response
    assert read == Response(200, {"a": "b"}, b"x" * 1_000, True, 8_000, SHA)


def test_a_very_long_record_is_cut_whatever_room_there_is(tmp_path: Path) -> None:
    secret, start = "sk_test_abcdefghijklmnop", b"x" * 985
    body = start + secret.encode() + b"x" * 3_900_000
    writer = LedgerWriter(tmp_path / "a.ndjson", "m")
    writer.exchange(Redactor([secret]).exchange(exchange("m-1", body)))
    writer.exchange(exchange("m-2", body))
    writer.close()
    first, second = map(json.loads, (tmp_path / "a.ndjson").read_text().splitlines())
    assert (tmp_path / "a.ndjson").stat().st_size < 4_000
    assert first["response"]["body"] == "x" * 985 + "REDACTEDxxxxxxx"
    assert first["response"]["length"] == 3_901_009
    assert first["response"]["sha256"] == second["response"]["sha256"]


def test_nothing_is_sent_once_the_time_of_a_run_is_over() -> None:
    target = Target("http://127.0.0.1:1", Keys("k"), api_version="v", ends=1.0)
    found = target.twin("a").send(Message("GET", "/x"))
    assert found.error == f"connection: {OVER}"
    assert target.send(Message("GET", "/x")).response is None
    assert target.stopped == OVER


def test_a_request_that_is_too_long_is_not_sent() -> None:
    target = Target("http://127.0.0.1:1", Keys("k"), api_version="v")
    found = target.send(Message("GET", f"/x/{'i' * 1_300_000}"))
    assert found.error == f"connection: {TOO_MUCH}"
    assert len(found.request.path) == 1_000
    assert target.stopped == ""


def test_what_nobody_has_any_more_is_let_go_before_anything_gives_way() -> None:
    """What stands in a circle is there until somebody looks for it, and needs no room."""
    holding, kept = Holding(4_000_000), exchange("m-0", b"x" * 5_000)
    holding.add(kept)
    gc.disable()
    try:
        for number in range(1, 900):
            circle: list[object] = [exchange(f"m-{number}", b"x" * 5_000)]
            circle.append(circle)
            holding.add(circle[0])  # type: ignore[arg-type]
    finally:
        gc.enable()
    assert not kept.forgotten
