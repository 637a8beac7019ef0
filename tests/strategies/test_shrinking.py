"""A failure about one row shrinks to the smallest form that has the row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import find, settings

from contracts import load
from strategies import coverage
from strategies.forms import forms
from tests.strategies.paths import paths_of

QUIET = settings(max_examples=4000, database=None, derandomize=True, deadline=None)
OPERATIONS = ("POST /v1/issuing/cardholders", "POST /v1/payment_intents", "POST /v1/issuing/cards")


def rows(title: str) -> list[tuple[str, str]]:
    """Return some rows of an operation: every fifth of those that its plan sends."""
    operation = load().operation(title)
    first, *rest = coverage(operation)
    optional = [s.row for s in rest if not s.label and s.row not in paths_of(first.form)]
    return [(title, path) for path in optional[::5]]


@pytest.mark.parametrize(
    ("title", "path"), [pair for title in OPERATIONS for pair in rows(title)]
)  # fmt: skip
def test_only_the_row_and_what_it_brings_along_remains(title: str, path: str) -> None:
    operation = load().operation(title)
    [smallest] = [s.form for s in coverage(operation) if (s.row, s.label) == (path, "")]
    found = find(forms(operation), lambda form: path in paths_of(form), settings=QUIET)
    assert paths_of(found) == paths_of(smallest)


def test_values_shrink_too() -> None:
    found: Mapping[str, Any] = find(
        forms(load().operation("POST /v1/payment_intents")),
        lambda form: form["amount"] > 5000 and "description" in form,
        settings=QUIET,
    )
    assert found["amount"] == 5001
    assert found["currency"] == "usd"
    assert len(found["description"]) == 1
    assert set(found) == {"amount", "currency", "description"}
