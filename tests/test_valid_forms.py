"""A validator that others wrote agrees with what the strategies make of an imported document."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

from benchmarks.valid_forms import FORM, refused, unbacked
from tests.contracts.test_importing import document, of, package

TEXT, NUMBER = {"type": "string"}, {"type": "integer"}
INNER = {"type": "object", "properties": {"ip": TEXT, "agent": TEXT}}
VARIANTS = {"anyOf": [  # what the first demands inside goes with the second as well
    {"type": "object", "additionalProperties": False,
     "properties": {"at": NUMBER, "online": {**INNER, "required": ["ip", "agent"]}}},
    {"type": "object", "additionalProperties": False, "properties": {"online": INNER}},
    {"type": "string", "enum": [""]},
]}  # fmt: skip
ROWS = {
    "name": {"type": "string", "maxLength": 8},
    "size": {"type": "string", "enum": ["small", "large"]},
    "count": {"type": "integer", "minimum": 2, "maximum": 9},
    "at": {"type": "string", "format": "date-time"},
    "sums": {"type": "object", "additionalProperties": NUMBER},
    "tags": {"type": "array", "items": TEXT},
    "mandate": VARIANTS,
}
SCHEMA = {"type": "object", "additionalProperties": False, "required": ["name"],
          "properties": ROWS}  # fmt: skip
DONE = {"200": {"description": ""}}
QUERY = [{"name": "limit", "in": "query", "required": True, "schema": NUMBER},
         {"name": "odd[gt]", "in": "query", "schema": NUMBER}]  # fmt: skip


def said(schema: Any) -> dict[str, Any]:
    body = {"content": {FORM: {"schema": schema}}}
    return document({"/things": {"post": {"requestBody": body, "responses": DONE},
                                 "get": {"parameters": QUERY[:1], "responses": DONE}},
                     "/others": {"get": {"parameters": QUERY, "responses": DONE}}})  # fmt: skip


def test_every_valid_form_is_allowed_and_each_broken_one_refused(tmp_path: Path) -> None:
    told = said(SCHEMA)
    contracts = package(of(told, tmp_path), tmp_path / "package")
    assert len(contracts.operations) == 3
    valid, lost = refused(told, contracts, 40)
    broken, allowed = unbacked(told, contracts)
    assert (lost, allowed) == ([], [])
    assert valid > 30
    assert broken > 20


@pytest.mark.parametrize(("change", "names"), [
    ({"required": ["name", "size"]}, {"'size' is a required property"}),
    ({"properties": {**ROWS, "count": {"type": "integer", "maximum": 1}}},
     {"is greater than the maximum of 1"}),
])  # fmt: skip
def test_a_document_that_says_more_is_noticed(change: Any, names: set[str], tmp_path: Path) -> None:
    contracts = package(of(said(SCHEMA), tmp_path), tmp_path / "package")
    found = refused(said({**copy.deepcopy(SCHEMA), **change}), contracts)[1]
    assert {why.lstrip("0123456789 ") for _, _, why in found} == names  # whatever was drawn


def test_a_document_that_says_less_is_noticed(tmp_path: Path) -> None:
    contracts = package(of(said(SCHEMA), tmp_path), tmp_path / "package")
    less = said({**SCHEMA, "properties": {**ROWS, "name": TEXT}})
    assert [why.partition(":")[0] for _, _, why in unbacked(less, contracts)[1]] == ["length"]
