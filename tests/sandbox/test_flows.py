"""What the guides of the real API walk through works in the sandbox."""

from __future__ import annotations

import json
from typing import Any

import pytest

from contracts import load
from sandbox.app import create_service
from sandbox.service import Service
from tests.sandbox.asking import call, good, refusal

CARD = "amount=2000&currency=usd&payment_method_types[]=card&payment_method=pm_card_visa"
OPTION = "payment_method_options[card]"


@pytest.fixture(scope="module")
def service() -> Service:
    return create_service(load())


def post(service: Service, path: str, form: str = "") -> dict[str, Any]:
    return good(call(service, "POST", path, form))


def get(service: Service, path: str) -> dict[str, Any]:
    return good(call(service, "GET", path))


def card_of(service: Service, intent: dict[str, Any]) -> dict[str, Any]:
    charge = get(service, f"/v1/charges/{intent['latest_charge']}")
    found: dict[str, Any] = charge["payment_method_details"]["card"]
    return found


def test_the_options_of_a_type_say_when_its_funds_are_taken(service: Service) -> None:
    form = f"{CARD}&confirm=true&{OPTION}[capture_method]=manual"
    made = post(service, "/v1/payment_intents", form)
    assert (made["status"], made["amount_capturable"]) == ("requires_capture", 2000)
    assert made["capture_method"] == "automatic_async"
    taken = post(service, f"/v1/payment_intents/{made['id']}/capture")
    assert (taken["status"], taken["amount_received"]) == ("succeeded", 2000)


def test_an_overcapture_takes_more_than_was_held_up_to_its_limit(service: Service) -> None:
    form = f"{CARD}&confirm=true&capture_method=manual&{OPTION}[request_overcapture]=if_available"
    made = post(service, "/v1/payment_intents", form)
    most = card_of(service, made)["overcapture"]["maximum_amount_capturable"]
    path = f"/v1/payment_intents/{made['id']}/capture"
    beyond = call(service, "POST", path, f"amount_to_capture={most + 1}")
    assert refusal(beyond)[2] == "amount_too_large"
    taken = post(service, path, f"amount_to_capture={most}")
    assert (taken["amount"], taken["amount_received"], most) == (2000, most, 2400)


def test_a_hold_says_until_when_it_lasts(service: Service) -> None:
    form = f"{CARD}&confirm=true&capture_method=manual"
    usual = post(service, "/v1/payment_intents", form)
    asked = f"{form}&{OPTION}[request_extended_authorization]=if_available"
    longer = post(service, "/v1/payment_intents", asked)
    usual_card, longer_card = card_of(service, usual), card_of(service, longer)
    assert longer_card["extended_authorization"] == {"status": "enabled"}
    assert usual["created"] < usual_card["capture_before"] < longer_card["capture_before"]
    taken = post(service, "/v1/payment_intents", f"{CARD}&confirm=true")
    assert "capture_before" not in card_of(service, taken)


def transfer(service: Service, mode: str, cash: int) -> dict[str, Any]:
    customer = post(service, "/v1/customers", "name=Jenny")["id"]
    settings = f"settings[reconciliation_mode]={mode}"
    post(service, f"/v1/customers/{customer}/cash_balance", settings)
    if cash:
        fund(service, customer, cash)
    balance = "payment_method_options[customer_balance]"
    return post(service, "/v1/payment_intents", "&".join((
        f"amount=1099&currency=eur&confirm=true&customer={customer}",
        "payment_method_types[]=customer_balance&payment_method_data[type]=customer_balance",
        f"{balance}[funding_type]=bank_transfer&{balance}[bank_transfer][type]=eu_bank_transfer",
        f"{balance}[bank_transfer][eu_bank_transfer][country]=BE",
    )))  # fmt: skip


def fund(service: Service, customer: str, amount: int) -> None:
    path = f"/v1/test_helpers/customers/{customer}/fund_cash_balance"
    post(service, path, f"amount={amount}&currency=eur")


@pytest.mark.parametrize(
    ("mode", "cash", "status"),
    [
        ("automatic", 1099, "succeeded"),
        ("automatic", 500, "requires_action"),
        ("manual", 1099, "requires_action"),
    ],
)
def test_cash_pays_by_itself_unless_that_is_left_to_calls(
    service: Service, mode: str, cash: int, status: str
) -> None:
    assert transfer(service, mode, cash)["status"] == status


def test_cash_that_arrives_pays_what_waits_for_it(service: Service) -> None:
    made = transfer(service, "automatic", 0)
    steps = made["next_action"]["display_bank_transfer_instructions"]
    assert steps["financial_addresses"][0]["iban"]["country"] == "BE"
    fund(service, made["customer"], 1000)
    path = f"/v1/payment_intents/{made['id']}"
    part = get(service, path)["next_action"]["display_bank_transfer_instructions"]
    assert part["amount_remaining"] == 99
    fund(service, made["customer"], 100)
    assert get(service, path)["status"] == "succeeded"
    left = get(service, f"/v1/customers/{made['customer']}/cash_balance")["available"]
    assert left == {"eur": 1}


def test_a_setup_intent_that_is_confirmed_later_leaves_a_mandate(service: Service) -> None:
    made = post(service, "/v1/setup_intents", "payment_method_types[]=sepa_debit")
    path = f"/v1/setup_intents/{made['id']}"
    assert made["status"] == "requires_payment_method"
    assert call(service, "POST", f"{path}/confirm").status == 400
    form = (
        "payment_method_data[type]=sepa_debit"
        "&payment_method_data[sepa_debit][iban]=DE89370400440532013000"
        "&mandate_data[customer_acceptance][type]=offline"
    )
    done = post(service, f"{path}/confirm", form)
    assert get(service, path) == done
    assert get(service, f"/v1/mandates/{done['mandate']}")["status"] == "active"
    again = call(service, "POST", f"{path}/cancel")
    assert refusal(again)[2] == "setup_intent_unexpected_state"


def test_a_payment_link_sells_prices_and_shows_them_when_asked(service: Service) -> None:
    line = "line_items[0][price_data]"
    form = f"{line}[currency]=usd&{line}[unit_amount]=500&line_items[0][quantity]=2"
    made = post(service, "/v1/payment_links", form)
    assert "line_items" not in made
    listed = get(service, "/v1/payment_links?limit=1&expand[]=data.line_items")
    sold = get(service, f"/v1/payment_links/{made['id']}/line_items")
    assert listed["data"][0]["line_items"] == sold
    assert sold["data"][0]["amount_total"] == 1000
    missing = call(service, "POST", "/v1/payment_links", "line_items[0][quantity]=1")
    assert refusal(missing)[2:] == ("parameter_missing", "line_items[0][price]")


@pytest.mark.parametrize(
    ("number", "code"), [("4242424242424242", None), ("4000000000009995", "card_declined")]
)
def test_the_number_of_a_test_card_says_what_becomes_of_it(
    service: Service, number: str, code: str | None
) -> None:
    form = f"type=card&card[number]={number}&card[exp_month]=8&card[exp_year]=2034"
    method = post(service, "/v1/payment_methods", form)["id"]
    path = "/v1/payment_intents"
    body = f"amount=500&currency=usd&payment_method_types[]=card&payment_method={method}"
    answer = json.loads(call(service, "POST", path, f"{body}&confirm=true").body)
    assert answer.get("error", {}).get("code") == code
    assert get(service, f"/v1/payment_methods/{method}")["card"]["last4"] == number[-4:]


@pytest.mark.parametrize(
    "path",
    ["/v1/customers", "/v1/setup_intents", "/v1/issuing/authorizations", "/v1/charges",
     "/v1/payment_methods"],
)  # fmt: skip
def test_neighbours_are_listed_by_the_page(service: Service, path: str) -> None:
    for _ in range(2):
        post(service, "/v1/customers", "name=Jenny")
        post(service, "/v1/setup_intents")
        post(service, "/v1/payment_intents", f"{CARD}&confirm=true")
    first = get(service, f"{path}?limit=1")
    assert first["object"] == "list"
    if first["data"]:
        following = get(service, f"{path}?limit=1&starting_after={first['data'][0]['id']}")
        assert following["data"] != first["data"]
