"""Recorded sums: parts of an amount that were authorized or captured, money that comes later."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest

from tests.recordings.test_examine import PINNED, Entry, assert_last_is_wrong, judged
from tests.recordings.test_more import HELD, OPEN, PAID, PAYING, act, create, get

PART = "payment_method_options[card][request_partial_authorization]"
ASKED = f"{PAYING}&confirm=true&{PART}=if_available"
LESS = HELD | {"amount": 900, "amount_capturable": 900}
MORE = PAID | {"amount": 1500, "amount_received": 1500}
OPTED = {"payment_method_options": {"card": {"request_partial_authorization": "if_available"}}}

RIGHT: dict[str, list[Entry]] = {
    "a part authorized at once": [create(LESS, ASKED), get(LESS)],
    "a part authorized later": [create(OPEN | OPTED, f"{PAYING}&{PART}=if_available"),
                                act("confirm", LESS | OPTED), get(LESS | OPTED)],
    "a part of what was added": [act("increment_authorization", LESS,
                                     f"amount=1000&{PART}=if_available", version=PINNED)],
    "more than was held": [get(HELD), act("capture", MORE, "amount_to_capture=1500"), get(MORE)],
    "a bank that was shown to be right": [act("verify_microdeposits", OPEN | {
        "capture_method": "automatic", "status": "succeeded"}, "amounts[0]=32&amounts[1]=45")],
    "a charge that is written down later": [get(PAID | {"latest_charge": None}), get(PAID)],
    "more than was held, the form decoded": [
        get(HELD), act("capture", MORE, '{"amount_to_capture": "1500"}')],
    "more than was held, the amount kept": [
        get(HELD), act("capture", PAID | {"amount_received": 1500}, "amount_to_capture=1500")],
}  # fmt: skip


@pytest.mark.parametrize("name", RIGHT)
def test_right(name: str, tmp_path: Path) -> None:
    """Who asks for a part gets an amount of that part, and a capture may raise the amount."""
    found = judged(tmp_path, *copy.deepcopy(RIGHT[name]))
    assert {one.check for one in found.observations} <= {"response_table"}


WRONG: dict[str, tuple[str, list[Entry]]] = {
    "less, not asked for": ("sent_values", [create(LESS, f"{PAYING}&confirm=true")]),
    "less, though never": ("sent_values", [create(LESS, ASKED.replace("if_available", "never"))]),
    "more than the part": ("sent_values", [create(HELD | {
        "amount": 1500, "amount_capturable": 1500}, ASKED)]),
    "less before it was confirmed": ("kept", [
        create(OPEN | OPTED, f"{PAYING}&{PART}=if_available"),
        get(OPEN | OPTED | {"amount": 900})]),
    "less when confirmed": ("kept", [create(), act("confirm", LESS)]),
    "a charge that was there": ("kept", [get(PAID), get(PAID | {"latest_charge": None})]),
    "no charge in the answer to a capture": ("state", [act("capture", PAID | {
        "latest_charge": None})]),
    "no charge when a balance was applied": ("state", [act("apply_customer_balance", PAID | {
        "latest_charge": None})]),
    "a part of what a bank owes": ("state", [act("verify_microdeposits", PAID | {
        "capture_method": "automatic", "amount_received": 5})]),
    "no charge after a day": ("state", [get(PAID | {
        "latest_charge": None, "created": 1709431000})]),
    "nothing paid, no charge": ("state", [get(OPEN | {"status": "succeeded"})]),
    "less than was added": ("result", [act("increment_authorization", LESS, "amount=1000")]),
    "more than was captured": ("kept", [get(HELD), act("capture", MORE | {
        "amount": 1600}, "amount_to_capture=1500")]),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_wrong(name: str, tmp_path: Path) -> None:
    """Each defect is found, in the last exchange of its recording."""
    check, entries = WRONG[name]
    assert_last_is_wrong(check, judged(tmp_path, *copy.deepcopy(entries)), len(entries))
