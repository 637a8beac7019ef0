"""Other values of the same rows, to see that a server reads them."""

from __future__ import annotations

import pytest

from contracts import load
from contracts.model import Operation
from strategies import Sample, coverage, otherwise
from strategies.paths import get
from tests.strategies.oracle import complaints

UPDATES = [operation for operation in load().operations if operation.kind == "update"]


def _sample(operation: Operation, row: str) -> Sample:
    return next(s for s in coverage(operation) if s.row == row)


@pytest.mark.parametrize(
    ("name", "row"),
    [("payment_intent.update", "amount"), ("payment_intent.update", "currency"),
     ("issuing.cardholder.update", "status"), ("issuing.personalization_design.update", "name"),
     ("issuing.cardholder.update", "billing[address][line1]")],
)  # fmt: skip
def test_only_the_row_has_another_value(name: str, row: str) -> None:
    operation = load().operation(name)
    sample = _sample(operation, row)
    other = otherwise(operation, sample)
    assert other is not None
    assert get(other, row) != get(sample.form, row)
    rest = {key for key in sample.form if key != row.partition("[")[0]}
    assert {key: other[key] for key in rest} == {key: sample.form[key] for key in rest}


@pytest.mark.parametrize(
    ("name", "row"),
    [("issuing.personalization_design.update", "physical_bundle"),
     ("payment_intent.update", "payment_method_types"),  # [card], and never [cary]
     ("issuing.cardholder.update", "company[tax_id]")],
)  # fmt: skip
def test_where_one_value_is_known_there_is_no_other(name: str, row: str) -> None:
    operation = load().operation(name)
    assert otherwise(operation, _sample(operation, row)) is None


def test_of_an_address_all_is_another_but_the_state() -> None:
    operation = load().operation("issuing.cardholder.update")
    sample = _sample(operation, "billing[address][state]")
    assert get(sample.form, "billing[address][state]") == "MA"
    assert otherwise(operation, sample) is None
    other = otherwise(operation, _sample(operation, "billing[address][city]"))
    assert get(other, "billing[address][city]") == "New Bedfory"


@pytest.mark.parametrize("operation", UPDATES, ids=lambda operation: operation.id)
def test_the_forms_are_valid(operation: Operation) -> None:
    made = [(sample, otherwise(operation, sample)) for sample in coverage(operation)]
    assert any(other for _, other in made)
    for sample, other in made:
        assert other is None or not list(complaints(operation, other)), (sample.row, other)
