"""Forms for free texts are valid, hold each row once, and leave out what has a form of its own."""

from __future__ import annotations

import pytest

from contracts import load
from contracts.model import Operation
from strategies import written
from strategies.paths import has
from tests.strategies.oracle import complaints

OPERATIONS = [operation for operation in load().operations if operation.method == "POST"]


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.id)
def test_forms_are_valid_and_hold_their_rows(operation: Operation) -> None:
    found = list(written(operation))
    rows = [row for form in found for row in form.rows]
    assert len(rows) == len(set(rows))
    for form in found:
        assert complaints(operation, form.form) == []
        assert all(has(form.form, row) for row in form.rows)
        for row in form.rows:
            assert complaints(operation, form.only(row).form) == []
            assert has(form.only(row).form, row)


def test_rows_that_go_together_share_a_form() -> None:
    (form,) = written(load().operation("POST /v1/payment_intents"))
    assert {"description", "shipping[name]", "shipping[address][city]"} <= set(form.rows)
    assert not {"currency", "capture_method", "receipt_email"} & set(form.rows)


def test_an_example_of_several_words_stands_for_any_text() -> None:
    rows = {r for form in written(load().operation("issuing.cardholder.create")) for r in form.rows}
    assert {"billing[address][city]", "billing[address][line1]"} <= rows
    assert not {"billing[address][state]", "company[tax_id]"} & rows
