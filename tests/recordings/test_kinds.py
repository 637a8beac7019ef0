"""Recorded objects other than intents: what other versions of the API say of them is no defect."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.recordings.test_examine import PINNED, Entry, entry, judged, names

API = "https://api.stripe.com/v1"
LINKED: Entry = {
    "id": "fca_1InventedAccount000Ab01", "object": "financial_connections.account",
    "account_holder": {"customer": "cus_InventedCustom0A", "type": "customer"}, "balance": None,
    "balance_refresh": None, "category": "cash", "created": 1709631000,
    "display_name": "Household", "institution_name": "Invented Bank", "last4": "4242",
    "livemode": False, "ownership": None, "ownership_refresh": None, "permissions": [],
    "status": "active", "subcategory": "checking",
    "supported_payment_method_types": ["us_bank_account"],
}  # fmt: skip
DESIGN: Entry = {
    "id": "ipcd_1InventedDesign000Ab01", "object": "issuing.personalization_design",
    "card_logo": None, "carrier_text": None, "livemode": False, "lookup_key": None, "metadata": {},
    "name": "Blue", "physical_bundle": "ics_1InventedBundle000Ab01",
    "preferences": {"is_default": False},
    "rejection_reasons": {"card_logo": [], "carrier_text": []}, "status": "active",
}  # fmt: skip
ATTEMPT: Entry = {
    "id": "par_1InventedAttempt00Ab01", "object": "payment_attempt_record",
    "amount_authorized": {"currency": "eur", "value": 1250},
    "amount_canceled": {"currency": "eur", "value": 0},
    "amount_failed": {"currency": "eur", "value": 0},
    "amount_guaranteed": {"currency": "eur", "value": 0},
    "amount_refunded": {"currency": "eur", "value": 0},
    "amount_requested": {"currency": "eur", "value": 1250},
    "created": 1709631000, "customer_details": None, "customer_presence": "on_session",
    "description": None, "livemode": False, "metadata": {},
    "payment_method_details": None, "payment_record": "pr_1InventedRecord000Ab01",
    "processor_details": {"type": "custom"}, "shipping_details": None,
}  # fmt: skip
LINK: Entry = {
    "id": "plink_1InventedLink00000Ab01", "object": "payment_link", "active": True,
    "after_completion": {"hosted_confirmation": {"custom_message": None},
                         "type": "hosted_confirmation"},
    "allow_promotion_codes": False, "application_fee_amount": None, "automatic_tax": {
        "enabled": False}, "application_fee_percent": None, "billing_address_collection": "auto",
    "livemode": False, "metadata": {}, "on_behalf_of": None, "payment_method_types": None,
    "shipping_address_collection": None, "subscription_data": None, "transfer_data": None,
    "url": "https://buy.example.com/invented",
}  # fmt: skip


def linked(version: str = "2023-10-16", **values: object) -> Entry:
    url = f"{API}/financial_connections/accounts/{LINKED['id']}"
    return entry("get", url, "", body=LINKED | values, version=version)


@pytest.mark.parametrize(("value", "found"), [
    ("active", []), ("pending", []), ("open", ["response_table"]),
])  # fmt: skip
def test_status_of_a_linked_account(value: str, found: list[str], tmp_path: Path) -> None:
    """While a refresh is under way an account may be pending."""
    assert names(judged(tmp_path, linked(status=value))) == found


@pytest.mark.parametrize(("version", "value", "found"), [
    ("2023-10-16", "linked_account", []), (PINNED, "linked_account", ["response_table"]),
    ("2023-10-16", "account", ["response_table"]),
])  # fmt: skip
def test_name_of_a_linked_account(
    version: str, value: str, found: list[str], tmp_path: Path
) -> None:
    """At the modern path an account of another version may have the name of the legacy one."""
    had = linked(version, object=value, subscriptions=[], transaction_refresh=None)
    assert names(judged(tmp_path, had)) == found


@pytest.mark.parametrize(("path", "body", "lacking", "found"), [
    ("issuing/personalization_designs", DESIGN, "", []),
    ("payment_attempt_records", ATTEMPT, "", []),
    ("payment_attempt_records", ATTEMPT, "created", ["response_table"]),
])  # fmt: skip
def test_younger_fields(
    path: str, body: Entry, lacking: str, found: list[str], tmp_path: Path
) -> None:
    """What some objects got later may lack at another version, what they always had may not."""
    had: Entry = {name: value for name, value in body.items() if name != lacking}
    assert (
        names(judged(tmp_path, entry("get", f"{API}/{path}/{body['id']}", "", body=had))) == found
    )


@pytest.mark.parametrize(("version", "lacking", "found"), [
    ("2020-08-27", "currency", []), ("2020-08-27", "livemode", ["response_table"]),
    ("2023-10-16", "", []), ("2023-10-16", "currency", ["response_table"]),
])  # fmt: skip
def test_links_of_old(version: str, lacking: str, found: list[str], tmp_path: Path) -> None:
    """Links had no currency at first."""
    whole = LINK | {"currency": "eur", "phone_number_collection": {"enabled": False}}
    had = {name: value for name, value in whole.items() if name != lacking}
    page = {"object": "list", "data": [had], "has_more": False, "url": "/v1/payment_links"}
    read = entry("get", f"{API}/payment_links?limit=3", "", body=page, version=version)
    assert names(judged(tmp_path, read)) == found


HOLDER: Entry = {
    "id": "ich_1InventedHolder00Ab01", "object": "issuing.cardholder", "name": "Ada Invented",
    "billing": {"address": {"city": "Anytown", "country": "US", "line1": "1 Road", "line2": None,
                            "postal_code": "94111", "state": "CA"}},
    "company": None, "created": 1709631000, "email": None, "individual": None, "livemode": False,
    "metadata": {}, "phone_number": "+14155550123", "requirements": {"past_due": []},
    "spending_controls": {}, "status": "active", "type": "individual",
}  # fmt: skip


@pytest.mark.parametrize(("sent", "found"), [
    ("%2B14155550123", []), ("(415)+555-0123", []), ("415.555.0123", []),
    ("(415)+555-0199", ["sent_values"]), ("0123", ["sent_values"]),
    ("%2B24155550123", ["sent_values"]),
])  # fmt: skip
def test_number_of_a_cardholder(sent: str, found: list[str], tmp_path: Path) -> None:
    """The service writes a number in a form of its own, and keeps its digits."""
    address = "&".join(f"billing[address][{name}]={value}".replace(" ", "+") for name, value
                       in HOLDER["billing"]["address"].items() if value)  # fmt: skip
    form = f"name=Ada+Invented&type=individual&{address}&phone_number={sent}"
    had = entry("post", f"{API}/issuing/cardholders", form, body=HOLDER)
    assert names(judged(tmp_path, had)) == found


MANDATE: Entry = {
    "id": "mandate_1InventedMandate0Ab01", "object": "mandate", "livemode": False,
    "customer_acceptance": {"accepted_at": 1709631000, "offline": {}, "type": "offline"},
    "multi_use": {}, "payment_method": "pm_1InventedMethod00000Ab01",
    "payment_method_details": {"type": "card", "card": {}}, "status": "active",
    "type": "multi_use",
}  # fmt: skip


def test_mandates_of_two_types(tmp_path: Path) -> None:
    """An object has no field for what it is not, though the others of the file have it."""
    once = {name: value for name, value in MANDATE.items() if name != "multi_use"} | {
        "id": "mandate_1InventedMandate0Ab02", "type": "single_use",
        "single_use": {"amount": 1250, "currency": "eur"},
    }  # fmt: skip
    had = [entry("get", f"{API}/mandates/{body['id']}", "", body=body)
           for body in (MANDATE, MANDATE, MANDATE, once)]  # fmt: skip
    assert not judged(tmp_path, *had).observations


@pytest.mark.parametrize(("value", "found"), [
    ("correos", []), ("fedex", []), ("pigeon", ["response_table"]),
])  # fmt: skip
def test_a_value_that_came_later(value: str, found: list[str], tmp_path: Path) -> None:
    """The service does not hold new values back from those who speak a former version."""
    shipping = {
        "address": HOLDER["billing"]["address"], "address_validation": None, "carrier": value,
        "customs": None, "eta": None, "name": "Ada Invented", "phone_number": None,
        "require_signature": None, "service": "standard", "status": "shipped",
        "tracking_number": None, "tracking_url": None, "type": "individual",
    }  # fmt: skip
    body = {
        "id": "ic_1InventedCard00000Ab01", "object": "issuing.card", "brand": "Visa",
        "cancellation_reason": None, "cardholder": HOLDER, "created": 1709631000,
        "currency": "eur", "exp_month": 1, "exp_year": 2029, "last4": "4242",
        "livemode": False, "metadata": {}, "replaced_by": None, "replacement_for": None,
        "replacement_reason": None, "shipping": shipping, "status": "active",
        "spending_controls": {
            "allowed_categories": None, "allowed_merchant_countries": None,
            "blocked_categories": None, "blocked_merchant_countries": None,
            "spending_limits": None, "spending_limits_currency": None,
        }, "type": "physical", "wallets": None,
    }  # fmt: skip
    url = f"{API}/issuing/cards/{body['id']}"
    assert names(judged(tmp_path, entry("get", url, "", body=body, version=PINNED))) == found
