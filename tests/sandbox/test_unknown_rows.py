"""Rows that no table lists are refused or dropped at any depth, and never a server error."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from contracts.model import Contracts
from sandbox.app import create_service
from tests.contracts.test_importing import document, of, package

SIZES = {"type": "object", "properties": {"width": {"type": "integer"}}}
ROWS = {"one": SIZES, "each": {"type": "array", "items": SIZES},
        "by_name": {"type": "object", "additionalProperties": SIZES}}  # fmt: skip
FORM = "application/x-www-form-urlencoded"


@pytest.fixture(scope="module")
def contracts(tmp_path_factory: pytest.TempPathFactory) -> Contracts:
    folder = tmp_path_factory.mktemp("things")
    body = {"content": {FORM: {"schema": {"type": "object", "properties": ROWS}}}}
    thing = {"type": "object", "properties": {"id": {"type": "string"}, **ROWS}}
    shown = {"200": {"description": "", "content": {"application/json": {"schema": thing}}}}
    named = [{"name": "thing", "in": "path", "required": True, "schema": {"type": "string"}}]
    said = document(
        {
            "/things": {"post": {"requestBody": body, "responses": shown}},
            "/things/{thing}": {"get": {"parameters": named, "responses": shown}},
        }
    )
    return package(of(said, folder), folder / "package")


@pytest.mark.parametrize(("place", "kept"), [
    ("one", {"one": {"width": 3}}),
    ("each[0]", {"each": [{"width": 3}]}),
    ("by_name[a]", {"by_name": {"a": {"width": 3}}}),
])  # fmt: skip
@pytest.mark.parametrize("value", ["assay_unknown]=1", "assay_unknown][0]=1"])
def test_an_unknown_row_is_refused_or_dropped(
    place: str, kept: object, value: str, contracts: Contracts
) -> None:
    form = f"{place}[width]=3&{place}[{value}".encode()
    for unknown, status in (("", 400), ("ignored", 200)):
        api = replace(contracts.api, unknown=unknown)
        service = create_service(replace(contracts, api=api), ("sk_test_12345",))
        answer = service.handle("POST", "/things", "", {"content-type": FORM}, form)
        assert answer.status == status
        if status == 200:
            found = json.loads(answer.body)
            assert {name: found[name] for name in found if name in ROWS and found[name]} == kept
