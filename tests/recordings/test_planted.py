"""Defects that were planted in recordings and went unnoticed, and neighbours that are right."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from tests.recordings.test_examine import (
    ERROR,
    FORM,
    INTENT,
    INTENTS,
    PINNED,
    Entry,
    entry,
    judged,
    names,
)
from tests.recordings.test_more import (
    ACTION,
    CHARGE,
    ENDED,
    HELD,
    OPEN,
    PAID,
    TODO,
    act,
    card,
    create,
    get,
    update,
)

SHIPPING = {"name": "Jo Invented", "phone": None, "carrier": None, "tracking_number": None,
            "address": {"city": "Graz", "country": "AT", "line1": "Platz 1", "line2": None,
                        "postal_code": "8010", "state": None}}  # fmt: skip
SHIPPED = "shipping[name]=Jo+Invented&shipping[address][line1]=Platz+1"
CUSTOMER, METHOD = "cus_InventedCustom0A1", "pm_1InventedMethod0000Ab01"
OPTIONS = {"card": {"request_three_d_secure": "automatic"}}
SET = OPEN | {"shipping": SHIPPING, "setup_future_usage": "off_session", "payment_method": METHOD,
              "last_payment_error": None}  # fmt: skip
SUM = CHARGE | {"amount": 1250}
SETTLED = PAID | {"payment_method_options": OPTIONS, "latest_charge": SUM}


def without(body: Entry, *names: str, **more: Any) -> Entry:
    return {name: value for name, value in body.items() if name not in names} | more


def plain(body: Entry) -> Entry:
    return entry(form="amount=1250&currency=eur", body=body)


def refusal(**values: Any) -> Entry:
    return entry(form="amount=1250", status=400, body={"error": ERROR["error"] | values})


def found(**rest: Any) -> Entry:
    """Return what a search that found one intent brought."""
    body = {"object": "search_result", "data": [INTENT], "has_more": False, "next_page": None,
            "url": "/v1/payment_intents/search"}  # fmt: skip
    url = f"{INTENTS}/search?query=currency%3A%27eur%27&limit=1"
    return entry("get", url, "", version=PINNED, body=body | rest)


def listed(param: str, **rest: Any) -> Entry:
    """Return how a list refused a filter."""
    url = "https://api.stripe.com/v1/issuing/cards?status=nope"
    error = {"message": "Invalid status.", "param": param, "type": "invalid_request_error"}
    return entry("get", url, "", 400, {"error": error | rest}, PINNED)


def numbered(*numbers: int) -> list[Entry]:
    """Return readings of several intents, whose requests have these numbers."""
    made = []
    for place, number in enumerate(numbers):
        name = f"pi_3InventedIntent0000Ab{place + 1:02}"
        made.append(entry("get", f"{INTENTS}/{name}", "", body=INTENT | {"id": name}))
        made[-1]["response"]["headers"]["Request-Id"] = [f"req_Invented{number:02}AbCdEf"]
    return made


WRONG: dict[str, tuple[str, list[Entry]]] = {
    "more is found, and no next page": ("page.next", [found(has_more=True)]),
    "a next page behind the last": ("page.next", [found(next_page="bmV4dC1wYWdl")]),
    "what a list was not asked": ("error_names", [listed("type")]),
    "metadata is a list": ("response_table", [plain(INTENT | {"metadata": []})]),
    "metadata is a list, among objects": ("response_table", [
        plain(INTENT | {"metadata": [], "payment_method_options": {}, "preset": []})]),
    "names run together": ("response_table", [
        plain(without(INTENT, "amount_capturable", amountCapturable=0))]),
    "names run together, further in": ("response_table", [
        plain(INTENT | {"shipping": without(SHIPPING, "tracking_number", trackingNumber=None)})]),
    "an attribute of an error": ("response_table", [refusal(declineCode="fraudulent")]),
    "param is a list": ("error_envelope", [refusal(param=["currency"])]),
    "a method is a number": ("error_envelope", [refusal(payment_method=7)]),
    "an intent is its id": ("error_envelope", [refusal(payment_intent="pi_1Invented0000Ab01")]),
    "an expanded object has no id": ("response_table", [
        entry("get", f"{INTENTS}/{OPEN['id']}?expand[]=customer", "", version=PINNED,
              body=OPEN | {"customer": {"name": "Jo"}})]),
    "param is a number": ("error_envelope", [refusal(param=5)]),
    "a decline is an object": ("error_envelope", [refusal(decline_code={"name": "x"})]),
    "status is an object": ("response_table", [plain(INTENT | {"status": {"name": "open"}})]),
    "status is a list": ("response_table", [plain(INTENT | {"status": []})]),
    "status is a number": ("response_table", [plain(INTENT | {"status": 2})]),
    "the object is null": ("sent_values", [create(OPEN | {"shipping": None},
                                                  f"{FORM}&payment_method=pm_1&{SHIPPED}")]),
    "the array is null": ("sent_values", [
        entry(form=f"{FORM}&payment_method_types[]=card",
              body=INTENT | {"excluded_payment_method_types": None,
                             "payment_method_types": ["klarna"]})]),
    "the array is empty": ("sent_values", [
        entry(form=f"{FORM}&payment_method_types[0]=card",
              body=INTENT | {"payment_method_types": []})]),
    "the id is null": ("sent_values", [entry(form=f"{FORM}&customer={CUSTOMER}")]),
    "another id": ("sent_values", [entry(form=f"{FORM}&customer={CUSTOMER}",
                                         body=INTENT | {"customer": "cus_InventedCustom0B2"})]),
    "another method": ("sent_values", [create(OPEN | {"payment_method": f"{METHOD[:-1]}2"},
                                              f"{FORM}&payment_method={METHOD}")]),
    "the method changes": ("kept", [get(SET), get(SET | {"payment_method": f"{METHOD[:-1]}2"})]),
    "the types change": ("kept", [get(SET), get(SET | {"payment_method_types": ["klarna"]})]),
    "the usage changes": ("kept", [get(SET), get(SET | {"setup_future_usage": "on_session"})]),
    "the shipping changes": ("kept", [get(SET), get(SET | {"shipping": SHIPPING | {
        "name": "Al Invented"}})]),
    "the shipping is gone": ("kept", [get(SET), get(SET | {"shipping": None})]),
    "texts sent, usage gone": ("kept", [get(SET), update(
        "metadata[basket]=17", SET | {"setup_future_usage": None})]),
    "the limits of a card change": ("kept", [
        card(spending_controls={"allowed_categories": ["bakeries"]}),
        card(spending_controls={"allowed_categories": ["florists"]})]),
    "a reason and open": ("state", [get(OPEN | {"cancellation_reason": "duplicate"})]),
    "a reason and paid": ("state", [get(PAID | {"cancellation_reason": "abandoned"})]),
    "confirmed and still to be confirmed": ("result", [act("confirm", OPEN)]),
    "the charge is of another amount": ("reference", [
        get(SETTLED | {"latest_charge": SUM | {"amount": 1200}})]),
    "the charge of old is of another amount": ("reference", [
        get(without(SETTLED, "latest_charge", charges={"object": "list", "data": [
            SUM | {"amount": 1200}]}))]),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_wrong(name: str, tmp_path: Path) -> None:
    check, entries = WRONG[name]
    found = judged(tmp_path, *copy.deepcopy(entries))
    assert names(found) == [check]
    assert {one.index for one in found.observations} == {len(entries) - 1}
    assert {one.level for one in found.observations} == {"must"}


def decoded(body: Entry) -> Entry:
    """Return an entry whose recorder stored the answer as data."""
    found = plain(body)
    found["response"]["body"] = {"parsed_body": body}
    return found


def rewritten(body: Entry) -> Entry:
    """Return an entry whose answer was decoded and written anew, as PHP does."""
    found = plain(body)
    text = json.dumps(body | {"description": "a/b"}).replace("/", "\\/")
    found["response"]["body"] = {"string": text}
    return found


def design(**values: Any) -> Entry:
    name = "ipcd_1InventedDesign00Ab01"
    body = {"id": name, "object": "issuing.personalization_design", "name": "Front"} | values
    path = f"https://api.stripe.com/v1/issuing/personalization_designs/{name}"
    return entry("get", path, "", body=body)


RIGHT: dict[str, list[Entry]] = {
    "more is found": [found(has_more=True, next_page="bmV4dC1wYWdl")],
    "what a list was asked": [listed("status")],
    "a list that needs more": [listed("cardholder", code="parameter_missing")],
    "one number, copied": numbered(1, 1, 1, 2, 1),
    "an exchange that the file has twice": [*numbered(1, 2, 3, 4), *numbered(1)],
    "decoded": [decoded(INTENT | {"metadata": []})],
    "decoded and renamed": [decoded(without(INTENT, "amount_capturable", amountCapturable=0))],
    "written anew": [rewritten(INTENT | {"metadata": []})],
    "written anew, all objects": [plain(INTENT | {"metadata": [], "amount_details": []})],
    "keys of the user": [plain(INTENT | {"metadata": {"amountCapturable": "1"}})],
    "attributes that are null": [refusal(decline_code=None, doc_url=None)],
    "as it was sent": [create(SET | {"customer": CUSTOMER}, (
        f"{FORM}&payment_method={METHOD}&{SHIPPED}&customer={CUSTOMER}"
        "&payment_method_types[]=card&setup_future_usage=off_session"))],
    "expanded": [entry(form=f"{FORM}&customer={CUSTOMER}&expand[]=customer",
                       body=INTENT | {"customer": {"id": CUSTOMER, "object": "customer"}})],
    "a method for tests": [create(OPEN | {"payment_method": METHOD},
                                  f"{FORM}&payment_method=pm_card_visa")],
    "turned off": [entry(form=f"{FORM}&automatic_payment_methods[enabled]=false")],
    "unset": [update("shipping=", OPEN | {"shipping": None})],
    "filtered": [entry(form=f"{FORM}&customer=<CUSTOMER>")],
    "the method of another attempt": [get(SET), get(SET | {
        "payment_method": f"{METHOD[:-1]}2", "last_payment_error": {"code": "card_declined"}})],
    "confirmed in between": [get(SET), get(SET | {
        "status": "requires_action", "next_action": TODO, "payment_method": f"{METHOD[:-1]}2"})],
    "other types with another amount": [get(SET), update(
        "amount=900", SET | {"amount": 900, "payment_method_types": ["klarna"]})],
    "types in another order": [get(SET | {"payment_method_types": ["card", "klarna"]}),
                               get(SET | {"payment_method_types": ["klarna", "card"]})],
    "a method that was expanded": [get(SET), get(SET | {"payment_method": {
        "id": METHOD, "object": "payment_method"}})],
    "another version": [get(SET), get(SET | {"payment_method_types": ["link"]},
                                      version=PINNED[:10])],
    "on its way to the holder": [card(shipping={"name": "Jo", "status": "pending", "eta": 1}),
                                 card(shipping={"name": "Jo", "status": "shipped", "eta": 2})],
    "taken over by another": [design(lookup_key="front"), design(lookup_key=None)],
    "canceled for a reason": [get(ENDED)],
    "canceled soon": [act("cancel", OPEN | {"status": "processing",
                                            "cancellation_reason": "abandoned"})],
    "an action after a confirmation": [act("confirm", ACTION)],
    "a part of several": [act("capture", HELD, "final_capture=false&amount_to_capture=4")],
    "a charge of its amount": [get(SETTLED)],
    "a charge captured in part": [get(SETTLED | {
        "amount_received": 900, "capture_method": "manual",
        "latest_charge": SUM | {"amount_captured": 900}})],
    "a charge that was raised": [get(SETTLED | {
        "payment_method_options": {"card": {"request_overcapture": "if_available"}},
        "latest_charge": SUM | {"amount": 1200}})],
    "a charge that failed": [get(OPEN | {"latest_charge": SUM | {"amount": 900}})],
}  # fmt: skip


@pytest.mark.parametrize("name", RIGHT)
def test_right(name: str, tmp_path: Path) -> None:
    assert judged(tmp_path, *copy.deepcopy(RIGHT[name])).observations == ()


def test_the_id_of_another_request_is_told(tmp_path: Path) -> None:
    found = judged(tmp_path, *numbered(1, 2, 3, 4, 1)).observations
    assert [(one.index, one.check, one.level) for one in found] == [(4, "request_id", "should")]
