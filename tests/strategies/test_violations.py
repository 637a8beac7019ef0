"""A violation breaks exactly one clause of its twin, in one place, and says which."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from contracts import load
from contracts.model import Operation
from strategies import Violation, violations
from tests.contracts.test_importing import document, package
from tests.contracts.test_importing import of as read
from tests.strategies.oracle import complaints
from tests.strategies.paths import leaves

OPERATIONS = load().operations
PAIRS = [(operation, violation) for operation in OPERATIONS for violation in violations(operation)]
# What the oracle says when a clause is broken, when it is not the topic itself.
SAID = {"type_element": "type"}


EVERY = [(o, way) for o, violation in PAIRS for way in (violation, *violation.also)]


def by_id(operation: Operation) -> str:
    return operation.id


def of(operation: Operation) -> list[Violation]:
    """Return what is sent to an operation: each violation in each of its ways."""
    return [violation for owner, violation in EVERY if owner is operation]


def consequences(operation: Operation, violation: Violation) -> set[tuple[str, str]]:
    """Return the rows whose need of a value is broken because the value itself is."""
    return {
        ("needs", row.path) for row in operation.walk()
        if any(need.partition("=")[0] == violation.row for need in row.needs)
    }  # fmt: skip


@pytest.mark.parametrize("operation", OPERATIONS, ids=by_id)
def test_every_twin_is_valid(operation: Operation) -> None:
    wrong = [(v.topic, v.row, found) for v in of(operation)
             if (found := complaints(operation, v.base))]  # fmt: skip
    assert wrong == []


@pytest.mark.parametrize("operation", OPERATIONS, ids=by_id)
def test_the_broken_form_breaks_that_clause_and_no_other(operation: Operation) -> None:
    for violation in of(operation):
        broken = complaints(operation, violation.form)
        found = [c for c in broken if c not in consequences(operation, violation)]
        topics = {topic for topic, _ in found}
        if violation.row and "currency" in violation.situation:
            # three letters are none, but no text says so; what has two or four looks like none
            plain = any(value == "zzz" for value in leaves(violation.form).values())
            assert found == ([] if plain else [("format", violation.row)]), violation
        else:
            assert topics == {SAID.get(violation.topic, violation.topic)}, (violation, found)
            assert len({path for _, path in found}) <= (2 if topics == {"exclusive"} else 1)


@pytest.mark.parametrize("operation", OPERATIONS, ids=by_id)
def test_a_violation_differs_from_its_twin_in_one_place(operation: Operation) -> None:
    for violation in of(operation):
        before, after = leaves(violation.base), leaves(violation.form)
        changed = {
            place for place in {**before, **after}
            if before.get(place, ...) != after.get(place, ...)
        }  # fmt: skip
        roots = {
            place for place in (violation.row.replace("[]", "[0]"), *violation.params)
            if place and all(p == place or p.startswith(f"{place}[") for p in changed)
        }  # fmt: skip
        assert roots or violation.form == {**violation.base, "assay_unknown": "1"}, violation


@pytest.mark.parametrize("operation", OPERATIONS, ids=by_id)
def test_each_names_its_situation_and_what_the_error_may_name(operation: Operation) -> None:
    for violation in of(operation):
        assert violation.situation in load().situations
        assert violation.params
        assert all("[]" not in name for name in violation.params)


@pytest.mark.parametrize("operation", OPERATIONS, ids=by_id)
def test_the_plan_is_the_same_every_time(operation: Operation) -> None:
    assert list(violations(operation)) == [v for owner, v in PAIRS if owner is operation]


@pytest.mark.parametrize("operation", OPERATIONS, ids=by_id)
def test_topics_that_prove_nothing_are_left_out(operation: Operation) -> None:
    silent = {
        (text.partition(" ")[0], row.path) for row in operation.walk() for text in row.unjudged
    }
    assert not {(v.topic.partition("_")[0], v.row) for v in of(operation)} & silent


@pytest.mark.parametrize("operation", OPERATIONS, ids=by_id)
def test_every_required_row_that_can_be_left_out_is(operation: Operation) -> None:
    tried = {v.row for v in of(operation) if v.topic == "required"}
    top = {row.path for row in operation.sent if row.required}
    assert top <= tried


@pytest.mark.parametrize(
    ("title", "topic", "row", "params"),
    [
        ("POST /v1/issuing/cardholders", "required", "billing[address][city]",
         ("billing[address][city]",)),
        ("POST /v1/issuing/cardholders", "range_below",
         "spending_controls[spending_limits][][amount]",
         ("spending_controls[spending_limits][0][amount]",)),
        ("POST /v1/issuing/cardholders", "unknown", "billing[address]",
         ("billing[address][assay_unknown]",)),
        ("POST /v1/issuing/cardholders", "unknown", "", ("assay_unknown",)),
        ("POST /v1/issuing/cardholders", "length", "name", ("name",)),
        ("POST /v1/issuing/cards", "reference", "cardholder", ("cardholder",)),
        ("POST /v1/payment_intents", "enum", "currency", ("currency",)),
        ("GET /v1/issuing/cards", "enum", "status", ("status",)),
    ],
)  # fmt: skip
def test_known_violations_are_in_the_plan(
    title: str, topic: str, row: str, params: tuple[str, ...]
) -> None:
    found = [v for v in violations(load().operation(title)) if (v.topic, v.row) == (topic, row)]
    assert [v.params for v in found] == [params]


@pytest.mark.parametrize(
    ("title", "row", "values"),
    [
        ("POST /v1/payment_intents", "amount",
         ["abc", "1.5", "1e3", "NaN", "0x10", "1_000", {"assay_unknown": "1"}]),
        ("POST /v1/payment_intents", "confirm",
         ["maybe", "YES", "1", {"assay_unknown": "1"}]),
        ("POST /v1/payment_intents", "description", [{"assay_unknown": "1"}]),
        ("POST /v1/payment_intents", "currency", [{"assay_unknown": "1"}, "zzz", "us", "usdx"]),
        ("POST /v1/payment_intents", "capture_method",
         [{"assay_unknown": "1"}, "assay_unknown", "automaticx", "AUTOMATIC"]),
        ("POST /v1/link_account_sessions", "permissions",
         ["scalar", ["assay_unknown"], ["balances", "balancesx"], ["balances", "BALANCES"]]),
    ],
)  # fmt: skip
def test_each_row_is_broken_in_every_way(title: str, row: str, values: list[Any]) -> None:
    ways = [way for v in violations(load().operation(title)) if v.row == row and
            v.topic in ("type", "enum") for way in (v, *v.also)]  # fmt: skip
    assert [way.form[row] for way in ways] == values
    assert {way.level for way in ways} <= {None, "should"}


def test_nothing_stands_for_a_row_of_a_query_either() -> None:
    """An empty text is refused in a query too, if with less certainty (G-41)."""
    (found,) = [v for v in violations(load().operation("GET /v1/issuing/cardholders"))
                if (v.topic, v.row) == ("empty", "email")]  # fmt: skip
    assert (found.form["email"], found.situation, found.level) == ("", "empty", "should")


def test_a_descriptor_is_sent_too_long_as_other_texts_are() -> None:
    row = "statement_descriptor_suffix"
    found = {v.row: v for v in violations(load().operation("POST /v1/payment_intents"))
             if v.topic == "length"}  # fmt: skip
    assert found[row].form[row] == "A" * 23


def test_zero_negative_and_far_too_small_are_below_a_range() -> None:
    (found,) = [v for v in violations(load().operation("POST /v1/payment_intents"))
                if (v.topic, v.row) == ("range_below", "amount")]  # fmt: skip
    assert [way.form["amount"] for way in (found, *found.also)] == [0, -1, -(10**9)]


def test_an_only_child_is_given_company_before_it_is_taken_away() -> None:
    operation = load().operation("POST /v1/payment_intents")
    for violation in violations(operation):
        if violation.topic == "required":
            assert {} not in leaves(violation.form).values(), violation


def test_a_name_in_a_map_is_the_callers_own(tmp_path: Path) -> None:
    """An unknown row stands in the entry of a map, not beside it."""
    sizes = {"type": "object", "properties": {"width": {"type": "integer"}}}
    body = {"type": "object", "properties": {
        "by_name": {"type": "object", "additionalProperties": sizes}}}  # fmt: skip
    form = {"content": {"application/x-www-form-urlencoded": {"schema": body}}}
    done = {"200": {"description": ""}}
    said = document({"/things": {"post": {"requestBody": form, "responses": done}}})
    operation = package(read(said, tmp_path), tmp_path / "package").operations[0]
    nested = [v.row for v in violations(operation) if v.situation == "unknown_nested"]
    assert nested == ["by_name[assay]"]
