"""The sandbox behaves as catalogued; literal requests and literal expectations."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts import load
from sandbox.app import create_service, respond
from sandbox.auth import PUBLISHABLE, SECRET
from sandbox.decode import decode
from sandbox.errors import ApiError
from sandbox.service import Reply, Service
from tests.sandbox.asking import call, good, refusal

CARDHOLDER = (
    "name=Jenny&billing[address][line1]=1 Main&billing[address][city]=SF"
    "&billing[address][country]=US&billing[address][postal_code]=94111"
)


@pytest.fixture(scope="module")
def service() -> Service:
    return create_service(load())


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a=1&b=2", {"a": "1", "b": "2"}),
        ("a[b][c]=1", {"a": {"b": {"c": "1"}}}),
        ("a%5Bb%5D=1", {"a": {"b": "1"}}),
        ("a[]=x&a[]=y", {"a": {"0": "x", "1": "y"}}),
        ("a[0]=x&a[1]=y", {"a": {"0": "x", "1": "y"}}),
        ("a[][b]=1&a[][c]=2&a[][b]=3", {"a": {"0": {"b": "1", "c": "2"}, "1": {"b": "3"}}}),
        (
            "a[][b][c]=1&a[][b][d]=2&a[][b][c]=3",
            {"a": {"0": {"b": {"c": "1", "d": "2"}}, "1": {"b": {"c": "3"}}}},
        ),
        ("a[][b][]=1&a[][b][]=2", {"a": {"0": {"b": {"0": "1", "1": "2"}}}}),
        ("a=%F0%9F%98%80+x", {"a": "😀 x"}),
        ("a", {"a": ""}),
        ("[x]=1", {"[x]": "1"}),
        ("a]b=1", {"a]b": "1"}),
        ("a=%zz", {"a": "%zz"}),
    ],
)
def test_decode(text: str, value: dict[str, Any]) -> None:
    assert decode(text) == value


@given(st.text("ab[]=&%0123f+é", max_size=40))
def test_decode_only_ever_refuses(text: str) -> None:
    with contextlib.suppress(ApiError):
        decode(text)


INVALID = "invalid_request_error"
MISSING, UNKNOWN, EMPTY = "parameter_missing", "parameter_unknown", "parameter_invalid_empty"
INTEGER = "parameter_invalid_integer"


@pytest.mark.parametrize(
    ("path", "body", "expected"),
    [
        ("/v1/payment_intents", "currency=usd", (400, INVALID, MISSING, "amount")),
        ("/v1/payment_intents", "amount=abc&currency=usd", (400, INVALID, INTEGER, "amount")),
        ("/v1/payment_intents", "amount=1e3&currency=usd", (400, INVALID, INTEGER, "amount")),
        ("/v1/payment_intents", "amount=0&currency=usd", (400, INVALID, INTEGER, "amount")),
        ("/v1/payment_intents", "amount=&currency=usd", (400, INVALID, EMPTY, "amount")),
        ("/v1/payment_intents", "amount=5&currency=zzz", (400, INVALID, None, "currency")),
        ("/v1/payment_intents", "amount=5&currency=usd&x=1", (400, INVALID, UNKNOWN, "x")),
        ("/v1/payment_intents", "x=1", (400, INVALID, UNKNOWN, "x")),
        (
            "/v1/payment_intents",
            "amount=5&currency=usd&shipping[name]=A&shipping[address][x]=1",
            (400, INVALID, UNKNOWN, "shipping[address][x]"),
        ),
        (
            "/v1/payment_intents",
            "amount=5&currency=usd&shipping[address][city]=A",
            (400, INVALID, MISSING, "shipping[name]"),
        ),
        (
            "/v1/payment_intents",
            "amount=5&currency=usd&customer=cus_none",
            (400, INVALID, "resource_missing", "customer"),
        ),
        (
            "/v1/payment_intents",
            "amount=5&currency=usd&confirm=maybe",
            (400, INVALID, None, "confirm"),
        ),
        (
            "/v1/payment_intents",
            "amount=5&currency=usd&off_session=true",
            (400, INVALID, None, "off_session"),
        ),
        (
            "/v1/issuing/cardholders",
            f"{CARDHOLDER}&spending_controls[spending_limits][0][amount]=5",
            (400, INVALID, MISSING, "spending_controls[spending_limits][0][interval]"),
        ),
        (
            "/v1/issuing/cardholders",
            f"{CARDHOLDER}&status=blocked",
            (400, INVALID, None, "status"),
        ),
    ],
)
def test_refusals(
    service: Service, path: str, body: str, expected: tuple[int, str, str | None, str | None]
) -> None:
    assert refusal(call(service, "POST", path, body)) == expected


def test_unknown_things(service: Service) -> None:
    assert refusal(call(service, "GET", "/v1/nope"))[:3] == (404, INVALID, None)
    assert refusal(call(service, "GET", "/v1/payment_intents/"))[:3] == (404, INVALID, None)
    assert refusal(call(service, "DELETE", "/v1/payment_intents"))[0] == 405
    missing = (404, INVALID, "resource_missing")
    assert refusal(call(service, "GET", "/v1/payment_intents/pi_none"))[:3] == missing


@pytest.mark.parametrize(
    ("text", "status"),
    [("true", 200), ("True", 200), ("False", 200), ("maybe", 400), ("YES", 400), ("1", 400),
     ("on", 400), ("TRUE", 400)],
)  # fmt: skip
def test_flags_are_taken_as_an_old_client_writes_them(
    service: Service, text: str, status: int
) -> None:
    form = f"amount=2000&currency=usd&automatic_payment_methods[enabled]={text}"
    assert call(service, "POST", "/v1/payment_intents", form).status == status


def test_a_flag_is_no_object(service: Service) -> None:
    form = "amount=2000&currency=usd&confirm[a]=true"
    assert call(service, "POST", "/v1/payment_intents", form).status == 400


def test_keys(service: Service) -> None:
    basic = base64.b64encode(f"{SECRET}:".encode()).decode()
    path = "/v1/payment_intents"
    assert call(service, "GET", path, authorization=f"Basic {basic}").status == 200
    assert refusal(call(service, "GET", path, authorization=""))[:2] == (401, INVALID)
    wrong = call(service, "GET", path, key="sk_test_wrong_and_long_enough")
    assert wrong.status == 401
    assert b"sk_test_wrong_and_long_enough" not in wrong.body
    assert call(service, "GET", path, key=PUBLISHABLE).status == 401


def test_a_publishable_key_sees_a_subset(service: Service) -> None:
    made = good(call(service, "POST", "/v1/payment_intents", "amount=5&currency=usd&metadata[a]=b"))
    path = f"/v1/payment_intents/{made['id']}"
    assert call(service, "GET", path, key=PUBLISHABLE).status == 400
    assert call(service, "GET", f"{path}?client_secret=no", key=PUBLISHABLE).status == 401
    secret = made["client_secret"]
    seen = good(call(service, "GET", f"{path}?client_secret={secret}", key=PUBLISHABLE))
    assert seen["id"] == made["id"]
    assert "metadata" not in seen
    form = f"client_secret={secret}&return_url=https://example.com&payment_method="
    declined = call(service, "POST", f"{path}/confirm", f"{form}pm_card_chargeDeclined",
                    key=PUBLISHABLE)  # fmt: skip
    assert declined.status == 402
    assert "metadata" not in json.loads(declined.body)["error"]["payment_intent"]
    paid = good(call(service, "POST", f"{path}/confirm", f"{form}pm_card_visa", key=PUBLISHABLE))
    assert (paid["status"], "metadata" in paid) == ("succeeded", False)


def test_idempotency(service: Service) -> None:
    path, body = "/v1/payment_intents", "amount=5&currency=usd"
    first = call(service, "POST", path, body, idempotency_key="k1")
    again = call(service, "POST", path, body, idempotency_key="k1")
    assert again.body == first.body
    assert again.headers["idempotent-replayed"] == "true"
    other = call(service, "POST", path, "amount=6&currency=usd", idempotency_key="k1")
    assert refusal(other)[:2] == (400, "idempotency_error")
    assert call(service, "POST", path, body, idempotency_key="k" * 256).status == 400
    assert call(service, "POST", path, "amount=x", idempotency_key="k2").status == 400
    assert call(service, "POST", path, body, idempotency_key="k2").status == 200


def test_metadata_and_unset(service: Service) -> None:
    made = good(call(service, "POST", "/v1/issuing/cardholders", f"{CARDHOLDER}&metadata[a]=1"))
    path = f"/v1/issuing/cardholders/{made['id']}"
    assert good(call(service, "POST", path, "metadata[b]=2"))["metadata"] == {"a": "1", "b": "2"}
    assert good(call(service, "POST", path, "metadata[a]="))["metadata"] == {"b": "2"}
    assert good(call(service, "POST", path, "metadata="))["metadata"] == {}
    assert good(call(service, "POST", path, ""))["name"] == "Jenny"


def test_pages(service: Service) -> None:
    mail = "pages@example.com"
    made = [
        good(call(service, "POST", "/v1/issuing/cardholders", f"{CARDHOLDER}&email={mail}"))["id"]
        for _ in range(12)
    ]
    newest = made[::-1]
    path = f"/v1/issuing/cardholders?email={mail}"

    def ids(query: str) -> tuple[list[str], bool]:
        page = good(call(service, "GET", path + query))
        return [item["id"] for item in page["data"]], page["has_more"]

    assert ids("") == (newest[:10], True)
    assert ids("&limit=100") == (newest, False)
    assert ids("&limit=0") == (newest[:1], True)
    assert ids(f"&limit=3&starting_after={newest[3]}") == (newest[4:7], True)
    assert ids(f"&limit=3&ending_before={newest[5]}") == (newest[2:5], True)
    assert ids(f"&limit=3&ending_before={newest[3]}") == (newest[:3], False)
    assert ids(f"&starting_after={newest[-1]}") == ([], False)
    unknown = call(service, "GET", f"{path}&starting_after=ich_none")
    assert refusal(unknown) == (400, INVALID, "resource_missing", "starting_after")
    both = f"{path}&starting_after={newest[0]}&ending_before={newest[1]}"
    assert refusal(call(service, "GET", both))[:3] == (400, INVALID, None)
    assert refusal(call(service, "GET", f"{path}&limit=abc"))[2] == INTEGER


def test_expand(service: Service) -> None:
    customer = good(call(service, "POST", "/v1/customers", "name=A"))["id"]
    body = f"amount=5&currency=usd&customer={customer}"
    made = good(call(service, "POST", "/v1/payment_intents", f"{body}&expand[]=customer"))
    assert made["customer"]["id"] == customer
    path = f"/v1/payment_intents/{made['id']}"
    assert good(call(service, "GET", path))["customer"] == customer
    assert good(call(service, "GET", f"{path}?expand[]=latest_charge"))["latest_charge"] is None
    listed = good(call(service, "GET", "/v1/payment_intents?limit=1&expand[]=data.customer"))
    assert listed["data"][0]["customer"]["object"] == "customer"
    assert refusal(call(service, "GET", f"{path}?expand[]=amount"))[:3] == (400, INVALID, None)
    deep = call(service, "GET", f"{path}?expand[]=customer.a.b.c.d")
    assert refusal(deep)[2] == "property_expansion_max_depth"


def test_card_numbers_show_only_when_expanded_on_retrieve(service: Service) -> None:
    holder = good(call(service, "POST", "/v1/issuing/cardholders", CARDHOLDER))["id"]
    body = f"cardholder={holder}&currency=usd&type=virtual"
    card = good(call(service, "POST", "/v1/issuing/cards", f"{body}&expand[]=number"))
    assert not {"number", "cvc"} & set(card)
    path = f"/v1/issuing/cards/{card['id']}?expand[]=number&expand[]=cvc"
    shown = good(call(service, "GET", path))
    assert shown["number"].endswith(card["last4"])


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("amount:777", 2),
        ("amount>776 AND amount<778 AND metadata['k']:'B'", 1),
        ("amount:777 AND -metadata['k']:null", 2),
        ('amount:777 AND metadata["k"]:"a"', 1),
        ("metadata['k']:'searchable'", 0),
    ],
)
def test_search(service: Service, query: str, count: int) -> None:
    for value in "ab":
        body = f"amount=777&currency=usd&metadata[k]={value}"
        call(service, "POST", "/v1/payment_intents", body, idempotency_key=f"search{value}")
    found = good(call(service, "GET", f"/v1/payment_intents/search?query={query}"))
    assert len(found["data"]) == count
    assert found["object"] == "search_result"


def test_what_nobody_declared_to_be_searched_is_counted_as_well(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(service.declared.searched, "payment_intent")
    form = "amount=500&currency=usd&metadata[k]=counted"
    good(call(service, "POST", "/v1/payment_intents", form))
    query = "query=metadata['k']:'counted'&expand[]=total_count"
    assert good(call(service, "GET", f"/v1/payment_intents/search?{query}"))["total_count"] == 1


@pytest.mark.parametrize("query", ["status:", "amount~5", "nope:'x'", "amount:1 AND", "a OR b"])
def test_malformed_search(service: Service, query: str) -> None:
    found = call(service, "GET", f"/v1/payment_intents/search?query={query}")
    assert refusal(found)[:2] == (400, INVALID)


def test_a_decline_is_recorded(service: Service) -> None:
    made = good(call(service, "POST", "/v1/payment_intents",
                     "amount=500&currency=usd&payment_method_types[]=card"))  # fmt: skip
    path = f"/v1/payment_intents/{made['id']}"
    reply = call(service, "POST", f"{path}/confirm", "payment_method=pm_card_chargeDeclined")
    error = json.loads(reply.body)["error"]
    assert (reply.status, error["type"], error["code"]) == (402, "card_error", "card_declined")
    assert error["payment_intent"]["status"] == "requires_payment_method"
    after = good(call(service, "GET", path))
    assert after["payment_method"] is None
    assert after["latest_charge"] == error["charge"]


def test_held_money_is_captured_once(service: Service) -> None:
    body = (
        "amount=2000&currency=usd&payment_method_types[]=card&payment_method=pm_card_visa"
        "&capture_method=manual&confirm=true"
    )
    made = good(call(service, "POST", "/v1/payment_intents", body))
    assert (made["status"], made["amount_capturable"]) == ("requires_capture", 2000)
    path = f"/v1/payment_intents/{made['id']}"
    too_much = call(service, "POST", f"{path}/capture", "amount_to_capture=2001")
    assert refusal(too_much)[2] == "amount_too_large"
    part = good(call(service, "POST", f"{path}/capture", "amount_to_capture=700"))
    assert (part["status"], part["amount_received"], part["amount_capturable"]) == (
        "succeeded", 700, 0,
    )  # fmt: skip
    again = call(service, "POST", f"{path}/capture")
    assert refusal(again)[2] == "payment_intent_unexpected_state"
    assert json.loads(again.body)["error"]["payment_intent"]["id"] == made["id"]


@pytest.mark.parametrize(
    ("move", "form"),
    [
        ("/cancel", "expand[]=nonsense"),
        ("", "description=x&expand[]=nonsense"),
        ("/confirm", "payment_method_data[type]=ideal&receipt_email=a@example.com"),
        ("", "description=x&" + "&".join(f"metadata[k{n}]=1" for n in range(50))),
    ],
    ids=["expansion of an action", "expansion of an update", "no return_url", "too many keys"],
)
def test_what_is_refused_is_not_done(service: Service, move: str, form: str) -> None:
    body = "amount=500&currency=usd&payment_method_types[]=card&payment_method_types[]=ideal"
    made = good(call(service, "POST", "/v1/payment_intents", f"{body}&metadata[own]=1"))
    path = f"/v1/payment_intents/{made['id']}"
    assert call(service, "POST", f"{path}{move}", form).status == 400
    assert good(call(service, "GET", path)) == made


def test_a_failed_verification_is_an_attempt(service: Service) -> None:
    bank = "payment_method_data[us_bank_account]"
    made = good(call(service, "POST", "/v1/payment_intents", "&".join((
        "amount=500&currency=usd&payment_method_types[]=us_bank_account&confirm=true",
        "payment_method_data[type]=us_bank_account&mandate_data[customer_acceptance][type]=offline",
        f"{bank}[routing_number]=110000000&{bank}[account_number]=000123456789",
        f"{bank}[account_holder_type]=individual",
        "payment_method_data[billing_details][name]=Jenny",
    ))))  # fmt: skip
    assert made["status"] == "requires_action"
    path = f"/v1/payment_intents/{made['id']}"
    reply = call(service, "POST", f"{path}/verify_microdeposits", "amounts[]=10&amounts[]=11")
    assert reply.status == 400
    assert good(call(service, "GET", path))["status"] == "requires_payment_method"


def test_a_verb_that_a_path_lacks_is_told_with_those_that_it_has(service: Service) -> None:
    found = call(service, "TRACE", "/v1/issuing/cards")
    assert (found.status, found.headers["allow"]) == (405, "GET, POST")


def test_an_id_of_nothing_in_the_path_comes_before_what_else_is_wrong(service: Service) -> None:
    found = call(service, "POST", "/v1/issuing/cards/ic_none", "status=robot")
    assert refusal(found) == (404, "invalid_request_error", "resource_missing", "card")
    found = call(service, "POST", "/v1/issuing/cards/ic_none", "nothing=1")
    assert refusal(found)[:3] == (400, "invalid_request_error", "parameter_unknown")


@pytest.mark.parametrize("query", ["limit=1&limit=2", "created[gt]=1&created[gt]=2"])
def test_a_name_that_is_given_twice_is_refused(service: Service, query: str) -> None:
    found = call(service, "GET", f"/v1/issuing/cards?{query}")
    assert refusal(found)[0] == 400


def test_no_header_is_sent_that_has_no_name() -> None:
    """An API may have no header that tells its version, and have a version all the same."""
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(respond(send, Reply(200, {"": "2026-05-27", "x-b": "1"}, b"{}")))
    assert sent[0]["headers"] == [
        (b"content-length", b"2"), (b"content-type", b"application/json"), (b"x-b", b"1"),
    ]  # fmt: skip
