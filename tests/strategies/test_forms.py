"""Every drawn form is valid, says an oracle that shares no code with the strategies."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st

from contracts import load
from contracts.model import Operation
from strategies import expansions, smallest
from strategies.forms import forms
from tests.strategies.oracle import complaints

OPERATIONS = load().operations
CREATE = load().operation("POST /v1/issuing/cardholders")
INTENT = load().operation("POST /v1/payment_intents")
DRAWN = settings(
    max_examples=25, database=None, deadline=None, phases=[Phase.generate],
    suppress_health_check=list(HealthCheck), derandomize=True,
)  # fmt: skip


def by_id(operation: Operation) -> str:
    return operation.id


@pytest.mark.parametrize("operation", OPERATIONS, ids=by_id)
def test_the_smallest_form_is_valid(operation: Operation) -> None:
    assert complaints(operation, smallest(operation)) == []


@pytest.mark.parametrize("operation", OPERATIONS, ids=by_id)
@DRAWN
@given(data=st.data())
def test_drawn_forms_are_valid(operation: Operation, data: st.DataObject) -> None:
    form = data.draw(forms(operation))
    assert complaints(operation, form) == []


@pytest.mark.parametrize("operation", OPERATIONS, ids=by_id)
@DRAWN
@given(data=st.data())
def test_forms_of_any_account_are_valid_too(operation: Operation, data: st.DataObject) -> None:
    form = data.draw(forms(operation, plain_only=False))
    assert complaints(operation, form, plain=False) == []


@DRAWN
@given(form=forms(INTENT, max_optional=0))
def test_without_optional_rows_only_required_ones_are_sent(form: dict[str, Any]) -> None:
    assert set(form) == {"amount", "currency"}


CARDS = load().operation("POST /v1/issuing/cards")


@DRAWN
@given(form=forms(CARDS, ids={"issuing.personalization_design:active": ["iss_1"]}))
def test_known_ids_take_the_place_of_the_reference(form: dict[str, Any]) -> None:
    assert form.get("personalization_design", "iss_1") == "iss_1"


@DRAWN
@given(form=forms(load().operation("POST /v1/issuing/cards/{card}")))
def test_rows_that_need_another_object_stay_out(form: dict[str, Any]) -> None:
    assert not {"shipping", "status", "cancellation_reason"} & set(form)


def test_rows_for_a_named_object_come_in() -> None:
    operation = load().operation("POST /v1/issuing/cards/{card}")
    wanted = forms(operation, subject="issuing.card:physical")
    assert "shipping" in find(wanted, lambda form: "shipping" in form)


def test_expansions_are_drawn_from_what_can_be_expanded() -> None:
    operation = load().operation("GET /v1/payment_intents/{intent}")
    known = expansions(load(), operation)
    assert "customer" in known
    found = find(forms(operation, expand=known), lambda form: "expand" in form)
    assert set(found["expand"]) <= set(known)


def test_an_expansion_of_a_page_starts_with_data() -> None:
    operation = load().operation("GET /v1/payment_intents")
    assert all(path.startswith("data.") for path in expansions(load(), operation))
