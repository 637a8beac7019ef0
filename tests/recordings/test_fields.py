"""What objects have at every version, and what requests leave as it was, in recordings."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest

from tests.recordings.test_examine import (
    INTENT,
    PINNED,
    Entry,
    assert_last_is_wrong,
    judged,
    names,
)
from tests.recordings.test_more import (
    CHARGE,
    ENDED,
    HELD,
    OPEN,
    PAID,
    TODO,
    act,
    create,
    error,
    get,
    update,
)

MORE = {
    "on_behalf_of": None, "payment_method_options": {}, "receipt_email": None, "review": None,
    "setup_future_usage": None, "shipping": None, "statement_descriptor": None,
    "transfer_data": None, "transfer_group": None,
}  # fmt: skip
WHOLE = OPEN | MORE
FORMER = "2019-05-16"
SINCE = "2022-11-15"
LATER = "2099-01-01.fir"


def lacks(*fields: str) -> Entry:
    return {name: value for name, value in WHOLE.items() if name not in fields}


RIGHT: dict[str, list[Entry]] = {
    "whole": [get(WHOLE, version=FORMER)],
    "a field that came later": [get(lacks("payment_method_options"), version=FORMER)],
    "a field that is left out since": [get(WHOLE), get(WHOLE), get(WHOLE),
                                       get(lacks("transfer_data"))],
    "an optional field of the others": [get(WHOLE | {"odd": 1}), get(WHOLE | {"odd": 1}),
                                        get(WHOLE | {"odd": 1}), get(WHOLE)],
    "an intent cut by hand": [get(lacks("review", "shipping", "transfer_group"))],
    "a later version": [get(lacks("review") | {"capture_method": "later"}, version=LATER)],
    "a former status": [get(WHOLE | {"status": "requires_source"}, version=FORMER)],
    "a status of its own": [get(WHOLE | {"status": "<STATUS>"})],
    "what was sent": [create(), update("description=x&currency=usd",
                                       OPEN | {"description": "x", "currency": "usd"})],
    "a customer expanded": [get(OPEN | {"customer": "cus_InventedCustom0A"}),
                            get(OPEN | {"customer": {"id": "cus_InventedCustom0A"}})],
    "another version's name of a default": [
        get(OPEN | {"capture_method": "automatic_async"}),
        get(OPEN | {"capture_method": "automatic"}, version=FORMER)],
    "a tip before the hold": [create(), act("confirm", OPEN | {"status": "processing"}),
                              act("capture", PAID | {"amount": 1400, "amount_received": 1400})],
    "a fee at capture": [get(HELD), act("capture", PAID | {"application_fee_amount": 5},
                                           "application_fee_amount=5")],
    "a form that was not kept": [get(HELD), act("capture", PAID | {"application_fee_amount": 5})],
    "a listed charge": [get(PAID | {"charges": {"object": "list", "data": [CHARGE]}})],
    "a few objects": [get(WHOLE | {"odd": 1}), get(WHOLE | {"odd": 1}), get(WHOLE)],
    "fields of a feature": [get(WHOLE), get(WHOLE), get(WHOLE), get(WHOLE | {"hooks": {}})],
    "an object cut by hand among others": [get(WHOLE), get(WHOLE), get(WHOLE),
                                           get(lacks("review", "shipping", "transfer_group"))],
    "an invented customer expanded": [get(OPEN | {"customer": "cus_1"}),
                                      get(OPEN | {"customer": {"id": "cus_1"}})],
    "captured in parts": [get(HELD | {"amount_capturable": 250, "amount_received": 1000,
                                      "latest_charge": CHARGE})],
    "captured after a hold": [get(HELD), get(PAID)],
}  # fmt: skip


@pytest.mark.parametrize("name", RIGHT)
def test_right(name: str, tmp_path: Path) -> None:
    """What some version says, and what a request may have changed, draws no complaint."""
    assert judged(tmp_path, *copy.deepcopy(RIGHT[name])).observations == ()


WRONG: dict[str, tuple[str, list[Entry]]] = {
    "a field lacks": ("response_table", [get(lacks("review"), version=SINCE)]),
    "a nullable field lacks": ("response_table", [get(lacks("transfer_group"), version=PINNED)]),
    "no version has null": ("response_table", [get(WHOLE | {"payment_method_types": None})]),
    "no version has the status": ("response_table", [get(OPEN | {"status": "completed"})]),
    "nor the method": ("response_table", [get(OPEN | {"confirmation_method": "maybe"})]),
    "in a refusal": ("response_table", [act("capture", error(
        "payment_intent_unexpected_state", payment_intent=WHOLE | {"status": "open"}), "", 400)]),
    "another currency when canceled": ("kept", [create(), act("cancel", ENDED | {
        "currency": "usd"})]),
    "another amount when canceled": ("kept", [create(), act("cancel", ENDED | {"amount": 1251})]),
    "another amount when captured": ("kept", [get(HELD), act("capture", PAID | {
        "amount": 1300})]),
    "another customer": ("kept", [get(OPEN | {"customer": "cus_InventedCustom0A"}),
                                  get(OPEN | {"customer": "cus_InventedCustom0B"})]),
    "other metadata when canceled": ("kept", [create(), act("cancel", ENDED | {
        "metadata": {"basket": "18"}})]),
    "a field of the others lacks": ("alike", [*(get(WHOLE) for _ in range(3)),
                                              get(lacks("latest_charge"))]),
    "a hold that was never there": ("kept", [get(HELD), get(OPEN | {
        "status": "requires_action", "next_action": TODO, "payment_method": "pm_1"})]),
    "another customer when captured": ("kept", [
        get(HELD | {"customer": "cus_InventedCustom0A"}),
        act("capture", PAID | {"customer": "cus_InventedCustom0B"})]),
    "a text for an object": ("response_table", [get(OPEN | {"transfer_data": "text"})]),
    "a listed charge of another": ("reference", [get(PAID | {"charges": {
        "object": "list", "data": [CHARGE | {"payment_intent": "pi_3InventedIntent0000Cd02"}]}})]),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_wrong(name: str, tmp_path: Path) -> None:
    """Each defect is found, in the last exchange of its recording."""
    check, entries = WRONG[name]
    assert_last_is_wrong(check, judged(tmp_path, *copy.deepcopy(entries)), len(entries))


CARD: Entry = {
    "id": "ic_1InventedCard00000Ab01", "object": "issuing.card", "brand": "Visa",
    "cancellation_reason": None, "cardholder": {"id": "ich_1", "object": "issuing.cardholder"},
    "created": 1709631000, "currency": "eur", "exp_month": 1, "exp_year": 2029, "last4": "4242",
    "livemode": False, "metadata": {}, "replaced_by": None, "replacement_for": None,
    "replacement_reason": None, "shipping": None, "spending_controls": {}, "status": "active",
    "type": "virtual",
}  # fmt: skip


@pytest.mark.parametrize(("change", "found"), [
    ({}, []), ({"status": "lost"}, []), ({"status": "open"}, ["response_table"]),
    ({"brand": None}, ["response_table"]), ({"type": "paper"}, ["response_table"]),
])  # fmt: skip
def test_card(change: Entry, found: list[str], tmp_path: Path) -> None:
    """Cards of former versions are held to what cards always had."""
    card = get(CARD | change, version=SINCE)
    card["request"]["uri"] = f"https://api.stripe.com/v1/issuing/cards/{CARD['id']}"
    assert names(judged(tmp_path, card)) == found


def test_intent_of_the_tests() -> None:
    """The intent of the other tests is one that was cut: it may not have all fields."""
    assert len(set(MORE) - set(INTENT)) > 2
