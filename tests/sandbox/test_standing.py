"""The sandbox of an imported document: what no call makes stands there, maps hold objects."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from contracts import load
from contracts.importing.whole import imported
from contracts.model import Contracts
from sandbox.auth import KeyRing
from sandbox.service import Service
from suites.looking.unchanged import watched
from tests.packages.writing import write
from tests.sandbox.asking import call, good

TEXT = {"type": "string"}
CODE = {"type": "object", "required": ["id", "object"],
        "properties": {"id": TEXT, "object": {"enum": ["code"]}}}  # fmt: skip
RATES = {"type": "object", "additionalProperties": {
    "type": "object", "properties": {"amount": {"type": "integer"}}}}  # fmt: skip
DAYS = {"type": "object", "additionalProperties": {"type": "array", "items": {
    "type": "object", "properties": {"open": {"type": "integer"}}}}}  # fmt: skip
LOGIN = {"type": "object", "required": ["enabled"], "properties": {"enabled": {"type": "boolean"}}}
FEATURES = {"type": "object", "properties": {"login": LOGIN}}
FARE = {"type": "object", "required": ["id", "object", "code"], "properties": {
    "id": TEXT, "object": {"enum": ["fare"]}, "code": TEXT,
    "rates": RATES, "days": DAYS}}  # fmt: skip
ID = [{"name": "id", "in": "path", "required": True, "schema": TEXT}]


def _answer(schema: Any) -> Any:
    return {"200": {"content": {"application/json": {"schema": schema}}}}


def _page(schema: Any) -> Any:
    return {"type": "object", "properties": {"data": {"type": "array", "items": schema}}}


def _document() -> Any:
    form = {"type": "object", "required": ["code", "features"],
            "properties": {"code": TEXT, "rates": RATES, "days": DAYS,
                           "features": FEATURES}}  # fmt: skip
    sent = {"content": {"application/x-www-form-urlencoded": {"schema": form}}}
    below = {"type": "object", "properties": {"rates": RATES}}
    under = {"content": {"application/x-www-form-urlencoded": {"schema": below}}}
    return {"openapi": "3.0.3", "info": {"title": "T", "version": "1"}, "paths": {
        "/codes": {"get": {"responses": _answer(_page(CODE))}},
        "/codes/{id}": {"get": {"parameters": ID, "responses": _answer(CODE)}},
        "/codes/{id}/fares": {
            "get": {"parameters": ID, "responses": _answer(_page(FARE))},
            "post": {"parameters": ID, "requestBody": under, "responses": _answer(FARE)},
        },
        "/fares": {
            "get": {"responses": _answer(_page(FARE))},
            "post": {"requestBody": sent, "responses": _answer(FARE)},
        },
        "/fares/{id}": {"get": {"parameters": ID, "responses": _answer(FARE)}},
    }}  # fmt: skip


@pytest.fixture(scope="module")
def contracts(tmp_path_factory: pytest.TempPathFactory) -> Contracts:
    folder = tmp_path_factory.mktemp("fares")
    file = folder / "document.json"
    file.write_text(json.dumps(_document()), encoding="utf-8")
    write(imported(file).files, folder / "package")
    return load(Path(folder / "package"))


@pytest.fixture(scope="module")
def service(contracts: Contracts) -> Service:
    return Service(contracts, KeyRing())


def test_what_no_call_makes_is_picked_from_its_list(contracts: Contracts) -> None:
    recipe = contracts.recipe("code", "default")
    assert recipe is not None
    assert (recipe.pick, recipe.steps) == ("/codes", ())
    listing = next(o for o in contracts.operations if o.title == "GET /codes")
    assert listing.population is not None
    assert listing.population.steps == ()


def test_a_required_object_is_sent_with_a_row_of_an_object_in_it(contracts: Contracts) -> None:
    recipe = contracts.recipe("fare", "default")
    assert recipe is not None
    assert recipe.steps[0].form == {"code": "@code", "features": {"login": {"enabled": True}}}


def test_what_no_call_makes_stands_there_and_is_told(service: Service) -> None:
    assert list(service.ids) == ["code:default"]
    for name in service.ids["code:default"]:
        assert good(call(service, "GET", f"/codes/{name}"))["id"] == name


def test_each_sandbox_has_the_same_from_its_start(contracts: Contracts, service: Service) -> None:
    """Shards of one plan, each on a sandbox of its own, speak of the same ids."""
    other = Service(contracts, KeyRing())
    assert other.ids == service.ids
    form = f"code={other.ids['code:default'][0]}&features[login][enabled]=true"
    made = [good(call(one, "POST", "/fares", form))["id"] for one in (other, service)]
    assert len({*made, *other.ids["code:default"]}) == 2 + len(other.ids["code:default"])


def test_a_map_holds_objects(service: Service) -> None:
    code = service.ids["code:default"][0]
    sent = f"code={code}&features[login][enabled]=true&rates[eur][amount]=5"
    made = good(call(service, "POST", "/fares", f"{sent}&days[monday][0][open]=9"))
    assert made["rates"] == {"eur": {"amount": 5}}
    assert made["days"] == {"monday": [{"open": 9}]}


def test_what_is_created_below_another_object_is_not_there_before(contracts: Contracts) -> None:
    below = next(o for o in contracts.operations if o.title == "POST /codes/{id}/fares")
    assert below.kind == "create"
    assert not watched(below, contracts)
