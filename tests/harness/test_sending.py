"""A key goes where the API has it, to the base URL alone, and is in nothing that is recorded."""

from __future__ import annotations

import base64
import json
from dataclasses import replace

import pytest

from harness.conventions import Conventions, Mark
from harness.exchange import Exchange
from harness.message import Message
from harness.records import dump_exchange, read_exchange
from harness.redaction import Keys, Redactor
from harness.sending import Sending
from harness.shell import curl_line
from harness.target import Target
from tests.suites.servers import Answer, Call, listening

KEY = "depot-key-0123456789"
BASIC = base64.b64encode(f"AC42:{KEY}".encode()).decode()
# how keys are sent -> what a server sees of a POST: authorization, another header, query, form
WAYS: dict[str, tuple[Sending, tuple[str | None, str | None, str, str]]] = {
    "bearer": (Sending(), (f"Bearer {KEY}", None, "", "a=1")),
    "basic": (
        Sending("basic", key="password", other="AC42"), (f"Basic {BASIC}", None, "", "a=1"),
    ),
    "header": (Sending("header", "X-Depot"), (None, KEY, "", "a=1")),
    "query": (Sending("query", "api_key"), (None, None, f"api_key={KEY}", "a=1")),
    "form": (Sending("form", "token"), (None, None, "", f"a=1&token={KEY}")),
    "none": (Sending(""), (None, None, "", "a=1")),
}  # fmt: skip


def sent(names: Conventions, message: Message) -> tuple[Call, Exchange]:
    """Return what a server sees of a message, which it repeats, and what is recorded of it."""
    seen: list[Call] = []

    def answered(call: Call) -> Answer:
        seen.append(call)
        said = {"ok": False, "query": call.query, "form": call.body, **call.headers}
        return Answer(200, json.dumps(said).encode())

    with listening(answered) as url:
        target = Target(url, Keys(KEY), api_version="", conventions=names)
        exchange = target.send(message)
        target.close()
    return seen[-1], exchange


@pytest.mark.parametrize("way", WAYS)
def test_a_key_goes_where_the_api_has_it(way: str) -> None:
    sending, wanted = WAYS[way]
    call, exchange = sent(Conventions(sending=sending), Message("POST", "/things", {"a": 1}))
    found = call.headers.get("authorization"), call.headers.get("x-depot")
    assert (*found, call.query, call.body) == wanted
    asked = replace(exchange, response=None)
    assert KEY not in json.dumps(dump_exchange(asked))
    assert KEY not in curl_line(exchange.request, "http://127.0.0.1:1")
    written = json.dumps(dump_exchange(Redactor((KEY,)).exchange(exchange)))
    assert KEY not in written
    assert BASIC not in written


def test_a_form_that_is_read_carries_its_key_in_the_query() -> None:
    sending = Sending("form", "token")
    call, _ = sent(Conventions(sending=sending), Message("GET", "/things", query={"a": 1}))
    assert (call.query, call.body) == (f"a=1&token={KEY}", "")


@pytest.mark.parametrize("path", ["@elsewhere.example/x", ":80/x", "//elsewhere.example/x"])
def test_no_path_leads_a_key_to_another_host(path: str) -> None:
    call, exchange = sent(Conventions(), Message("GET", path))
    assert call.headers["authorization"] == f"Bearer {KEY}"  # it came to the base URL
    assert exchange.request.path.startswith("/")


def test_what_stands_around_a_path_is_sent_and_told() -> None:
    names = Conventions(beginning="/2010/Accounts/AC42", ending=".json")
    call, exchange = sent(names, Message("GET", "/things/1", query={"b": 2}))
    assert call.path == "/2010/Accounts/AC42/things/1.json"
    assert (exchange.request.path, exchange.request.target) == (
        "/things/1", "/2010/Accounts/AC42/things/1.json?b=2",
    )  # fmt: skip
    again = read_exchange(json.loads(json.dumps(dump_exchange(exchange))))
    assert again.request.target == exchange.request.target


def test_a_mark_tells_a_refusal_whatever_the_status() -> None:
    names = Conventions(refusal=Mark("ok", value=False), envelope="", type="", code="form",
                        param="", message="query")  # fmt: skip
    _, exchange = sent(names, Message("POST", "/things", {"a": 1}))
    assert (exchange.status, exchange.accepted, exchange.refused) == (200, False, True)
    assert exchange.code == "a=1"
    again = read_exchange(json.loads(json.dumps(dump_exchange(exchange))))
    assert (again.refused, again.code) == (True, "a=1")


@pytest.mark.parametrize(
    ("body", "stands"),
    [({"ok": False}, True), ({"ok": 0}, False), ({"ok": None}, False), ({}, False), ([], False)],
)
def test_a_mark_is_its_value_and_no_other(body: object, stands: bool) -> None:
    assert Mark("ok", value=False).stands(body) is stands


def test_parts_of_an_error_stand_anywhere_and_have_one_name() -> None:
    names = Conventions(envelope="errors.0", type="", code="id", param="source.row", message="text")
    body = {"errors": [{"id": 4, "source": {"row": "a"}, "text": "no", "type": "x", "link": "l"}]}
    assert names.error(body) == {"code": 4, "param": "a", "message": "no", "link": "l"}
    assert names.error({"errors": []}) == {}
    assert names.label("param") == "errors.0.source.row"
