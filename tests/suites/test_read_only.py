"""A run that only reads sends nothing that may write, and asks what any other run asks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from contracts.loader import API
from harness.encoding import encode
from harness.message import Message
from harness.reasons import WITHHELD
from harness.redaction import Keys
from harness.target import Target
from sandbox.auth import SECRET
from suites.asking import selected
from tests.near import answering
from tests.running import run
from tests.suites.servers import FORM, Answer, Call, Reference, listening

CUSTOMERS, INTENTS = "/v1/customers", "/v1/payment_intents"
ASKED = (
    "payment_intent.list.pagination.page_size", "payment_intent.retrieve.accepts",
    "payment_intent.create.required.amount", "payment_intent.cancel.accepts",
    "payment_intent.create.required.nothing_left",
)  # fmt: skip


@dataclass
class _Server:
    """A sandbox with somebody's objects, which keeps what it is sent."""

    inner: Reference = field(default_factory=Reference)
    calls: list[Call] = field(default_factory=list)

    def __post_init__(self) -> None:
        for _ in range(5):
            self.inner(self._post({"amount": "2000", "currency": "usd"}))

    @staticmethod
    def _post(form: dict[str, str]) -> Call:
        sent = {"authorization": f"Bearer {SECRET}", "content-type": FORM}
        return Call("POST", INTENTS, "", encode(form), sent)

    def __call__(self, call: Call) -> Answer:
        self.calls.append(call)
        return self.inner(call)


@pytest.fixture
def asked() -> Iterator[tuple[_Server, str]]:
    server = _Server()
    with answering(server) as url:
        yield server, url


def test_nothing_is_sent_but_requests_that_read(asked: tuple[_Server, str]) -> None:
    server, url = asked
    found = run(url, *ASKED, key=SECRET, read_only=True)
    assert {call.method for call in server.calls} == {"GET"}
    asked_for = {claim.id for claim in selected(API, "standard", ASKED).claims()}
    assert {verdict["id"] for verdict in found.results["verdicts"]} == asked_for
    assert "payment_intent.retrieve.accepts" in found.ids("pass")  # what a list answers is read
    assert "payment_intent.list.pagination.page_size" in found.ids("pass")
    for name in ("payment_intent.cancel.accepts", "payment_intent.create.required.amount",
                 "payment_intent.create.required.nothing_left"):  # fmt: skip
        assert found.verdict(name)["status"] == "not_testable"
        assert found.verdict(name)["message"] == WITHHELD


def test_a_configured_object_is_read_and_not_used_up(asked: tuple[_Server, str]) -> None:
    server, url = asked
    given = {name: server.inner.ids[name] for name in ("issuing.token:active", "issuing.token")
             if name in server.inner.ids}  # fmt: skip
    asked_for = ("issuing.token.retrieve.accepts", "issuing.token.update.accepts")
    found = run(url, *asked_for, ids=given, key=SECRET, read_only=True)
    assert {call.method for call in server.calls} == {"GET"}
    assert "issuing.token.retrieve.accepts" in found.ids("pass")
    assert found.verdict("issuing.token.update.accepts")["message"] == WITHHELD


def test_the_connection_itself_lets_no_request_out_that_may_write() -> None:
    calls: list[str] = []

    def respond(call: Call) -> Answer:
        calls.append(call.method)
        return Answer()

    with listening(respond) as url:
        target = Target(url, Keys("sk_test_1"), api_version="v", read_only=True, retries=0)
        for sender in (target, target.twin("race")):
            for method in ("POST", "PUT", "PATCH", "DELETE", "post", "LINK"):
                exchange = sender.send(Message(method, "/v1/things", form={"a": 1}))
                assert exchange.response is None
            assert sender.send(Message("GET", "/v1/things")).status == 200
            sender.close()
    assert set(calls) == {"GET"}
