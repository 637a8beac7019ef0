"""Alternatives of a recipe are read as its steps are, and what cannot be meant is refused."""

from __future__ import annotations

import pytest
import yaml

from contracts import load
from contracts.errors import ContractError
from contracts.reader import Reader
from contracts.recipes import read_recipes

CALL = "request: POST /v1/prices"
STEPS = f"steps: [{{{CALL}}}]"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("price: {default: {alternatives: [[{request: POST /v1/prices}]], note: x}}", "go with"),
        (
            f"price: {{default: {{{STEPS}, alternatives: [[{{{CALL}, forms: {{}}}}]]}}}}",
            "forms",
        ),
    ],
)
def test_what_cannot_be_meant_is_refused(text: str, message: str) -> None:
    with pytest.raises(ContractError, match=message):
        read_recipes(Reader("a.yaml", yaml.compose(text)))


def test_ways_are_the_steps_and_then_the_alternatives() -> None:
    recipe = load().recipe("price")
    assert recipe is not None
    assert [way[0].form for way in recipe.ways] == [
        {"currency": "usd", "unit_amount": 1000, "product_data": {"name": "Assay"}},
        {"currency": "usd", "unit_amount": 1000, "product": "@product"},
    ]
