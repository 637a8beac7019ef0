"""The plan sends every row that a plain account accepts, with every value of its enum."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from contracts import load
from contracts.model import Operation, Parameter
from strategies import coverage, expansions, uncovered
from tests.strategies.oracle import complaints
from tests.strategies.paths import paths_of

OPERATIONS = load().operations


def by_id(operation: Operation) -> str:
    return operation.id


def plain_rows(rows: tuple[Parameter, ...]) -> list[Parameter]:
    """Return the rows that a form can hold: objects of nothing but refused rows hold nothing."""
    found = []
    for row in rows:
        inner = row.children or (row.items.children if row.items else ())
        below = plain_rows(inner)
        if row.plain and (below or not inner) and row.format != "cursor" and row.name != "expand":
            found += [row, *below]
    return found


def sent_values(forms: list[dict[str, Any]], path: str) -> set[Any]:
    """Return every value that is sent at a path, elements of arrays one by one."""
    found: set[Any] = set()

    def look(value: Any, here: str) -> None:
        if here == path and not isinstance(value, dict | list):
            found.add(value)
        if isinstance(value, dict):
            for name, inner in value.items():
                look(inner, f"{here}[{name}]" if here else name)
        if isinstance(value, list):
            for inner in value:
                look(inner, f"{here}[]")

    for form in forms:
        look(form, "")
    return found


@pytest.mark.parametrize("operation", OPERATIONS, ids=by_id)
def test_every_form_of_the_plan_is_valid(operation: Operation) -> None:
    wrong = [(s.row, s.label, found) for s in coverage(operation)
             if (found := complaints(operation, s.form))]  # fmt: skip
    assert wrong == []


@pytest.mark.parametrize("operation", OPERATIONS, ids=by_id)
def test_every_plain_row_is_sent(operation: Operation) -> None:
    sent = set().union(*(paths_of(sample.form) for sample in coverage(operation)))
    assert {row.path for row in plain_rows(operation.sent)} - sent == set()
    assert set(uncovered(operation)) <= {"expand"}


@pytest.mark.parametrize("operation", OPERATIONS, ids=by_id)
def test_every_enum_value_is_sent(operation: Operation) -> None:
    forms = [sample.form for sample in coverage(operation)]
    for row in plain_rows(operation.sent):
        values = row.plain_values or row.enum
        if values:
            path = row.path if row.enum else f"{row.path}[]"
            assert set(values) - sent_values(forms, path) == set(), row.path
        if row.items and row.items.enum and row.items.plain and row.example is None:
            wanted = row.plain_values or row.items.plain_values or row.items.enum
            assert set(wanted) - sent_values(forms, f"{row.path}[]") == set(), row.path


@pytest.mark.parametrize("operation", OPERATIONS, ids=by_id)
def test_a_sample_sends_the_row_it_is_about(operation: Operation) -> None:
    first, *rest = coverage(operation)
    assert (first.row, first.label) == ("", "")
    assert all(sample.row in paths_of(sample.form) for sample in rest)


@pytest.mark.parametrize("operation", OPERATIONS, ids=by_id)
def test_samples_can_be_told_apart_and_come_again(operation: Operation) -> None:
    found = coverage(operation)
    assert len({(sample.row, sample.label) for sample in found}) == len(found)
    assert found == coverage(operation)


def test_samples_name_the_object_they_need() -> None:
    found = coverage(load().operation("POST /v1/issuing/cards/{card}"))
    shipping = {sample.subject for sample in found if sample.row.startswith("shipping")}
    assert shipping == {"issuing.card:physical"}


def test_each_known_expansion_is_asked_for_once() -> None:
    operation = load().operation("GET /v1/issuing/tokens/{token}")
    known = expansions(load(), operation)
    asked = [s.form["expand"] for s in coverage(operation, expand=known) if s.row == "expand"]
    assert asked == [[path] for path in known]


def test_both_types_of_a_row_are_sent() -> None:
    found = coverage(load().operation("GET /v1/issuing/cards"))
    kinds = {type(sample.form["created"]) for sample in found if sample.row == "created"}
    assert kinds == {dict, int}


def test_arrays_of_objects_are_sent_with_two_different_elements() -> None:
    """Of one alone nobody sees whether a second is kept; what names an object is sent once."""
    limits = "spending_controls[spending_limits]"
    create = load().operation("issuing.card.create")
    found = {s.row: s.form for s in coverage(create) if not s.label}
    assert found[f"{limits}[][categories]"]["spending_controls"]["spending_limits"] == [
        {"amount": 1, "interval": "all_time", "categories": ["ac_refrigeration_repair"]},
        {"amount": 2, "interval": "daily", "categories": ["accounting_bookkeeping_services"]},
    ]
    row = Parameter("items", "array", "items", "body", items=Parameter(
        "", "object", "items[]", "body", children=(
            Parameter("price", "string", "items[][price]", "body", references=("price",)),
            Parameter("count", "integer", "items[][count]", "body"),
        )))  # fmt: skip
    operation = replace(create, parameters=(row,), base={})
    forms = {s.row: s.form for s in coverage(operation)}
    assert forms["items[][count]"] == {"items": [{"count": 1}, {"count": 2}]}
    assert forms["items[][price]"] == {"items": [{"price": "@price"}]}


def test_an_address_is_sent_with_all_that_it_may_have() -> None:
    (whole,) = [s.form for s in coverage(load().operation("financial_connections.session.create"))
                if s.label == "whole"]  # fmt: skip
    assert whole["return_url"] == "https://example.com/Cart/a?b=c+d&e=%20f#End"


def test_the_longest_page_that_is_documented_is_asked_for() -> None:
    """What lies beyond it is not judged (T-02), the limit itself is promised (G-53)."""
    (largest,) = [s.form for s in coverage(load().operation("payment_link.list"))
                  if s.label == "largest"]  # fmt: skip
    assert largest == {"limit": 100}


def test_two_objects_that_need_each_other_end_no_plan(tmp_path: Path) -> None:
    """Each would be filled by a row that needs the other one."""
    (tmp_path / "api.yaml").write_text("name: pairs\n", encoding="utf-8")
    (tmp_path / "pair.yaml").write_text(
        """
resource: pair
object: pair
operations:
  create:
    kind: create
    path: /pairs
    parameters:
      body:
        left: {type: object, needs: [right], children: {x: {type: string}}}
        right: {type: object, needs: [left], children: {y: {type: string}}}
        free: {type: string}
fields: {id: {type: string}}
""",
        encoding="utf-8",
    )
    operation = load(tmp_path).operation("pair.create")
    forms = [sample.form for sample in coverage(operation)]
    assert "Assay" in sent_values(forms, "free")
    assert {"left": {"x": "Assay"}, "right": {"y": "Assay"}} in forms
