"""What the checks of any exchange complain of, and what they leave alone."""

from __future__ import annotations

import json
from typing import Any

import pytest

from contracts import load
from harness.exchange import Exchange, Request, Response
from suites.laws.response import (
    carried,
    client_secret,
    error_envelope,
    expanded,
    filtered,
    full_pages,
    own,
    replay_header,
    request_id,
    times,
)

CONTRACTS = load()
INTENT = {"object": "payment_intent", "id": "pi_1", "client_secret": "pi_1_secret_a1B2c3D4e5"}
UNEXPECTED = {"type": "invalid_request_error", "code": "payment_intent_unexpected_state",
              "message": "No."}  # fmt: skip


def whole_intent() -> dict[str, Any]:
    """Return an intent that has all that its table requires."""
    plain: dict[str, Any] = {"string": "text", "integer": 1, "boolean": False, "array": []}
    table = CONTRACTS.resource("payment_intent").fields
    filled = {
        field.name: None if field.nullable else field.enum[0] if field.enum else plain[field.type]
        for field in table
        if field.required
    }
    return {**filled, **INTENT, "metadata": {}}


def _law(module: Any) -> Any:
    """Return the body of the law that a module is named after."""
    return getattr(module, module.__name__.rpartition(".")[2]).body


def complaints(
    check: Any, operation: str, body: Any, status: int = 200, *,
    path: str = "", sent: str = "", asked: dict[str, str] | None = None, **headers: str,
) -> list[str]:  # fmt: skip
    chosen = CONTRACTS.operation(operation)
    request = Request(
        chosen.method, path.partition("?")[0] or chosen.path, path.partition("?")[2], sent,
        headers=asked or {},
    )  # fmt: skip
    response = Response(status, headers, json.dumps(body).encode())
    exchange = Exchange("1", chosen.id, request, response, 0.0, 0.0)
    found = list(_law(check)(exchange, chosen, CONTRACTS))
    assert found
    return [finding.observed for finding in found if finding is not None]


@pytest.mark.parametrize(
    "intent", [None, "pi_1", {}, {**INTENT, "id": "pi_2"}, {**INTENT, "object": "charge"}]
)
def test_a_refusal_carries_the_very_intent(intent: Any) -> None:
    path = "/v1/payment_intents/pi_1/cancel"
    operation = "payment_intent.cancel"
    right = {"error": {**UNEXPECTED, "payment_intent": whole_intent()}}
    wrong = {"error": {**UNEXPECTED, "payment_intent": intent}}
    assert not complaints(carried, operation, right, 400, path=path)
    assert complaints(carried, operation, wrong, 400, path=path)


def test_a_refusal_carries_the_whole_intent() -> None:
    part = {name: value for name, value in whole_intent().items() if name != "capture_method"}
    body = {"error": {**UNEXPECTED, "payment_intent": part}}
    path = "/v1/payment_intents/pi_1/cancel"
    assert complaints(carried, "payment_intent.cancel", body, 400, path=path) == ["no such field"]


@pytest.mark.parametrize(
    ("row", "found", "observed"),
    [
        ("customer", {"object": "customer", "livemode": False, "created": 1_700_000_000}, []),
        ("customer", {"object": "account"}, ["customer is an account"]),
        ("customer", {"object": "customer", "livemode": "false"}, ['livemode is "false"']),
        ("latest_charge", {"object": "charge", "created": 1.5}, ["created is 1.5"]),
    ],
)
def test_what_is_expanded_is_of_its_kind(row: str, found: Any, observed: list[str]) -> None:
    """Of kinds without a table it is known how they call themselves, and what all objects have."""
    body = {**INTENT, row: {"id": "x_1", **found}}
    path = f"/v1/payment_intents/pi_1?expand[]={row}"
    assert complaints(expanded, "payment_intent.retrieve", body, path=path) == observed


@pytest.mark.parametrize("secret", ["pi_2_secret_a1B2c3D4e5", "secret", "pi_1_secret_1", "pi_1"])
def test_a_secret_is_made_of_its_id(secret: str) -> None:
    wrong = {**INTENT, "client_secret": secret}
    operation = "payment_intent.list"
    assert not complaints(client_secret, operation, {"data": [INTENT]})
    seen = complaints(client_secret, operation, {"data": [INTENT, wrong]})
    assert seen
    assert not any("a1B2" in words for words in seen)


def test_a_refusal_shows_a_secret_as_well() -> None:
    error = {**UNEXPECTED, "payment_intent": {**INTENT, "client_secret": "pi_2_secret_a1B2c3D4"}}
    assert complaints(client_secret, "payment_intent.cancel", {"error": error}, 400)


def test_a_message_says_something() -> None:
    operation = "issuing.card.create"
    assert complaints(error_envelope, operation, {"error": {**UNEXPECTED, "message": " "}}, 400)
    assert not complaints(error_envelope, operation, {"error": UNEXPECTED}, 400)


def test_only_what_came_with_a_key_is_a_replay() -> None:
    told = {"idempotent-replayed": "true"}
    operation = "financial_connections.account.refresh"
    asked = {"Idempotency-Key": "k"}
    assert complaints(replay_header, operation, {}, **told)
    assert not complaints(replay_header, operation, {}, asked=asked, **told)
    for headers in ({}, asked):
        with pytest.raises(AssertionError):  # a server that never says it has shown nothing
            complaints(replay_header, operation, {}, asked=headers)


def test_a_time_is_after_1970_unless_requests_fill_it() -> None:
    account = {"balance_refresh": {"last_attempted_at": 0}}
    assert complaints(times, "financial_connections.account.retrieve", account)
    dispute = {"created": 1_700_000_000, "evidence": {"canceled": {"canceled_at": 0}}}
    assert not complaints(times, "issuing.dispute.retrieve", dispute)


@pytest.mark.parametrize(
    ("status", "headers", "observed"),
    [
        (200, {}, ["Request-Id missing"]),
        (400, {}, ["Request-Id missing"]),
        (401, {"request-id": "17"}, ["Request-Id 17"]),
        (401, {"request-id": "req_1"}, []),
    ],
)
def test_every_answer_has_a_request_id(
    status: int, headers: dict[str, str], observed: list[str]
) -> None:
    body = {"error": {"type": "invalid_request_error", "message": "No."}}
    assert complaints(request_id, "payment_intent.retrieve", body, status, **headers) == observed


def test_a_refused_key_may_be_told_without_a_request_id() -> None:
    """The official client shows `requestId: undefined` of a 401."""
    chosen = CONTRACTS.operation("payment_intent.retrieve")
    exchange = Exchange("1", chosen.id, Request("GET", chosen.path), Response(401, {}, b"{}"), 0, 0)
    assert not list(_law(request_id)(exchange, chosen, CONTRACTS))


@pytest.mark.parametrize(
    ("query", "entry", "fits"),
    [
        ("status=inactive", {"status": "inactive"}, True),
        ("status=inactive", {"status": "active"}, False),
        ("cardholder=ich_1", {"cardholder": {"id": "ich_1"}}, True),
        ("cardholder=ich_1", {"cardholder": {"id": "ich_2"}}, False),
        ("personalization_design=ipcd_1", {"personalization_design": None}, False),
        ("exp_month=07", {"exp_month": 7}, True),
        ("last4=0042&limit=3", {"last4": "4200"}, False),
    ],
)
def test_a_page_fits_what_it_was_asked_for(query: str, entry: dict[str, Any], fits: bool) -> None:
    body = {"object": "list", "data": [entry]}
    assert bool(complaints(filtered, "issuing.card.list", body, path=f"/v1/x?{query}")) != fits


@pytest.mark.parametrize(
    ("query", "entry", "fits"),
    [
        ("email=A%40example.com", {"email": "a@example.com"}, True),
        ("email=a%40example.co", {"email": "a@example.com"}, False),
        ("phone_number=8005550199", {"phone_number": "+18005550199"}, True),
        ("phone_number=8005550199", {"phone_number": "+18005550100"}, False),
    ],
)
def test_how_people_are_found(query: str, entry: dict[str, Any], fits: bool) -> None:
    body = {"object": "list", "data": [entry]}
    assert (
        bool(complaints(filtered, "issuing.cardholder.list", body, path=f"/v1/x?{query}")) != fits
    )


@pytest.mark.parametrize(
    ("query", "entries", "more", "observed"),
    [
        ("limit=3", 2, True, ["2 objects"]),
        ("limit=3", 3, True, []),
        ("", 9, True, ["9 objects"]),
        ("", 10, True, []),
    ],
)
def test_a_page_before_others_is_full(
    query: str, entries: int, more: bool, observed: list[str]
) -> None:
    body = {"object": "list", "data": [{"id": f"ic_{n}"} for n in range(entries)],
            "has_more": more}  # fmt: skip
    path = f"/v1/issuing/cards?{query}"
    assert complaints(full_pages, "issuing.card.list", body, path=path) == observed


@pytest.mark.parametrize(
    ("second", "observed"), [("ch_2", []), ("ch_1", ["the same on two"]), (None, [None])]
)
def test_no_two_objects_of_a_page_share_what_is_their_own(second: Any, observed: Any) -> None:
    charges = [{"id": "ch_1"}, second and {"id": second}]
    data = [{**INTENT, "id": f"pi_{n}", "client_secret": f"pi_{n}_secret", "latest_charge": charge}
            for n, charge in enumerate(charges)]  # fmt: skip
    body = {"object": "list", "data": data, "has_more": False}
    assert complaints(own, "payment_intent.list", body) == [x for x in observed if x]
