"""What is broken about a row stands where the package has the row."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assay.run.rows import rows_of
from contracts.loader import API
from harness.verdict import Verdict
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
