"""Of many objects those are looked at that show different things, however new they are."""

from __future__ import annotations

from typing import Any

from contracts import load
from suites.looking.variety import various

FIELDS = load().resource("payment_intent").fields
Intent = dict[str, Any]


def _intent(name: str, **rest: Any) -> Intent:
    return {"id": name, "object": "payment_intent", "status": "succeeded", "amount": 100, **rest}


def test_the_first_of_those_that_are_alike_is_enough() -> None:
    alike = [_intent("pi_1"), _intent("pi_2"), _intent("pi_3")]
    assert various(alike, FIELDS, 8) == alike[:1]


def test_another_state_is_shown() -> None:
    other = _intent("pi_9", status="canceled")
    found = various([_intent("pi_1"), _intent("pi_2"), other], FIELDS, 2)
    assert other in found


def test_whether_a_field_holds_anything_counts_and_what_it_holds_does_not() -> None:
    told = [_intent("pi_1", description=None), _intent("pi_2", description="one"),
            _intent("pi_3", description="two")]  # fmt: skip
    assert {item["id"] for item in various(told, FIELDS, 8)} == {"pi_1", "pi_2"}


def test_no_more_than_asked_for() -> None:
    states = ("succeeded", "canceled", "processing", "requires_action")
    assert len(various([_intent(f"pi_{s}", status=s) for s in states], FIELDS, 2)) == 2
