"""What the target does when the server misbehaves: it never raises, leaks or hangs."""

from __future__ import annotations

import base64
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
import requests

from harness.conventions import Conventions
from harness.exchange import REDACTED, Exchange
from harness.message import Message
from harness.mishaps import words
from harness.preflight import preflight
from harness.redaction import Keys, Redactor
from harness.shell import curl_line
from harness.target import Target
from tests.sockets import closed, whole_request

LOOK = Message("GET", "/v1/x")

KEY = "sk_test_dontleakme/1"
NAMES = Conventions(version="Stripe-Version", idempotency_key="Idempotency-Key")
PATIENCE = 60.0  # seconds, after which something hangs
Speak = Callable[[socket.socket, bytes], None]


@contextmanager
def server(speak: Speak) -> Iterator[tuple[str, list[bytes]]]:
    """Serve connections with `speak(connection, request)`, one after the other."""
    seen: list[bytes] = []
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(PATIENCE)

    def run() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection:
                connection.settimeout(PATIENCE)
                try:
                    data = b"\r\n\r\n".join(whole_request(connection))
                    seen.append(data)
                    speak(connection, data)
                except OSError:
                    continue

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}", seen
    finally:
        closed(listener)


def reply(body: bytes, status: str = "200 OK", headers: str = "") -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n{headers}\r\n"
    return head.encode() + body


def target(url: str, **options: object) -> Target:
    return Target(url, Keys(KEY, "pk_test_x"), api_version="v1", conventions=NAMES, **options)  # type: ignore[arg-type]


def test_a_plain_exchange() -> None:
    with server(lambda c, _: c.sendall(reply(b'{"a": 1}'))) as (url, seen):
        found = target(url).send(Message("POST", "/v1/x", {"a": {"b": [1]}}, operation="x.create"))
    assert (found.status, found.body, found.operation) == (200, {"a": 1}, "x.create")
    assert b"a[b][0]=1" in seen[0]
    assert f"Authorization: Bearer {KEY}".encode() in seen[0]
    assert b"Stripe-Version: v1" in seen[0]
    assert found.request.headers["authorization"] == REDACTED


def test_headers_are_those_of_the_conventions() -> None:
    message = Message("POST", "/v1/x", {"a": 1}, idempotency_key="k")
    names = Conventions(version="X-Edition", idempotency_key="X-Once", items="hits", more="next")
    with server(lambda c, _: c.sendall(reply(b'{"hits": [1], "next": true}'))) as (url, seen):
        one = Target(url, Keys(KEY), api_version="7", conventions=names)
        found, twin = one.send(message), one.twin("a").send(message)
        Target(url, Keys(KEY), api_version="7").send(message)
    for sent in seen[:2]:
        assert b"X-Edition: 7\r\n" in sent
        assert b"X-Once: k\r\n" in sent
    assert (found.entries, found.more, twin.entries, twin.more) == ([1], True, [1], True)
    assert b": 7\r\n" not in seen[2]
    assert b": k\r\n" not in seen[2]


def test_a_redirect_is_not_followed() -> None:
    with (
        server(lambda c, _: c.sendall(reply(b"{}"))) as (other, elsewhere),
        server(lambda c, _: c.sendall(reply(b"", "302 Found", f"Location: {other}/x\r\n"))) as (
            url,
            _,
        ),
    ):
        assert target(url).send(Message("GET", "/v1/x")).status == 302
    assert elsewhere == []


@pytest.mark.parametrize(
    "echo",
    [KEY, KEY.replace("/", "%2F"), base64.b64encode(f"{KEY}:".encode()).decode()],
)
def test_an_echoed_key_is_scrubbed(echo: str) -> None:
    def speak(connection: socket.socket, _: bytes) -> None:
        connection.sendall(reply(f'{{"seen": "{echo}"}}'.encode(), headers=f"X-Seen: {echo}\r\n"))

    with server(speak) as (url, _):
        found = target(url).send(Message("POST", "/v1/x", {"key": KEY}, headers={"X-Key": KEY}))
    assert found.body == {"seen": echo}  # what was answered is what is judged
    kept = Redactor((KEY, "pk_test_x")).exchange(found)
    recorded = repr(kept)
    assert echo not in recorded
    assert KEY not in recorded
    assert kept.body == {"seen": REDACTED}


def test_a_huge_body_is_cut() -> None:
    def speak(connection: socket.socket, _: bytes) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
        for _ in range(200):
            connection.sendall(b"x" * 10_000)

    with server(speak) as (url, _):
        found = target(url, max_bytes=50_000).send(Message("GET", "/v1/x"))
    assert found.response is not None
    assert found.response.truncated
    assert len(found.response.body) == 50_000


def test_of_a_body_beyond_the_limit_only_the_start_is_kept() -> None:
    with server(lambda c, _: c.sendall(reply(b"x" * 200_000))) as (url, _):
        cut = target(url, max_bytes=150_000).send(Message("GET", "/v1/x")).response
        whole = target(url, max_bytes=200_000).send(Message("GET", "/v1/x")).response
    assert cut is not None
    assert whole is not None
    assert (len(cut.body), cut.truncated) == (65_536, True)
    assert (len(whole.body), whole.truncated) == (200_000, False)


def test_a_drip_ends_at_the_deadline() -> None:
    """The server goes on until the client has left, or everything is sent."""

    def speak(connection: socket.socket, _: bytes) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
        for _ in range(1000):
            connection.sendall(b"x")
            time.sleep(0.1)

    with server(speak) as (url, _):
        found = target(url, timeout=0.5, retries=0).send(Message("GET", "/v1/x"))
    assert found.response is None
    assert "timeout" in found.error


def test_an_operation_that_never_answers_in_time_is_not_asked_for_ever() -> None:
    """Three requests wait, the others do not; an operation that answers goes on being asked."""

    def speak(connection: socket.socket, data: bytes) -> None:
        if b"/v1/slow" in data:
            connection.recv(1)  # the client leaves
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")

    with server(speak) as (url, seen):
        mine = target(url, timeout=0.5, retries=0)
        lost = [mine.send(Message("GET", "/v1/slow", operation="slow")) for _ in range(6)]
        mine._timeout = PATIENCE
        other = mine.send(Message("GET", "/v1/fast", operation="fast"))
    asked = [one for one in seen if b"/v1/slow" in one]
    assert len(asked) == 3
    assert {one.response for one in lost} == {None}
    assert "not asked again" in lost[-1].error
    assert other.status == 200


def test_garbage_is_an_error_of_the_exchange() -> None:
    with server(lambda c, _: c.sendall(b"SSH-2.0-nonsense\r\n")) as (url, _):
        found = target(url, retries=0).send(Message("GET", "/v1/x"))
        assert preflight(target(url, retries=0), LOOK).kind != "ok"
    assert found.response is None
    assert found.error.startswith("connection")


def test_nobody_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    found = preflight(target(f"http://127.0.0.1:{port}", retries=0), LOOK)
    assert found.kind == "unreachable"
    assert "cannot be reached" in found.text


def test_a_used_up_limit_is_not_a_refused_key() -> None:
    answer = b"HTTP/1.1 403 Forbidden\r\nX-RateLimit-Remaining: 0\r\nContent-Length: 2\r\n\r\n{}"
    with server(lambda c, _: c.sendall(answer)) as (url, _):
        found = preflight(target(url), LOOK)
    assert found.kind == "unreachable"
    assert "limit of requests" in found.text


def test_a_refused_key_is_told_from_a_missing_path() -> None:
    with server(lambda c, _: c.sendall(reply(b"{}", "401 Unauthorized"))) as (url, _):
        assert preflight(target(url), LOOK).kind == "key_refused"
    with server(lambda c, _: c.sendall(reply(b"{}", "404 Not Found"))) as (url, _):
        assert preflight(target(url), LOOK).kind == "ok"


@pytest.mark.parametrize(
    ("answer", "doubt"),
    [
        (reply(b'{"object": "list"}'), ""),
        (reply(b"{}", "404 Not Found"), ""),
        (reply(b"", "302 Found", "Location: /\x1bx\r\n"), r"a redirect to '/\x1bx'"),
        (reply(b"busy", "503 Busy"), "Is the server well?"),
        (reply(b"<html>"), "Is it the right server?"),
        (reply(b"<html>", "400 No"), "with status 400 and no JSON object. Is it the right"),
        (
            reply(b'{"a":' * 900 + b"1" + b"}" * 900),
            "with status 200, and the answer is longer, or",
        ),
        (reply(b"{}", "407 No"), "with status 407: a proxy in between asks for a name"),
        (reply(b"", "451 No"), "with status 451: it must not show this"),
        (reply(b"<html>", "404 Not Found"), ""),
        (reply(b'{"error": {}}', "400 No"), ""),
    ],
)
def test_what_is_odd_about_a_target_is_told(answer: bytes, doubt: str) -> None:
    with server(lambda c, _: c.sendall(answer)) as (url, _):
        found = preflight(target(url), LOOK)
    assert found.kind == "ok"
    assert doubt in found.doubt
    assert bool(found.doubt) == bool(doubt)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (b"SSH-2.0-nonsense\r\n", "that is not HTTP"),
        (b"", "closed without an answer"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}", "the body is not as long as"),
        (
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
            "the size of a chunk is no",
        ),
    ],
)
def test_what_went_wrong_is_told_in_words(answer: bytes, said: str) -> None:
    def speak(connection: socket.socket, _: bytes) -> None:
        connection.sendall(answer)
        connection.shutdown(socket.SHUT_RDWR)

    with server(speak) as (url, _):
        found = target(url, retries=0).send(Message("GET", "/v1/x"))
        assert preflight(target(url, retries=0), LOOK).kind != "ok"
    assert found.error.startswith("connection: ")
    assert said in found.error


def test_what_went_wrong_before_an_answer_is_told_in_words() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    found = target(f"http://127.0.0.1:{port}", retries=0).send(Message("GET", "/"))
    assert "refused" in found.error
    unknown = requests.ConnectionError(OSError("x"))
    unknown.__context__ = socket.gaierror()
    assert words(unknown) == "no such host"
    with server(lambda c, _: c.sendall(b"HTTP/1.1 400 no\r\n\r\n")) as (url, _):
        secure = target(url.replace("http:", "https:"), retries=0, timeout=1)
        assert secure.send(Message("GET", "/")).error.startswith(("connection: no TLS", "timeout"))


def test_a_body_that_stalls_is_not_in_time() -> None:
    def speak(connection: socket.socket, _: bytes) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}")
        connection.recv(1)  # the client leaves

    with server(speak) as (url, seen):
        found = target(url, timeout=0.2).send(Message("GET", "/v1/x"))
    assert found.error.startswith("timeout: ")
    assert len(seen) == 1


def test_nothing_that_goes_wrong_underneath_is_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    """A traceback through the client shows the headers of the request, and so the key."""

    def defective(*_: object, **__: object) -> None:
        raise ZeroDivisionError(KEY)

    sender = target("http://127.0.0.1:1")
    monkeypatch.setattr(sender._line, "send", defective)
    assert sender.send(Message("GET", "/v1/x")).error == "connection: ZeroDivisionError"


def test_a_key_that_is_refused_from_now_on_ends_the_run_and_is_no_breach() -> None:
    asked: list[bytes] = []

    def speak(connection: socket.socket, data: bytes) -> None:
        asked.append(data)
        connection.sendall(reply(b"{}", "200 OK" if len(asked) <= 2 else "401 Unauthorized"))

    with server(speak) as (url, _):
        sender = target(url)
        found = [sender.send(Message("GET", f"/v1/x/{n}")) for n in range(5)]
    assert [exchange.status for exchange in found] == [200, 200, 0, 0, 0]
    assert sender.stopped == (
        "the target refuses the API key since GET /v1/x/2 (m-000003), and accepted it before"
    )
    assert found[4].error == f"connection: {sender.stopped}"
    assert len(asked) == 5


def test_one_refusal_among_others_is_an_answer() -> None:
    """What an operation refuses with 401, or in another way of sending the key, is judged."""

    def speak(connection: socket.socket, data: bytes) -> None:
        refused = b"/v1/closed" in data or b"Basic" in data
        connection.sendall(reply(b"{}", "401 Unauthorized" if refused else "200 OK"))

    with server(speak) as (url, _):
        sender = target(url)
        sent = (Message("GET", "/v1/x"), Message("GET", "/v1/closed"),
                Message("GET", "/v1/x", auth="basic"), Message("GET", "/v1/x"))  # fmt: skip
        assert [sender.send(message).status for message in sent] == [200, 401, 401, 200]
    assert not sender.stopped


def test_too_many_requests_is_waited_for() -> None:
    answers = [reply(b"{}", "429 Too Many", "Retry-After: 0.1\r\n"), reply(b'{"a": 1}')]
    with server(lambda c, _: c.sendall(answers.pop(0))) as (url, seen):
        found = target(url).send(Message("POST", "/v1/x", {"a": 1}))
    assert found.status == 200
    assert len(seen) == 2


def test_a_lost_post_is_not_repeated_unless_it_is_safe() -> None:
    with server(lambda c, _: c.close()) as (url, seen):
        target(url).send(Message("POST", "/v1/x", {"a": 1}))
        assert len(seen) == 1
        target(url).send(Message("POST", "/v1/x", {"a": 1}, idempotency_key="k"))
        assert len(seen) == 4


def test_curl_repeats_the_request_without_the_key() -> None:
    with server(lambda c, _: c.sendall(reply(b"{}"))) as (url, _):
        asked = target(url).send(Message("POST", "/v1/x", {"a": "it's"}))
        line = curl_line(asked.request, url)
    assert "$ASSAY_API_KEY" in line
    assert KEY not in line
    assert f"{url}/v1/x" in line
    assert "a=it%27s" in line


def test_brackets_in_an_address_are_no_patterns_to_curl() -> None:
    with server(lambda c, _: c.sendall(reply(b"{}"))) as (url, _):
        sender = target(url)
        asked = sender.send(Message("GET", "/v1/x", query={"created": {"gt": 1}}))
        plain = sender.send(Message("GET", "/v1/x"))
    assert curl_line(asked.request, url).startswith("curl -sS -g ")
    assert " -g " not in curl_line(plain.request, url)


def test_twins_share_the_sink_and_nothing_else() -> None:
    busy: list[int] = []
    found: list[str] = []

    def sink(exchange: Exchange) -> None:
        busy.append(1)
        time.sleep(0.01)
        assert sum(busy) == 1, "two threads are in the sink"
        busy.pop()
        found.append(exchange.id)

    with server(lambda c, _: c.sendall(reply(b"{}"))) as (url, seen):
        first = target(url, sink=sink)
        senders = [first, first.twin("a"), first.twin("b")]
        threads = [
            threading.Thread(target=s.send, args=(Message("GET", "/v1/x"),)) for s in senders
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(10)
    assert sorted(found) == ["m-000001", "m-a-000001", "m-b-000001"]
    assert all(f"Authorization: Bearer {KEY}".encode() in request for request in seen)


def test_ids_that_a_server_made_up_stay_in_the_path() -> None:
    def speak(connection: socket.socket, _: bytes) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")

    with server(speak) as (url, seen):
        target = Target(url, Keys(KEY), api_version="v")
        for name in ("pi_1", "a b\r\nX: y", "é", "\ud800", "%2F"):
            assert target.send(Message("GET", f"/v1/x/{name}", query={"a": "\udfff"})).status == 200
        target.close()
    lines = [data.partition(b"\r\n")[0].split(b" ")[1].partition(b"?")[0] for data in seen]
    assert lines == [b"/v1/x/pi_1", b"/v1/x/a%20b%0D%0AX:%20y", b"/v1/x/%C3%A9",
                     b"/v1/x/%5Cud800", b"/v1/x/%2F"]  # fmt: skip


def test_the_longest_texts_of_a_form_are_sent() -> None:
    """Eight rows of 20,000 characters, each of four bytes, are what a tool draws of a table."""
    with server(lambda c, _: c.sendall(reply(b"{}"))) as (url, seen):
        form = {f"row{number}": "\N{GRINNING FACE}" * 5_000 for number in range(8)}
        assert target(url).send(Message("POST", "/v1/x", form)).status == 200
    assert len(seen[0]) > 480_000
