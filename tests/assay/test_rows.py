"""What is broken about a row stands where the package has the row."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assay.run.rows import rows_of
from contracts.loader import API
from harness.verdict import Finding, Verdict
from suites.asking import selected

FAIL = Verdict("", "G-1", "POST /v1/issuing/cards", "must", "fail", "broken")


@pytest.mark.parametrize(
    ("claim", "row"),
    [
        ("length.second_line", "second_line"),
        ("length.shipping[address][city]", "city"),  # of a shared subtree
        ("copies.listed.replacement_reason.expired", "replacement_reason"),
        ("unknown.nested.lifecycle_controls[cancel_after]", "cancel_after"),
        ("unknown.assay_unknown", ""),
        ("auth.masked", ""),
    ],
)
def test_a_claim_is_about_the_row_that_its_id_names(claim: str, row: str) -> None:
    name = f"issuing.card.create.{claim}"
    selection = selected(API, "standard", ("issuing.card.create.*",))
    broken = replace(FAIL, id=name, law=selection.plan.claims[name].law)
    assert rows_of(selection, [replace(broken, status="pass")]) == {}
    found = rows_of(selection, [broken])
    assert len(found) == bool(row)
    for place in found.values():
        file, _, number = place.rpartition(":")
        line = (API / file).read_text(encoding="utf-8").splitlines()[int(number) - 1]
        assert line.strip().startswith(f"{row}:")


@pytest.mark.parametrize(
    ("claim", "place", "expected"),
    [
        ("response.response_table", "last4", ("issuing/card.yaml", "last4")),
        ("response.response_table", "shipping.address.city", ("shared/fields.yaml", "city")),
        ("response.response_table", "spending_controls.spending_limits[].amount.cents",
         ("shared/fields.yaml", "amount")),
        ("response.money", "data.spending_controls.spending_limits[0].amount",
         ("shared/fields.yaml", "amount")),
        ("response.request_id", "", None),
        ("response.response_table", "assay_unknown", None),
    ],
)  # fmt: skip
def test_a_claim_about_an_answer_is_about_the_field_that_it_finds(
    claim: str, place: str, expected: tuple[str, str] | None
) -> None:
    name = f"issuing.card.create.{claim}"
    selection = selected(API, "standard", ("issuing.card.create.*",))
    finding = Finding("an integer", "a text", place)
    law = selection.plan.claims[name].law
    found = rows_of(selection, [replace(FAIL, id=name, law=law, findings=(finding,))])
    assert len(found) == bool(expected)
    for told in found.values():
        file, _, number = told.rpartition(":")
        line = (API / file).read_text(encoding="utf-8").splitlines()[int(number) - 1]
        assert (file, line.strip().partition(":")[0]) == expected
