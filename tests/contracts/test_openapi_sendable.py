"""The document of what can be sent says what the contracts know, and no more than forms carry."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from contracts import load
from contracts.currencies import CURRENCIES
from contracts.openapi import FORM, sendable
from sandbox import formats
from sandbox.app import create_service

LIBRARY = Path(__file__).parents[1] / "packages" / "library"
IDS = create_service(load()).known()
DOCUMENT: dict[str, Any] = sendable(load(), IDS)
ANY: dict[str, Any] = sendable(load())
INTENTS = "/v1/payment_intents"


def parameter(path: str, name: str, document: dict[str, Any] = DOCUMENT) -> dict[str, Any]:
    (found,) = [p for p in document["paths"][path]["get"]["parameters"] if p["name"] == name]
    schema: dict[str, Any] = found["schema"]
    return schema


def body(path: str, document: dict[str, Any] = DOCUMENT) -> dict[str, Any]:
    schema: dict[str, Any] = document["paths"][path]["post"]["requestBody"]["content"][FORM][
        "schema"
    ]
    return schema


def fits(schema: dict[str, Any], value: Any) -> bool:
    return Draft202012Validator(schema).is_valid(value)


@pytest.mark.parametrize("document", [DOCUMENT, ANY], ids=["known ids", "any id"])
def test_it_is_a_valid_document_of_every_operation(document: dict[str, Any]) -> None:
    validate(json.loads(json.dumps(document)))
    found = {(m.upper(), p) for p, item in document["paths"].items() for m in item}
    assert {(o.method, o.path) for o in load().operations} <= found


def test_what_a_recipe_calls_at_a_path_of_the_contracts_is_declared() -> None:
    ours = {(o.method, o.path) for o in load().operations}
    found = {(m.upper(), p) for p, item in DOCUMENT["paths"].items() for m in item}
    assert found - ours == {("POST", "/v1/payment_links")}


def test_a_page_size_out_of_range_is_not_forbidden() -> None:
    limit = parameter("/v1/issuing/cards", "limit")
    assert limit["default"] == 10
    assert fits(limit, 101)
    assert fits(limit, 0)


@pytest.mark.parametrize(
    ("sent", "valid"),
    [
        ({}, True),
        ({"starting_after": "ipi_assaywon0"}, True),
        ({"ending_before": "ipi_assaywon0"}, True),
        ({"starting_after": "ipi_assaywon0", "ending_before": "ipi_assaywon1"}, False),
        ({"starting_after": "0"}, False),
    ],
)
def test_a_page_begins_at_one_cursor(sent: dict[str, str], valid: bool) -> None:
    schema = parameter("/v1/issuing/transactions", "ending_before_or_starting_after")
    assert fits(schema, sent) is valid


@pytest.mark.parametrize(
    ("path", "valid"),
    [("customer", True), ("latest_charge", True), ("amount", False), ("0", False)],
)
def test_what_cannot_be_expanded_is_not_asked_to_be(path: str, valid: bool) -> None:
    assert fits(parameter(f"{INTENTS}/{{intent}}", "expand[]"), [path]) is valid


def test_in_a_list_expansions_begin_with_its_entries() -> None:
    expand = parameter("/v1/issuing/cards", "expand[]")
    assert fits(expand, ["data.cardholder"])
    assert not fits(expand, ["cardholder"])
    assert fits(parameter(f"{INTENTS}/search", "expand[]"), ["total_count"])


def test_where_nothing_can_be_expanded_the_row_is_left_out_by_name() -> None:
    bundles = DOCUMENT["paths"]["/v1/issuing/physical_bundles"]["get"]
    assert "expand[]" not in {p["name"] for p in bundles["parameters"]}
    assert bundles["x-left-out"] == ["expand"]


def test_an_id_is_one_that_is_there() -> None:
    assert parameter("/v1/issuing/cards", "cardholder")["enum"] == [
        "ich_assayblocked0", "ich_assayblocked1", "ich_assayseeded"
    ]  # fmt: skip


def test_where_any_id_will_do_it_begins_as_the_contracts_say() -> None:
    schema = parameter("/v1/issuing/cards", "cardholder", ANY)
    assert fits(schema, "ich_1MzFMzK8rOTlF7Jt")
    assert not fits(schema, "ic_1MzFMzK8rOTlF7Jt")


def test_an_operation_that_moves_its_object_names_nobodys() -> None:
    capture = DOCUMENT["paths"][f"{INTENTS}/{{intent}}/capture"]["post"]
    assert capture["parameters"][0]["schema"]["enum"] == ["pi_nobody"]
    links = DOCUMENT["paths"][INTENTS]["post"]["responses"]
    assert "payment_intent.capture" not in json.dumps(links)
    assert "payment_intent.retrieve" in json.dumps(links)


def test_no_link_leads_from_any_object_to_what_works_on_one_in_a_state() -> None:
    """Owners are listed for the ownership of one account, which another account does not have."""
    links = DOCUMENT["paths"]["/v1/linked_accounts"]["get"]["responses"]["200"]["links"]
    assert "financial_connections.account.retrieve" in links
    assert "financial_connections.account_owner.list" not in links


@pytest.mark.parametrize(("currency", "valid"), [("usd", True), ("AAA", False), ("", False)])
def test_a_currency_is_one_of_the_world(currency: str, valid: bool) -> None:
    assert fits(body(INTENTS), {"amount": 2000, "currency": currency}) is valid


def test_a_currency_of_the_account_is_one_of_its_choice() -> None:
    assert body("/v1/issuing/cards")["properties"]["currency"]["enum"] == ["usd", "eur", "gbp"]


def test_the_sandbox_takes_the_currencies_that_the_document_has() -> None:
    assert set(CURRENCIES) == formats.CURRENCIES


@pytest.mark.parametrize(
    ("value", "valid"),
    [
        ({"0": "card"}, True),
        ({"0": "card", "1": "link"}, True),
        (["card"], False),
        ({"first": "card"}, False),
        ({"0": ""}, False),
    ],
)
def test_the_elements_of_a_form_have_indices_for_names(value: Any, valid: bool) -> None:
    form = {"amount": 2000, "currency": "usd", "payment_method_types": value}
    assert fits(body(INTENTS), form) is valid


@pytest.mark.parametrize(
    ("names", "valid"),
    [
        ({"a": "1"}, True),
        ({"a": 1, "b": True}, True),
        ({"a[b]": "1"}, False),
        ({"k" * 41: "1"}, False),
        ({"a": "v" * 501}, False),
        ({f"k{n}": "1" for n in range(51)}, False),
    ],
)
def test_metadata_keeps_to_its_limits(names: dict[str, Any], valid: bool) -> None:
    form = {"amount": 2000, "currency": "usd", "metadata": names}
    assert fits(body(INTENTS), form) is valid


def test_what_the_smallest_form_has_must_be_sent() -> None:
    dispute = body("/v1/issuing/disputes")
    assert dispute["required"] == ["transaction"]
    assert fits(dispute, {"transaction": "ipi_assaywon0"})
    assert not fits(dispute, {})


def test_an_empty_object_is_not_sent_and_so_forbids_nothing() -> None:
    controls = body("/v1/issuing/cardholders")["properties"]["spending_controls"]
    both = {"allowed_categories": {"0": "airlines_air_carriers"}, "blocked_categories": {}}
    assert fits(controls, both)
    assert not fits(controls, {name: {"0": "airlines_air_carriers"} for name in both})


def test_a_package_without_a_server_of_its_own_is_exported_with_its_names() -> None:
    contracts = load(LIBRARY)
    document = sendable(contracts, create_service(contracts).known())
    validate(json.loads(json.dumps(document)))
    assert document["info"]["title"] == "library, as held by the contracts of Assay"
    assert document["components"]["securitySchemes"] == {
        "bearer": {"type": "http", "scheme": "bearer"}
    }
    assert set(document["paths"]["/books/{book}"]) == {"get", "patch", "put", "delete"}
