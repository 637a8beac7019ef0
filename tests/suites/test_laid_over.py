"""What is imported below a package is asked what the document states, and the package's operations
what they were asked before.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from contracts import load
from contracts.importing.over import Over
from contracts.importing.whole import imported
from contracts.loader import API
from contracts.model import Contracts
from harness.exchange import Exchange, Request, Response
from strategies import smallest
from suites.discovery import discover
from suites.looking.likeness import resembles
from suites.looking.walk import may_expand
from suites.plan import make
from tests.contracts.test_importing import document
from tests.packages.writing import write

TEXT: Any = {"type": "string"}
TEXTS: Any = {"type": "object", "additionalProperties": TEXT}
OWN = ("mandate", "issuing.physical_bundle", "issuing.token")  # resources whose claims are compared


def shown(name: str, *required: str) -> Any:
    """Return an answer that holds an object of a kind, with all fields or those named."""
    fields = required or ("id", "object", "metadata")
    schema = {
        "type": "object", "title": name, "required": fields,
        "properties": {"id": TEXT, "object": {"type": "string", "enum": [name]},
                       "metadata": TEXTS},
    }  # fmt: skip
    schema["properties"] = {name: schema["properties"][name] for name in fields}
    return {"200": {"description": "", "content": {"application/json": {"schema": schema}}}}


def taken(**rows: Any) -> Any:
    """Return a body of rows, metadata and what is to be expanded among them."""
    rows |= {"metadata": TEXTS, "expand": {"type": "array", "items": TEXT}}
    form = {"schema": {"type": "object", "properties": rows}}
    return {"content": {"application/x-www-form-urlencoded": form}}


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Contracts:
    folder = tmp_path_factory.mktemp("laid")
    kinds: Any = {"type": {"type": "string", "enum": ["alipay", "card"]}}
    (folder / "document.json").write_text(json.dumps(document({
        "/v1/customers": {"post": {"requestBody": taken(), "responses": shown("customer")}},
        "/v1/payment_methods": {
            "post": {"requestBody": taken(**kinds), "responses": shown("payment_method")}},
        "/v1/balance": {
            "get": {"responses": shown("balance", "object")},
            "post": {"requestBody": taken(), "responses": shown("balance", "object")}},
        "/v1/mandates/{mandate}/check": {
            "parameters": [{"name": "mandate", "in": "path", "required": True, "schema": TEXT}],
            "post": {"requestBody": taken(), "responses": shown("mandate")}},
    })), encoding="utf-8")  # fmt: skip
    write(imported(folder / "document.json", over=Over(API)).files, folder / "both")
    return load(folder / "both")


def claims(contracts: Contracts, *resources: str) -> dict[str, tuple[str, str]]:
    """Return clause and level of each claim about some resources."""
    plan = make(contracts, discover(API), {}, "standard", lambda p: p.startswith(resources))
    return {name: (claim.clause, claim.level) for name, claim in plan.claims.items()
            if name.startswith(resources)}  # fmt: skip


def test_the_operations_of_the_package_are_asked_what_they_were(both: Contracts) -> None:
    alone = claims(load(), *(f"{name}." for name in OWN))
    assert len(alone) == 417
    laid = claims(both, *(f"{name}." for name in OWN))
    assert {name: told for name, told in laid.items() if ".check." not in name} == alone
    assert [operation for operation in load().operations
            if both.operation(operation.id) != operation] == []  # fmt: skip


def test_what_is_imported_is_bound_by_the_document_alone(both: Contracts) -> None:
    added = [operation.id for operation in both.operations if operation.set == "document"]
    assert sorted(added) == [
        "balance.balance",
        "balance.create",
        "customer.create",
        "mandate.check",
        "payment_method.create",
    ]
    asked = claims(both, *added)
    topics = {name.split(".")[2] for name in asked}
    assert topics >= {"accepts", "enum", "response"}
    assert not topics & {"expand", "idempotency", "metadata", "unknown"}


def test_what_has_no_id_is_not_created(both: Contracts) -> None:
    """A POST to what an account has one of changes it."""
    assert both.operation("balance.create").kind == "action"


def test_what_a_working_call_sends_is_said_by_the_package(both: Contracts) -> None:
    assert smallest(both.operation("payment_method.create")) == {"type": "card"}
    recipe = both.recipe("customer")
    assert recipe is not None
    assert recipe == load().recipe("customer")  # which the package has itself


@pytest.mark.parametrize(("operation", "query", "may"), [
    ("mandate.retrieve", "expand[0]=payment_method", True),
    ("mandate.retrieve", "", False),
    ("mandate.check", "expand[0]=payment_method", True),
    ("mandate.check", "", True),
])  # fmt: skip
def test_where_nothing_says_how_ids_are_expanded_an_object_may_stand_there(
    both: Contracts, operation: str, query: str, *, may: bool
) -> None:
    """The document names both in the field, and what `expand` does it does not say."""
    request = Request("GET", "/v1/mandates/mandate_1", query)
    exchange = Exchange("1", operation, request, Response(200, {}, b"{}"), 0.0, 0.0)
    assert may_expand(exchange, both) is may


@pytest.mark.parametrize(("operation", "body", "right"), [
    ("balance.balance", {"object": "balance"}, True),
    ("balance.balance", {"object": "other"}, False),
    ("mandate.check", {"object": "mandate"}, False),
    ("mandate.check", {"object": "mandate", "id": "mandate_1"}, True),
])  # fmt: skip
def test_an_object_needs_an_id_where_its_table_has_one(
    both: Contracts, operation: str, body: dict[str, str], *, right: bool
) -> None:
    answer = Response(200, {}, json.dumps(body).encode())
    exchange = Exchange("1", operation, Request("GET", "/"), answer, 0.0, 0.0)
    assert resembles(exchange, both.operation(operation)) is right
