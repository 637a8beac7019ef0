"""The oracle itself notices what it is there to notice."""

from __future__ import annotations

from typing import Any

import pytest

from contracts import load
from contracts.model import Parameter
from tests.strategies.oracle import complaints

CARDHOLDER: dict[str, Any] = {
    "name": "Jenny Rosen",
    "billing": {
        "address": {"line1": "1 Road", "city": "Town", "postal_code": "94111", "country": "US"}
    },
}


def test_a_good_form_has_no_complaints() -> None:
    operation = load().operation("POST /v1/issuing/cardholders")
    assert complaints(operation, CARDHOLDER) == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"name": "N" * 25}, ("length", "name")),
        ({"name": ""}, ("empty", "name")),
        ({"name": "Jenny 2"}, ("format", "name")),
        ({"type": "robot"}, ("enum", "type")),
        ({"assay": "1"}, ("unknown", "")),
        ({"individual": {}}, ("hollow", "individual")),
        ({"individual": {"dob": {"day": 1, "month": 1}}}, ("required", "individual[dob][year]")),
        ({"individual": {"dob": {"day": "x", "month": 1, "year": 1990}}},
         ("type", "individual[dob][day]")),
        ({"individual": {"dob": {"day": 0, "month": 1, "year": 1990}}},
         ("range_below", "individual[dob][day]")),
        ({"metadata": {"a[b": "c"}}, ("key", "metadata")),
    ],
)  # fmt: skip
def test_it_names_what_is_wrong(change: dict[str, Any], expected: tuple[str, str]) -> None:
    operation = load().operation("POST /v1/issuing/cardholders")
    assert complaints(operation, {**CARDHOLDER, **change}) == [expected]


def test_it_knows_what_rows_demand_of_each_other() -> None:
    operation = load().operation("POST /v1/issuing/cardholders")
    controls = {"allowed_merchant_countries": ["US"], "blocked_merchant_countries": ["DE"]}
    found = complaints(operation, {**CARDHOLDER, "spending_controls": controls})
    assert {topic for topic, _ in found} == {"exclusive"}


def test_rows_of_the_model_have_the_keys_that_it_reads() -> None:
    row = Parameter("a", "string", "a", "body")
    assert (row.enum, row.excludes, row.needs, row.plain_values) == ((), (), (), ())
