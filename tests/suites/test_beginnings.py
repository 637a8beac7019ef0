"""A form is sent as an alternative of a recipe says, with the rest of its rows as they are."""

from __future__ import annotations

from typing import Any

import pytest

from contracts import load
from suites.objects.beginnings import beginnings

CARD = {"amount": 1500, "currency": "jpy", "payment_method_types": ["card"]}
VISA = {**CARD, "payment_method": "pm_card_visa"}
HOLD = {**VISA, "confirm": True, "capture_method": "manual"}


def _ways(form: dict[str, Any]) -> list[tuple[dict[str, Any], list[tuple[str, dict[str, Any]]]]]:
    contracts = load()
    _, ways = beginnings(contracts, contracts.operation("payment_intent.create"), form)
    return [(dict(way.form), [(step.path.rpartition("/")[2], step.form) for step in way.steps])
            for way in ways.values()]  # fmt: skip


def test_the_form_itself_is_first() -> None:
    assert _ways(HOLD)[0] == (HOLD, [])


def test_rows_come_with_a_later_call() -> None:
    unconfirmed = {**VISA, "capture_method": "manual"}
    assert _ways(HOLD)[1:] == [
        (unconfirmed, [("confirm", {})]),
        ({**CARD, "capture_method": "manual"}, [("confirm", {"payment_method": "pm_card_visa"})]),
        ({**unconfirmed, "payment_method": "@payment_method!"}, [("confirm", {})]),
    ]


def test_rows_are_left_out() -> None:
    assert ({"amount": 1500, "currency": "jpy"}, []) in _ways(CARD)


@pytest.mark.parametrize(
    "form",
    [
        {"amount": 1500, "currency": "usd", "payment_method_types": ["ideal"]},
        {"amount": 1500, "currency": "usd"},
    ],
)
def test_a_form_that_has_what_changes_otherwise_is_sent_as_it_is(form: dict[str, Any]) -> None:
    assert _ways(form) == [(form, [])]


def test_a_row_that_was_chosen_is_not_taken_away() -> None:
    """The declining card stays: what differs is only when it is confirmed."""
    declining = {**VISA, "payment_method": "pm_card_chargeDeclined", "confirm": True}
    forms = [form for form, _ in _ways(declining)]
    assert all(form["payment_method"] == "pm_card_chargeDeclined" for form in forms)
