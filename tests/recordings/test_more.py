"""Recorded states, refusals, walks and histories: right ones are left alone, others found."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

from tests.recordings.test_examine import (
    FORM,
    INTENT,
    INTENTS,
    NAME,
    PINNED,
    Entry,
    entry,
    judged,
    names,
    page,
)

PATH = f"{INTENTS}/{NAME}"
PAYING = f"{FORM}&payment_method=pm_1"
OTHER = "pi_3InventedIntent0000Cd02"
KEY = "184e96b8-67b1-4999-8514-597ace058d9d"
OPEN = INTENT | {"payment_method": "pm_1", "payment_method_options": {},
                 "status": "requires_confirmation"}  # fmt: skip
HELD = OPEN | {"status": "requires_capture", "amount_capturable": 1250, "latest_charge": "ch_1"}
PAID = OPEN | {"status": "succeeded", "amount_received": 1250, "latest_charge": "ch_1"}
ENDED = OPEN | {"status": "canceled", "canceled_at": 1709631100,
                "cancellation_reason": "abandoned"}  # fmt: skip
TODO = {"type": "use_stripe_sdk", "use_stripe_sdk": {}}
ACTION = OPEN | {"status": "requires_action", "next_action": TODO}
DECLINED = INTENT | {"latest_charge": "ch_1", "last_payment_error": {
    "code": "card_declined", "charge": "ch_1", "type": "card_error"}}  # fmt: skip
CHARGE = {"id": "ch_1", "object": "charge", "payment_intent": NAME, "currency": "eur",
          "paid": True, "captured": True, "amount_captured": 1250}  # fmt: skip
TOLD = {"description": "A", "metadata": {"basket": "18"}}
FIRST = page(3, has_more=True)
LAST = FIRST["data"][2]["id"]
NEXT = f"{INTENTS}?limit=3&starting_after={LAST}"


def create(body: Any = OPEN, form: str = PAYING, **rest: Any) -> Entry:
    return entry(form=form, body=body, **rest)


def get(body: Any = OPEN, status: int = 200, **rest: Any) -> Entry:
    return entry("get", PATH, "", status, body, **rest)


def act(action: str, body: Any, form: str = "", status: int = 200, **rest: Any) -> Entry:
    return entry("post", f"{PATH}/{action}", form, status, body, **rest)


def update(form: str, body: Any) -> Entry:
    return entry("post", PATH, form, body=body)


def pages(query: str, body: Any) -> Entry:
    return entry("get", f"{INTENTS}{query}", "", body=body)


def error(code: str = "", kind: str = "invalid_request_error", **rest: Any) -> Entry:
    code_too = {"code": code} if code else {}
    return {"error": {"type": kind, "message": "No."} | code_too | rest}


def older(first: int, count: int) -> Entry:
    """Return a page of the intents that come after the first three."""
    body = page(first + count)
    return body | {"data": body["data"][first:]}


def keyed(found: Entry, key: str = KEY) -> Entry:
    found["request"]["headers"]["Idempotency-Key"] = [key]
    return found


def signed(found: Entry, key: str) -> Entry:
    found["request"]["headers"]["Authorization"] = [f"Bearer {key}"]
    return found


US = "payment_intent_unexpected_state"
RIGHT: dict[str, list[Entry]] = {
    "a payment": [create(), get(), act("confirm", HELD), get(HELD), act("capture", PAID),
                  get(PAID), act("capture", error(US, payment_intent=PAID), "", 400)],
    "in the query": [create(), entry("post", f"{PATH}?description=A&metadata[basket]=18", "",
                                     body=OPEN | TOLD), get(OPEN | TOLD),
                     act("capture?final_capture=false", HELD | TOLD)],
    "in the query alone": [entry("post", f"{INTENTS}?expand[]=latest_charge", "", body=OPEN)],
    "a part": [act("confirm", HELD),
               act("capture", PAID | {"amount_received": 4}, "amount_to_capture=4")],
    "a replay that does not say so": [create(), update("description=B", OPEN | {
        "description": "B"}), create(), act("cancel", ENDED | {"description": "B"}), create()],
    "canceled": [create(), act("cancel", ENDED, "cancellation_reason=abandoned"), get(ENDED)],
    "an action": [create(), act("confirm", ACTION), get(HELD)],
    "an action that is only named": [get(ACTION | {"next_action": {"type": "invented_authorize"}})],
    "a code that is still shown": [get(PAID | {"next_action": {
        "type": "invented_display_qr_code", "invented_display_qr_code": {"data": "x"}}})],
    "declined": [act("confirm", error("card_declined", "card_error", charge="ch_1",
                                      payment_intent=DECLINED), "", 402)],
    "paid in parts": [get(PAID | {"amount_received": 4})],
    "paid by a source": [get(PAID | {"payment_method": None, "source": "src_1"})],
    "captured by hand below": [get(PAID | {"amount_received": 4, "capture_method": "automatic",
        "payment_method_options": {"card": {"capture_method": "manual"}}})],
    "an expanded charge": [get(PAID | {"latest_charge": CHARGE})],
    "a charge of old": [get({k: v for k, v in PAID.items() if k != "latest_charge"})],
    "no card at all": [create(error("incorrect_number", "card_error"), status=402)],
    "missing": [get(error("resource_missing", param="intent"), 404),
                get(error("resource_missing", param="x"), 400) | {"request": entry(
                    "get", f"{PATH}?x=1", "")["request"]}],
    "unknown": [create(error("parameter_unknown", param="odd[a]"), f"{FORM}&odd[a]=1", status=400)],
    "no value of the enum": [create(error(param="capture_method"),
                                    "amount=5&currency=eur&capture_method=x", status=400)],
    "a path that is not there": [get(error(), 404)],
    "a walk": [pages("?limit=3", FIRST), pages(f"?limit=3&starting_after={LAST}", older(3, 2))],
    "times": [pages("?created[gte]=1709630990&created[lt]=1709631001", page(3))],
    "metadata": [create(OPEN | {"metadata": {"basket": "17"}}),
                 update("metadata[a]=1", OPEN | {"metadata": {"basket": "17", "a": "1"}}),
                 update("metadata=", OPEN | {"metadata": {}}), get(OPEN | {"metadata": {}})],
    "a tip": [create(), get(HELD | {"amount": 1400})],
    "another changed it": [create(), entry(url="https://api.stripe.com/v1/invoices/in_1/pay"),
                           get(OPEN | {"description": "Invoice 3"})],
    "filtered": [create(), get(OPEN | {"description": "<DESCRIPTION>", "client_secret": "xxx"})],
    "one key twice": [keyed(create()), keyed(create())],
    "a short key": [keyed(create(), "key-1"), keyed(create(OPEN | {"id": OTHER}), "key-1")],
    "late in the list": [act("cancel", ENDED), pages("?limit=3", page(1))],
    "a made-up key": [signed(get(OPEN | {"livemode": True}), "sk_test_123")],
    "live": [signed(get(OPEN | {"livemode": True}), "sk_live_InventedForThisTest01")],
}  # fmt: skip


@pytest.mark.parametrize("name", RIGHT)
def test_right(name: str, tmp_path: Path) -> None:
    """What the service answers, in the order in which it happens, draws no complaint."""
    assert judged(tmp_path, *copy.deepcopy(RIGHT[name])).observations == ()


WRONG: dict[str, tuple[str, list[Entry]]] = {
    "paid with nothing": ("state", [get(PAID | {"amount_received": 0})]),
    "held nothing": ("state", [get(HELD | {"amount_capturable": 0})]),
    "paid a part of an automatic one": ("state", [get(PAID | {"amount_received": 1200,
                                                             "capture_method": "automatic"})]),
    "held too much": ("state", [get(HELD | {"amount_capturable": 1251})]),
    "held a part at first": ("state", [act("confirm", HELD | {"amount_capturable": 9}, "off=1")]),
    "held without a charge": ("state", [get(HELD | {"latest_charge": None})]),
    "confirmable without a method": ("state", [get(OPEN | {"payment_method": None,
                                                           "source": None})]),
    "paid with a customer": ("state", [get(PAID | {"payment_method": "cus_InventedCustom0A"})]),
    "paid and to be acted on": ("state", [get(PAID | {"next_action": TODO})]),
    "canceled before it was made": ("state", [get(ENDED | {"canceled_at": 1709630999})]),
    "charge of another": ("reference", [get(PAID | {"latest_charge": CHARGE | {
        "payment_intent": {"id": OTHER}}})]),
    "charge in another currency": ("reference", [get(PAID | {"latest_charge": CHARGE | {
        "currency": "usd"}})]),
    "charge not captured": ("reference", [get(PAID | {"latest_charge": CHARGE | {
        "captured": False}})]),
    "charge of another sum": ("reference", [get(PAID | {"latest_charge": CHARGE | {
        "amount_captured": 1200}})]),
    "declined without a trace": ("error_carries", [act("confirm", error(
        "card_declined", "card_error", charge="ch_1",
        payment_intent=DECLINED | {"last_payment_error": None}), "", 402)]),
    "declined for something else": ("error_carries", [act("confirm", error(
        "expired_card", "card_error", charge="ch_1", payment_intent=DECLINED), "", 402)]),
    "declined and kept": ("error_carries", [act("confirm", error(
        "card_declined", "card_error", charge="ch_1",
        payment_intent=DECLINED | {"payment_method": "pm_1"}), "", 402)]),
    "canceled at no time": ("state", [get(ENDED | {"canceled_at": None})]),
    "canceled and open": ("state", [get(OPEN | {"canceled_at": 1})]),
    "canceled with an action": ("state", [get(ENDED | {"next_action": {"type": "x"}})]),
    "no action": ("state", [get(ACTION | {"next_action": None})]),
    "still held": ("state", [get(PAID | {"amount_capturable": 1250})]),
    "received too early": ("state", [get(OPEN | {"amount_received": 5})]),
    "secret of another": ("client_secret", [get(OPEN | {"client_secret": f"{OTHER}_secret_a1B"})]),
    "no secret": ("always", [create({k: v for k, v in OPEN.items() if k != "client_secret"},
                                           version=PINNED)]),
    "another secret later": ("lasting", [get(OPEN | {"client_secret": f"{NAME}_secret_a1B"}),
                                         get(OPEN | {"client_secret": f"{NAME}_secret_a1C"})]),
    "two modes": ("livemode", [get(OPEN | {"latest_charge": {"id": "ch_1", "livemode": True}})]),
    "live with a test key": ("livemode", [signed(get(OPEN | {"livemode": True}),
                                                 "sk_test_InventedForThisTest01")]),
    "milliseconds": ("created", [get(OPEN | {"created": 1709631000000})]),
    "no charge": ("reference", [get(PAID | {"latest_charge": OTHER})]),
    "not captured": ("result", [create(), act("capture", HELD)]),
    "captured too little": ("result", [act("capture", PAID, "amount_to_capture=1300")]),
    "captured otherwise": ("result", [act("confirm", HELD),
                                      act("capture", PAID, "amount_to_capture=4")]),
    "not canceled": ("result", [act("cancel", OPEN)]),
    "canceled otherwise": ("result", [act("cancel", ENDED, "cancellation_reason=duplicate")]),
    "declined with 200": ("result", [act("confirm", OPEN | {"status": "requires_payment_method"})]),
    "paid though manual": ("result", [act("confirm", PAID)]),
    "not incremented": ("result", [act("increment_authorization", HELD, "amount=1300")]),
    "captured twice": ("final", [act("capture", PAID), act("capture", PAID)]),
    "canceled when paid": ("final", [act("capture", PAID), act("cancel", ENDED)]),
    "open again": ("final", [act("cancel", ENDED), get()]),
    "wrong state, no intent": ("error_carries", [act("capture", error(US), "", 400)]),
    "wrong state of another": ("error_carries", [
        act("capture", error(US, payment_intent=OPEN | {"id": OTHER}), "", 400)]),
    "the right state": ("error_carries", [act("capture", error(US, payment_intent=HELD), "", 400)]),
    "declined and held": ("error_carries", [act("confirm", error(
        "card_declined", "card_error", payment_intent=HELD), "", 402)]),
    "declined with 400": ("error_status", [act("confirm", error(
        "card_declined", "card_error", payment_intent=OPEN), "", 400)]),
    "declined by a request": ("error_status", [act("confirm", error("card_declined"), "", 402)]),
    "wrong state with 402": ("error_status", [
        act("capture", error(US, payment_intent=OPEN), "", 402)]),
    "missing with 400": ("error_status", [get(error("resource_missing"), 400)]),
    "reference missing with 404": ("error_status", [
        create(error("resource_missing", param="customer"), status=404, version=PINNED)]),
    "unknown with 404": ("error_status", [create(error("parameter_unknown", param="amount"),
                                                 status=404)]),
    "a key with 402": ("error_status", [create(error("", "idempotency_error"), status=402)]),
    "no key with api_error": ("error_status", [create(error("", "api_error"), status=401)]),
    "unknown, not sent": ("error_names", [create(error("parameter_unknown", param="odd"),
                                                 status=400)]),
    "unknown, no name": ("error_names", [create(error("parameter_unknown"), status=400)]),
    "unknown, another code": ("error_code", [create(error("odd", param="odd"), f"{FORM}&odd=1",
                                                    status=400, version=PINNED)]),
    "no integer, no code": ("error_code", [create(error(param="amount"), "amount=a&currency=eur",
                                                  status=400)]),
    "lacking, no code": ("error_code", [create(error(param="currency"), "amount=5", status=400)]),
    "missing, no code": ("error_code", [get(error(param="intent"), 404)]),
    "missing with 403": ("error_status", [get(error("resource_missing"), 403)]),
    "more of nothing": ("page.more", [pages("?limit=3", page(0, has_more=True))]),
    "more after the end": ("page.more", [pages("?limit=3", FIRST | {"has_more": False}),
                                         entry("get", NEXT, "", body=older(3, 2))]),
    "again": ("page.cursor", [pages("?limit=3", FIRST), entry("get", NEXT, "", body=older(2, 1))]),
    "newer": ("page.order", [
        pages("?limit=3", FIRST),
        entry("get", NEXT, "", body=page(data=[INTENT | {"id": OTHER, "created": 1709632000}]))]),
    "a long page": ("page.size", [pages("?limit=3", FIRST), pages("", page(11))]),
    "made before": ("page.filter", [pages("?created[gt]=1709631000", page(1))]),
    "not kept": ("kept", [update("description=A", OPEN | {"description": "A"}), get()]),
    "metadata lost": ("kept", [create(OPEN | {"metadata": {"basket": "17"}}),
                               update("metadata[a]=1", OPEN | {"metadata": {"a": "1"}})]),
    "another amount": ("kept", [create(), get(OPEN | {"amount": 1200})]),
    "another amount than in the query": ("sent_values", [
        entry("post", f"{INTENTS}?{PAYING.replace('1250', '1300')}", "", body=OPEN)]),
    "a part of the query": ("result", [create(), act("capture?amount_to_capture=900",
                                                     PAID | {"amount_received": 4})]),
    "a second object": ("one_key", [keyed(create()), keyed(create(
        OPEN | {"id": OTHER, "client_secret": f"{OTHER}_secret_a1B"}))]),
    "another request": ("one_key", [keyed(create()), keyed(create(
        OPEN | {"id": OTHER, "amount": 1251}, PAYING.replace("1250", "1251")))]),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_wrong(name: str, tmp_path: Path) -> None:
    """Each defect is found, in the last exchange of its recording."""
    check, entries = WRONG[name]
    found = judged(tmp_path, *copy.deepcopy(entries))
    assert names(found) == [check]
    assert {one.index for one in found.observations} <= {0, len(entries) - 1}


CARD = {
    "id": "ic_1InventedCard0000Ab01", "object": "issuing.card", "brand": "Visa",
    "currency": "usd", "last4": "4242", "status": "active", "type": "virtual",
    "cardholder": {"id": "ich_1InventedHolder00Ab01", "object": "issuing.cardholder"},
}  # fmt: skip
CARDS = f"https://api.stripe.com/v1/issuing/cards/{CARD['id']}"


def card(**values: Any) -> Entry:
    return entry("get", CARDS, "", body=CARD | values)


def test_cards(tmp_path: Path) -> None:
    """What a card is does not change, what was canceled stays so, its holder is an object."""
    assert not judged(tmp_path, card(), card(status="inactive")).observations
    assert names(judged(tmp_path, card(), card(type="physical"))) == ["lasting"]
    assert names(judged(tmp_path, card(status="canceled"), card())) == ["final"]
    named = card(cardholder=CARD["cardholder"] | {"id": 5})
    assert names(judged(tmp_path, named)) == ["response_table"]


def test_carried_objects(tmp_path: Path) -> None:
    """The intent in a refusal, and what was expanded, are held to their tables."""
    broken = act("capture", error(US, payment_intent=PAID | {"amount": "1250"}), "", 400)
    assert names(judged(tmp_path, broken)) == ["response_table"]
    inner = get(PAID | {"latest_charge": {"id": "ch_1", "object": "charge",
                                          "payment_intent": PAID | {"status": None}}})  # fmt: skip
    assert names(judged(tmp_path, inner)) == ["response_table"]


def test_replayed_without_a_header(tmp_path: Path) -> None:
    """An answer that names another request as its first one is a replay: it may be out of date."""
    late = create()
    late["response"]["headers"]["Original-Request"] = ["req_InventedAAAA00"]
    assert not judged(tmp_path, create(), act("cancel", ENDED), late).observations
