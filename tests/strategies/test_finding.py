"""The search finds what a tester hopes for, within the number of forms of an ordinary run."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import Phase, find, given, settings

from contracts import load
from strategies import coverage
from strategies.forms import forms
from tests.strategies.paths import paths_of

INTENT = "POST /v1/payment_intents"
HOLDER = "POST /v1/issuing/cardholders"
Form = dict[str, Any]

QUESTIONS: dict[str, tuple[str, Callable[[Form], bool]]] = {
    "an amount above a million": (INTENT, lambda form: form["amount"] > 10**6),
    "the smallest plain amount": (INTENT, lambda form: form["amount"] == 2000),
    "a value of an enum that is not its first": (
        INTENT, lambda form: form.get("capture_method", "automatic") != "automatic"),
    "a character beyond the basic plane": (
        INTENT, lambda form: any(ord(c) > 0xFFFF for c in form.get("description", ""))),
    "a text of one character": (INTENT, lambda form: len(form.get("description", "")) == 1),
    "two keys of metadata": (HOLDER, lambda form: len(form.get("metadata", {})) == 2),
    "a metadata key with a space": (
        HOLDER, lambda form: any(" " in key for key in form.get("metadata", {}))),
    "five optional rows at once": (HOLDER, lambda form: len(form) >= 7),
    "a nested optional row in each of two objects": (
        HOLDER, lambda form: {"individual", "spending_controls"} <= set(form)),
    "two elements in an array of objects": (
        HOLDER,
        lambda form: len(form.get("spending_controls", {}).get("spending_limits", [])) == 2),
    "every value of an enum in one array": (
        HOLDER, lambda form: len(form.get("preferred_locales", [])) == 5),
    "a row of the fourth level": (
        HOLDER,
        lambda form: "individual[card_issuing][user_terms_acceptance][ip]" in paths_of(form)),
}  # fmt: skip


@pytest.mark.parametrize("question", QUESTIONS)
def test_it_finds(question: str) -> None:
    title, wanted = QUESTIONS[question]
    strategy = forms(load().operation(title))
    find(strategy, wanted, settings=settings(max_examples=1000, database=None, derandomize=True))


def test_every_optional_row_is_drawn_before_long() -> None:
    operation = load().operation(HOLDER)
    planned = {sample.row for sample in coverage(operation)} - {""}
    seen: set[str] = set()

    @settings(max_examples=800, database=None, derandomize=True, phases=[Phase.generate])
    @given(forms(operation))
    def draw(form: Form) -> None:
        seen.update(paths_of(form))

    draw()
    assert planned - seen == set()
