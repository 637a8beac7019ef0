"""No client makes the sandbox fail, wait or grow: what is too much is refused."""

from __future__ import annotations

import base64
import json
import random
import re
import socket
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import quote, unquote_to_bytes, urlsplit

import pytest

from contracts import load
from contracts.model import Operation
from sandbox import accepting
from sandbox.app import create_service
from sandbox.auth import SECRET, presented
from sandbox.decode import _plain
from sandbox.errors import ApiError
from sandbox.lane import PIECE, RATE, Lane
from sandbox.multipart import readable
from sandbox.protocol import MOST_HEAD, Protocol
from sandbox.service import Service
from tests.sandbox.asking import call, refusal
from tests.suites.servers import serving

_SENT = {
    "Authorization": f"Bearer {SECRET}",
    "Content-Type": "application/x-www-form-urlencoded",
}
CHUNKS = b"POST /v1/customers HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n"
FLOOD = 120 * 1024 * 1024
HUGE = "9" * 5_000
ODD = (
    "", "²", HUGE, "-1", "1e5", "nan", "\0", "é", "a@" + "." * 50 + "@", "[]", "{}", "x" * 600,
    "9" * 18, "-" + "9" * 18, "true", "null", "usd", "2.5",
)  # fmt: skip
PLACES = ("", "0", "1", "²", "9" * 30, "a", HUGE)


@pytest.fixture(scope="module")
def service() -> Service:
    return create_service(load())


@pytest.fixture(scope="module")
def address() -> Iterator[tuple[str, int]]:
    with serving() as url:
        found = urlsplit(url)
        yield str(found.hostname), int(found.port or 0)


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/v1/payment_intents", "amount=100&currency=usd&payment_method_types[²]=card"),
        ("/v1/payment_intents", f"amount=100&currency=usd&payment_method_types[{HUGE}]=card"),
        ("/v1/payment_intents", f"amount={HUGE}&currency=usd"),
        ("/v1/customers", "metadata=²"),
        ("/v1/customers", "metadata[a][b]=c"),
        ("/v1/payment_intents", "amount=100&currency=usd&metadata[a[b]=c"),
        ("/v1/payment_intents", "amount=100&currency=usd&metadata[a]b]=c"),
        ("/v1/files", "purpose[a]=dispute_evidence"),
        ("/v1/payment_intents", "&".join(f"metadata[{n}]=x" for n in range(1_001))),
        ("/v1/payment_intents", "amount=1&currency=usd&" + "a" * 2_001 + "=1"),
        ("/v1/payment_intents", "amount=1&currency=usd&description=" + "%" * 900_000),
        ("/v1/issuing/cardholders", "email=" + "a@" + "." * 1_000_000 + "@"),
    ],
    ids=[
        "index",
        "long_index",
        "number",
        "text",
        "deep",
        "opened",
        "closed",
        "hash",
        "pairs",
        "name",
        "percent",
        "email",
    ],
)
def test_odd_forms_are_refused(service: Service, path: str, form: str) -> None:
    assert refusal(call(service, "POST", path, form))[:2] == (400, "invalid_request_error")


def test_percent_is_read_as_others_read_it() -> None:
    chance = random.Random(1)
    pieces = ["%", "=", "4", "1", "a", "F", " ", "\t", "\r", "\n", "_", "é", ".", "%41", "%3D",
              "%c3%A9", "%0a", "%0D%0A", "%%", "%zz", "=3D", "==", "=\n", "\0"]  # fmt: skip
    for _ in range(20_000):
        text = "".join(chance.choice(pieces) for _ in range(chance.randint(0, 12)))
        assert _plain(text.encode()) == unquote_to_bytes(text)


@pytest.mark.parametrize("query", [f"amount:{HUGE}", 'amount:"²"', "a " * 100_000, "(" * 100_000],
                         ids=["number", "digit", "words", "brackets"])  # fmt: skip
def test_odd_queries_are_refused(service: Service, query: str) -> None:
    reply = call(service, "GET", f"/v1/payment_intents/search?query={quote(query)}")
    assert refusal(reply)[:2] == (400, "invalid_request_error")


def test_a_key_that_is_no_ascii_is_unknown(service: Service) -> None:
    for given in ("Basic é", "Basic " + base64.b64encode(b"\xff:").decode(), "Basic ²=="):
        reply = service.handle("GET", "/v1/payment_intents", "", {"authorization": given}, b"")
        assert reply.status == 401


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", b"--X"),
        ("multipart/form-data; boundary=" + "b" * 300, b"--b"),
        ("multipart/form-data; boundary=X", b'--X\r\nContent-Disposition: form-data; name="'
         + b'";"' * 250_000 + b"\r\n\r\nv\r\n--X--\r\n"),
        ("multipart/form-data; boundary=X", b"--X\r\n" + b"\r\n--X\r\n" * 100_000),
        ("multipart/form-data; boundary=X", b"--X\r\n" + b"A: b\r\n" * 150_000),
        ("multipart/form-data" + ';a="b' * 2_000 + "; boundary=X", b"--X"),
    ],
    ids=["no_boundary", "long_boundary", "quotes", "parts", "heads", "long_type"],
)  # fmt: skip
def test_uploads_that_cannot_be_read_are_refused(service: Service, kind: str, body: bytes) -> None:
    headers = {"authorization": f"Bearer {SECRET}", "content-type": kind}
    reply = service.handle("POST", "/v1/files", "", headers, body)
    assert refusal(reply)[:2] == (400, "invalid_request_error")


def test_a_part_within_a_part_is_text() -> None:
    head = b'Content-Type: multipart/mixed; boundary=Y\r\nContent-Disposition: form-data; name="a"'
    body = b"--X\r\n" + head + b"\r\n\r\n--Y\r\n\r\n--Y--\r\n--X--\r\n"
    assert readable("multipart/form-data; boundary=X", body) == b"a=--Y%0D%0A%0D%0A--Y--"


def test_a_name_in_an_odd_encoding_is_a_name() -> None:
    body = b"--X\r\nContent-Disposition: form-data; name*=utf-16''%ff\r\n\r\nv\r\n--X--\r\n"
    assert readable("multipart/form-data; boundary=X", body).endswith(b"=v")


def test_nothing_that_is_sent_is_an_error_of_the_server(service: Service) -> None:
    chance = random.Random(1)
    ids = [name for every in service.ids.values() for name in every]
    titles = {operation.title: operation for operation in service.contracts.operations}
    routes: dict[str, Operation | None] = {**dict.fromkeys(service.declared.neighbours), **titles}
    for title in [*routes] * 40:
        method, path = title.split(" ", 1)
        path = re.sub(r"\{[^}]*\}", lambda _: quote(chance.choice([*ids, "nope", "²"])), path)
        form = "&".join(_pair(chance, routes[title], ids) for _ in range(chance.randint(0, 4)))
        given = (f"{path}?{form}", "") if method == "GET" else (path, form)
        reply = call(service, method, *given)
        assert reply.status < 500, (title, form)
        ids.extend(name for name in [json.loads(reply.body).get("id")] if isinstance(name, str))


def _pair(chance: random.Random, operation: Operation | None, ids: list[str]) -> str:
    rows = [row.path for row in operation.walk()] if operation else []
    name = chance.choice([*rows, "metadata", "purpose", "amount", "type", "file", "customer"])
    name = name.replace("[]", f"[{chance.choice(PLACES)}]")
    name += chance.choice(["", "", "", "[]", "[a]", "[0][a]"])
    return f"{quote(name, safe='[]')}={quote(chance.choice([*ODD, chance.choice(ids)]))}"


def _answer(connection: socket.socket) -> tuple[int, str | None, dict[str, object]]:
    with closing(HTTPResponse(connection)) as response:
        response.begin()
        kind, body = response.getheader("content-type"), response.read()
        return response.status, kind, json.loads(body)["error"]


def _flooded(address: tuple[str, int], head: bytes, piece: bytes) -> tuple[int, int]:
    """Send a head that goes on and on; return how many bytes were taken, and the status."""
    sent = 0
    with socket.create_connection(address, timeout=30) as connection:
        try:
            connection.sendall(head)
            while sent < FLOOD:
                connection.sendall(piece)
                sent += len(piece)
        except OSError:
            return sent, 0
        return sent, _answer(connection)[0]


@pytest.mark.parametrize(
    ("head", "piece"),
    [
        (b"GET /v1/payment_intents HTTP/1.1\r\n", b"A: " + b"b" * 60_000 + b"\r\n"),
        (b"GET /v1/payment_intents HTTP/1.1\r\n", b"A: b\r\n" * 10_000),
        (b"GET /v1/payment_intents HTTP/1.1\r\nA: ", b"b" * 65_536),
        (b"GET /v1/payment_intents?a=", b"b" * 65_536),
    ],
    ids=["values", "headers", "value", "address"],
)
def test_a_head_without_end_is_cut_off(address: tuple[str, int], head: bytes, piece: bytes) -> None:
    assert _flooded(address, head, piece)[0] < FLOOD // 4
    _alive(address)


@pytest.mark.parametrize(
    ("request_line", "status"),
    [
        (b"GET /v1/payment_intents?a=" + b"b" * MOST_HEAD + b" HTTP/1.1\r\n\r\n", 414),
        (b"GET / HTTP/1.1\r\nA: " + b"b" * MOST_HEAD + b"\r\n\r\n", 431),
        (b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 202, 431),
        (b"no http\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
        (CHUNKS.replace(b"chunked", b"gzip, chunked") + b"\r\n", 501),
        (CHUNKS + b"Content-Length: 3\r\n\r\n", 400),
        (CHUNKS + b"\r\n0x3\r\na=b\r\n", 400),
        (CHUNKS + b"\r\n3\r\na=b\r\n0\r\nA: " + b"b" * (MOST_HEAD + PIECE), 431),
        (CHUNKS + b"\r\n3;" + b"b" * (MOST_HEAD + PIECE), 431),
        # A trailer says neither whose the request is nor anything else of it.
        (CHUNKS + b"\r\n0\r\nAuthorization: Bearer " + SECRET.encode() + b"\r\n\r\n", 401),
    ],
    ids=[
        "address",
        "header",
        "headers",
        "no_http",
        "no_host",
        "two_hosts",
        "coding",
        "lengths",
        "size",
        "trailer",
        "extension",
        "key",
    ],
)
def test_what_is_no_request_is_refused_as_the_api_refuses(
    address: tuple[str, int], request_line: bytes, status: int
) -> None:
    with socket.create_connection(address, timeout=30) as connection:
        connection.sendall(request_line)
        found, kind, error = _answer(connection)
    assert (found, kind, error["type"]) == (status, "application/json", "invalid_request_error")


@pytest.mark.parametrize(
    "begun",
    [b"", b"GET / HTTP/1.1\r\nA: b", b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\na=b"],
    ids=["nothing", "head", "body"],
)
def test_a_request_without_end_is_given_up(monkeypatch: pytest.MonkeyPatch, begun: bytes) -> None:
    monkeypatch.setattr(Protocol, "patience", 0.05)
    with (
        serving() as url,
        socket.create_connection(
            (str(urlsplit(url).hostname), int(urlsplit(url).port or 0)), timeout=30
        ) as connection,
    ):
        connection.sendall(begun)
        assert _answer(connection)[0] == 408


def test_a_body_that_breaks_off_does_nothing(address: tuple[str, int]) -> None:
    form = b"amount=100&currency=usd&description=broken+off"
    before = _alive(address)
    with socket.create_connection(address, timeout=30) as connection:
        head = "POST /v1/payment_intents HTTP/1.1\r\nHost: a\r\nContent-Length: 99\r\n"
        head += f"Authorization: Bearer {SECRET}\r\n"
        head += "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
        connection.sendall(head.encode() + form)
    assert _alive(address) == before


def _alive(address: tuple[str, int]) -> object:
    connection = HTTPConnection(*address, timeout=30)
    with closing(connection):
        connection.request(
            "GET", "/v1/payment_intents", headers={"Authorization": f"Bearer {SECRET}"}
        )
        response = connection.getresponse()
        assert response.status == 200
        return json.loads(response.read())


def test_many_connections_leave_room_for_one_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those that have waited longest without a request go."""
    monkeypatch.setattr(accepting, "MOST", 5)
    with serving() as url, ExitStack() as open_:
        address = str(urlsplit(url).hostname), int(urlsplit(url).port or 0)
        for _ in range(30):
            open_.enter_context(socket.create_connection(address, timeout=30))
        _alive(address)


def test_long_requests_share_one_lane() -> None:
    """What is long rests behind what came before, whichever connection it came by."""
    now = [0.0]
    lane = Lane(lambda: now[0])
    assert lane.rest(RATE, 0.0) == 1.0
    assert lane.rest(RATE, 0.5) == 1.0 + 1.0 + 3 * 0.5
    now[0] = 100.0
    assert lane.rest(RATE // 2, 0.0) == 0.5


@pytest.mark.parametrize(("size", "rests"), [(PIECE - 500, 0), (4 * PIECE, 3)])
def test_only_long_requests_rest(
    address: tuple[str, int], monkeypatch: pytest.MonkeyPatch, size: int, rests: int
) -> None:
    seen: list[int] = []

    def rest(_lane: Lane, length: int, _took: float) -> float:
        seen.append(length)
        return 0.0

    monkeypatch.setattr(Lane, "rest", rest)
    connection = HTTPConnection(*address, timeout=30)
    with closing(connection):
        connection.request("POST", "/v1/payment_intents", b"description=" + b"x" * size, _SENT)
        assert connection.getresponse().status == 400
    assert len(seen) >= rests
    assert max(seen, default=0) <= PIECE
    assert bool(seen) == bool(rests)


@pytest.mark.parametrize("text", ["a=b&" * 250_000, "&" * 1_000_000, "%" * 1_000_000])
def test_a_key_in_a_form_is_not_looked_for_without_end(text: str) -> None:
    """Before any key is known, too: nobody waits for a form that is refused."""
    api = replace(load().api, auth=replace(load().api.auth, schemes=("form",), name="token"))
    with pytest.raises(ApiError, match=r"Too many parameters|name of a parameter is too long"):
        presented(api, {}, "", text.encode())
    assert presented(api, {}, "", b"a=1&token=x%41").header == "Bearer xA"
