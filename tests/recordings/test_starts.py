"""How objects begin, and what one moment of a payment excludes, in recordings."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest

from tests.recordings.test_examine import (
    FORM,
    INTENT,
    Entry,
    assert_last_is_wrong,
    entry,
    judged,
    page,
)
from tests.recordings.test_fields import CARD
from tests.recordings.test_more import (
    ACTION,
    ENDED,
    HELD,
    OPEN,
    PAID,
    PAYING,
    act,
    create,
    error,
    get,
    keyed,
    pages,
    update,
)

URL = "https://api.stripe.com/v1/issuing/cards"
CONFIRMED = f"{PAYING}&confirm=true"
MANUAL_BELOW = {"payment_method_options": {"card": {"capture_method": "manual"}}}


def card(form: str, **rest: object) -> Entry:
    return entry(url=URL, form=form, body=CARD | rest)


def required(param: str) -> Entry:
    return error("parameter_missing", param=param)


def replay(found: Entry) -> Entry:
    found["response"]["headers"]["Original-Request"] = ["req_InventedBBBB02"]
    return found


RIGHT: dict[str, list[Entry]] = {
    "without a method": [create(INTENT, FORM)],
    "with a method": [create()],
    "confirmed": [create(HELD, CONFIRMED)],
    "in the words of a language": [create(HELD, f"{PAYING}&confirm=True")],
    "a source of former versions": [create(OPEN, f"{FORM}&source=src_1")],
    "a state of former versions": [create(OPEN | {"status": "requires_source"}, FORM)],
    "answered again": [keyed(replay(create(HELD, PAYING)))],
    "a form that was not kept": [create(HELD, "")],
    "another method": [update("payment_method=pm_1", OPEN)],
    "a method taken away": [update("payment_method=", INTENT)],
    "a card": [card("type=virtual&currency=eur", status="inactive"),
               card("type=virtual&currency=eur&status=active")],
    "options that were not kept": [get({name: value for name, value in (
        HELD | {"capture_method": "automatic"}).items() if name != "payment_method_options"})],
    "captured by hand below": [get(HELD | MANUAL_BELOW | {"capture_method": "automatic"})],
    "a bank transfer in parts": [get(ACTION | {"amount_received": 5, "payment_method_types": [
        "customer_balance"]})],
    "of a customer with a clock": [create(OPEN | {"created": 4, "customer": "cus_1"},
                                          f"{PAYING}&customer=cus_1")],
    "a full page with more": [pages("?limit=3", page(3, has_more=True))],
    "a search": [pages("/search?query=a&limit=9", page(3, has_more=True, next_page="x") | {
        "object": "search_result", "url": "/v1/payment_intents/search"})],
}  # fmt: skip


@pytest.mark.parametrize("name", RIGHT)
def test_right(name: str, tmp_path: Path) -> None:
    """What a request leads to, and what features change, draws no complaint."""
    assert judged(tmp_path, *copy.deepcopy(RIGHT[name])).observations == ()


WRONG: dict[str, tuple[str, list[Entry]]] = {
    "confirmable without a method": ("result", [create(OPEN, FORM)]),
    "open though it has a method": ("result", [create(OPEN | {
        "status": "requires_payment_method"})]),
    "held though nobody confirmed": ("result", [create(HELD)]),
    "open though confirmed": ("result", [create(OPEN, CONFIRMED)]),
    "open after another method": ("result", [update("payment_method=pm_1", ACTION)]),
    "a card that starts active": ("result", [card("type=virtual&currency=eur")]),
    "held though automatic": ("state", [get(HELD | {"capture_method": "automatic"})]),
    "received while waiting": ("state", [get(ACTION | {"amount_received": 5})]),
    "held when canceled": ("state", [get(ENDED | {"amount_capturable": 5})]),
    "less than nothing": ("state", [get(OPEN | {"amount": -5})]),
    "an action of no kind": ("state", [get(ACTION | {"next_action": {"type": "other"}})]),
    "made long ago": ("created", [create(OPEN | {"created": 1609631000})]),
    "canceled long after": ("created", [act("cancel", ENDED | {
        "canceled_at": 1809631100})]),
    "a short page with more": ("page.more", [pages("?limit=9", page(3, has_more=True))]),
    "an odd last4": ("response_table", [card("type=virtual&currency=eur&status=active",
                                             last4="42x2")]),
    "a thirteenth month": ("response_table", [card("type=virtual&currency=eur&status=active",
                                                   exp_month=13)]),
    "accepted without what cards need": ("request.required", [card("currency=eur&status=active")]),
    "no kind of request error": ("error_status", [create(required("amount") | {
        "error": required("amount")["error"] | {"type": "api_error"}}, "currency=eur",
        status=400)]),
    "nothing was sent": ("error_names", [create(), act("cancel", error(
        "parameter_unknown", param="odd"), "", 400)]),
    "nothing was sent, so it is missing": ("error_code", [create(), act(
        "increment_authorization", error("amount_too_large", param="amount"), "", 400)]),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_wrong(name: str, tmp_path: Path) -> None:
    """Each defect is found, in the last exchange of its recording."""
    check, entries = WRONG[name]
    assert_last_is_wrong(check, judged(tmp_path, *copy.deepcopy(entries)), len(entries))


def test_paid(tmp_path: Path) -> None:
    """A payment that is confirmed at once and paid in full is as it should be."""
    body = PAID | {"capture_method": "automatic"}
    form = CONFIRMED.replace("manual", "automatic")
    assert judged(tmp_path, create(body, form)).observations == ()
