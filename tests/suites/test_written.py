"""What requests wrote of an object is known until something else may have been done to it."""

from __future__ import annotations

import json
from itertools import count
from typing import Any

from contracts import load
from harness.exchange import Exchange, Request, Response
from harness.message import Message
from harness.verdict import Finding
from suites.conventions import conventions
from suites.laws.response.kept import kept
from suites.written import Written, written

API = load()
SPOKEN = conventions(API)
HOLDER = {"id": "ich_1", "object": "issuing.cardholder", "email": "a@example.com",
          "phone_number": "+18008675309", "metadata": {"order": "6735"}}  # fmt: skip
_NUMBERS = count(1)


def _exchange(name: str, body: dict[str, Any], sent: str = "", **headers: str) -> Exchange:
    operation = API.operation(f"issuing.cardholder.{name}")
    path = operation.path.replace("{cardholder}", "ich_1")
    request = Request(operation.method, path, body=sent, headers=headers)
    response = Response(400 if "error" in body else 200, {}, json.dumps(body).encode())
    return Exchange(f"x{next(_NUMBERS)}", operation.id, request, response, 0, 0,
                    conventions=SPOKEN)  # fmt: skip


class _Line:
    """Sends what it is given, as a line of groups does, and returns what the law says."""

    def __init__(self) -> None:
        self.known = Written()

    def says(self, exchange: Exchange, *, alone: bool = True) -> list[str]:
        operation = API.operation(exchange.operation)
        self.known.sent(
            Message(exchange.request.method, exchange.request.path), exchange, alone=alone
        )
        traced = self.known.traced(exchange, operation, API)
        found = [f.place for f in kept.body(traced, operation, API) if isinstance(f, Finding)]
        self.known.learn(exchange, operation, API)
        return found


def _made() -> _Line:
    line = _Line()
    assert line.says(_exchange("create", HOLDER)) == []
    return line


def test_rows_that_nothing_else_moves_are_known() -> None:
    assert written(API.operation("issuing.cardholder.retrieve"), API) == (
        "email", "metadata", "phone_number",
    )  # fmt: skip


def test_what_a_reading_shows_otherwise_was_written_by_nobody() -> None:
    line = _made()
    marked = {**HOLDER, "metadata": {"order": "6735", "seen": "1"}}
    assert line.says(_exchange("retrieve", HOLDER)) == []
    assert line.says(_exchange("retrieve", marked)) == ["metadata"]
    assert line.says(_exchange("list", {"object": "list", "data": [marked]})) == ["metadata"]


def test_an_update_keeps_what_it_was_not_sent() -> None:
    line = _made()
    later = {**HOLDER, "email": "b@example.com", "phone_number": None}
    assert line.says(_exchange("update", later, "email=b%40example.com")) == ["phone_number"]
    assert line.says(_exchange("retrieve", later)) == []


def test_a_refusal_writes_nothing() -> None:
    line = _made()
    refused = {"error": {"type": "invalid_request_error", "message": "No."}}
    assert line.says(_exchange("update", refused, "email=c")) == []
    assert line.says(_exchange("retrieve", {**HOLDER, "email": "c"})) == ["email"]


def test_what_may_be_the_answer_of_before_teaches_nothing() -> None:
    line = _made()
    later = {**HOLDER, "email": "b@example.com"}
    keyed = _exchange("update", HOLDER, "email=b%40example.com", **{"Idempotency-Key": "k"})
    assert line.says(keyed) == []
    assert line.says(_exchange("retrieve", later)) == []


def test_what_several_connections_write_to_is_not_known() -> None:
    line = _made()
    later = {**HOLDER, "email": "b@example.com"}
    assert line.says(_exchange("update", HOLDER, "email=a"), alone=False) == []
    assert line.says(_exchange("update", HOLDER, "email=a"), alone=False) == []
    assert line.says(_exchange("retrieve", later)) == []


def test_what_was_given_may_be_changed_by_others() -> None:
    line = _Line()
    line.known = Written(frozenset({"ich_1"}))
    assert line.says(_exchange("update", HOLDER, "email=a%40example.com")) == []
    assert line.says(_exchange("retrieve", {**HOLDER, "metadata": {}})) == []


def test_an_update_teaches_of_what_no_creation_was_seen() -> None:
    line = _Line()
    assert line.says(_exchange("update", HOLDER, "email=a%40example.com")) == []
    assert line.says(_exchange("retrieve", {**HOLDER, "metadata": {}})) == ["metadata"]
