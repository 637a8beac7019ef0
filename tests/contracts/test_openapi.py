"""The exported document is valid OpenAPI 3.1 and says what the tables say."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from contracts import load
from contracts.openapi import FORM, export

DOCUMENT: dict[str, Any] = export(load())


def body(path: str) -> dict[str, Any]:
    return DOCUMENT["paths"][path]["post"]["requestBody"]["content"][FORM]


def test_it_is_a_valid_document() -> None:
    validate(DOCUMENT)


def test_it_has_every_operation_and_every_resource() -> None:
    found = {(m.upper(), p) for p, item in DOCUMENT["paths"].items() for m in item}
    assert found == {(o.method, o.path) for o in load().operations}
    assert {r.name for r in load().resources} <= set(DOCUMENT["components"]["schemas"])


def test_the_same_contracts_give_the_same_text() -> None:
    assert json.dumps(export(load())) == json.dumps(DOCUMENT)


def test_arrays_in_the_query_carry_their_brackets() -> None:
    names = {p["name"] for p in DOCUMENT["paths"]["/v1/issuing/cards"]["get"]["parameters"]}
    assert "expand[]" in names
    assert "expand" not in names


def test_nested_rows_of_a_body_are_deep_objects() -> None:
    encoding = body("/v1/issuing/cardholders")["encoding"]
    assert encoding["billing"] == {"style": "deepObject", "explode": True}
    assert "name" not in encoding


@pytest.mark.parametrize(
    ("change", "valid"),
    [
        ({}, True),
        ({"type": "company"}, True),
        ({"type": "robot"}, False),
        ({"assay": "1"}, False),
        ({"name": "N" * 25}, False),
        ({"spending_controls": {"blocked_categories": ["airlines_air_carriers"]}}, True),
        ({"spending_controls": {"blocked_categories": ["airlines_air_carriers"],
                                "allowed_categories": ["airlines_air_carriers"]}}, False),
    ],
)  # fmt: skip
def test_bodies_are_judged_as_the_table_says(change: dict[str, Any], valid: bool) -> None:
    address = {"line1": "1 Road", "city": "Town", "postal_code": "94111", "country": "US"}
    form = {"name": "Jenny", "billing": {"address": address}, **change}
    schema = body("/v1/issuing/cardholders")["schema"]
    assert Draft202012Validator(schema).is_valid(form) is valid


@pytest.mark.parametrize(
    ("form", "valid"),
    [
        ({"amount": 2000, "currency": "usd"}, True),
        ({"amount": 2000, "currency": "usd", "return_url": "https://example.com"}, False),
        ({"amount": 2000, "currency": "usd", "return_url": "https://example.com", "confirm": True,
          "payment_method": "pm_card_visa"}, True),
    ],
)  # fmt: skip
def test_what_a_row_needs_is_part_of_the_schema(form: dict[str, Any], valid: bool) -> None:
    assert Draft202012Validator(body("/v1/payment_intents")["schema"]).is_valid(form) is valid


def test_no_line_of_a_table_is_lost() -> None:
    text = json.dumps(DOCUMENT)
    lines = {row.source for o in load().operations for row in o.walk() if row.source}
    assert all(f'"x-source": {line}' in text for line in lines)
