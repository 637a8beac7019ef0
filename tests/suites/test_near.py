"""A server of this process is asked what one behind a socket is asked, and answers alike."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable

import pytest

from harness.exchange import Exchange
from harness.message import Message
from harness.redaction import Keys
from harness.target import Target
from tests.near import Near, answering, target_class
from tests.suites.servers import Answer, Call, Respond, listening

LIST, MAKE = "x.list", "x.create"
PLACES = (answering, listening)
UNSEEN = ("host", "server", "date")  # what only a connection has
MESSAGES = {
    "a query": Message("GET", "/v1/x", operation=LIST, query={"a": {"b": ["1"]}, "c": "ä & b"}),
    "a raw query": Message("GET", "/v1/x", operation=LIST, raw_query='a[]=ä"<%zz&b=%41#c'),
    "a query in the path": Message("GET", "/v1/x?a=1", operation=LIST, query={"b": "2"}),
    "a path": Message("GET", "/v1/ä/../%2F é", operation=LIST),
    "a form": Message("POST", "/v1/x", {"a": "é ü", "b": ["1"]}, operation=MAKE,
                      idempotency_key="k"),
    "a raw body": Message("POST", "/v1/x", operation=MAKE, raw_body="a=%zz&=&ä"),
    "a half character": Message("POST", "/v1/x", operation=MAKE, raw_body="\ud800"),
    "basic": Message("GET", "/v1/x", operation=LIST, key="publishable", auth="basic"),
    "no key": Message("GET", "/v1/x", operation=LIST, key="none"),
    "a key with letters of its own": Message("GET", "/v1/x", operation=LIST, key="sk_é"),
    "a key that no header carries": Message("GET", "/v1/x", operation=LIST, key="sk_€"),
    "a header of two lines": Message("GET", "/v1/x", operation=LIST, headers={"X-A": "a\r\nb: c"}),
    "space around a header": Message("GET", "/v1/x", operation=LIST, headers={"X-A": " a "}),
}  # fmt: skip


def sent(where: Callable[[Respond], contextlib.AbstractContextManager[str]], respond: Respond,
         message: Message) -> Exchange:  # fmt: skip
    with where(respond) as url:
        target = target_class(url)(url, Keys("sk_test_a", "pk_test_b"), api_version="1", retries=0)
        with contextlib.closing(target):
            return target.send(message)


@pytest.mark.parametrize("name", MESSAGES)
def test_the_same_is_asked_and_answered(name: str) -> None:
    asked: list[list[Call]] = []
    found = []
    for where in PLACES:
        calls: list[Call] = []

        def respond(call: Call, calls: list[Call] = calls) -> Answer:
            calls.append(call)
            return Answer(201, b'{"a": 1}', {"X-Key": "sk_test_a", "X-Space": " b ", "X-None": ""})

        found.append(sent(where, respond, MESSAGES[name]))
        asked.append([call for call in calls if call.path.startswith("/v1")])
    near, far = found
    assert [_plain(call) for call in asked[0]] == [_plain(call) for call in asked[1]]
    assert near.request == far.request
    assert bool(near.response) == bool(far.response)
    if near.response and far.response:
        assert (near.status, near.json) == (far.status, far.json) == (201, {"a": 1})
        assert _bare(near.response.headers) == _bare(far.response.headers)


def _plain(call: Call) -> tuple[object, ...]:
    connection = {"host", "content-length", "connection"}
    kept = {name: value for name, value in call.headers.items() if name not in connection}
    return call.method, call.path, call.query, call.body, kept


def _bare(headers: object) -> dict[str, str]:
    assert isinstance(headers, dict)
    return {name: value for name, value in headers.items() if name not in UNSEEN}


@pytest.mark.parametrize("where", PLACES)
def test_a_server_that_raises_has_lost_the_connection(where: Callable[..., object]) -> None:
    def lost(_call: Call) -> Answer:
        raise ConnectionAbortedError

    found = sent(where, lost, MESSAGES["a form"])  # type: ignore[arg-type]
    assert found.response is None
    assert found.error.startswith("connection: ")


def test_a_twin_is_near_as_well() -> None:
    with answering(lambda _call: Answer()) as url:
        target = Near(url, Keys("sk_test_a"), api_version="1")
        twin = target.twin("t")
        assert type(twin) is Near
        found: list[Exchange] = []
        thread = threading.Thread(target=lambda: found.append(twin.send(MESSAGES["a form"])))
        thread.start()
        thread.join(30)
    assert [exchange.status for exchange in found] == [200]


def test_any_other_address_is_reached_over_the_wire() -> None:
    with answering(lambda _call: Answer()) as url:
        assert target_class(url) is Near
    assert target_class(url) is Target
