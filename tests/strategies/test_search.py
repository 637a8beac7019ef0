"""Broken forms beyond the plan break the same clause, and shrink to the form of the plan."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st

from contracts import load
from strategies import Violation, violations
from strategies.search import violation_forms
from tests.strategies.oracle import complaints

HOLDER = load().operation("POST /v1/issuing/cardholders")
PLAN = [v for v in violations(HOLDER) if v.topic != "exclusive"]
DRAWN = settings(
    max_examples=8, database=None, deadline=None, phases=[Phase.generate],
    suppress_health_check=list(HealthCheck), derandomize=True,
)  # fmt: skip


def by_topic(violation: Violation) -> str:
    return f"{violation.topic}.{violation.row}"


@pytest.mark.parametrize("violation", PLAN, ids=by_topic)
@DRAWN
@given(data=st.data())
def test_drawn_forms_break_the_clause_of_the_plan(
    violation: Violation, data: st.DataObject
) -> None:
    form = data.draw(violation_forms(HOLDER, violation))
    found = {topic for topic, _ in complaints(HOLDER, form)}
    wanted = set() if violation.situation == "currency" else {violation.topic}
    assert found - {"type", "enum"} == wanted - {"type", "enum"}
    assert bool(found) == bool(wanted)


@pytest.mark.parametrize("violation", PLAN[::6], ids=by_topic)
def test_the_simplest_broken_form_is_the_one_of_the_plan(violation: Violation) -> None:
    found = find(violation_forms(HOLDER, violation), lambda _form: True,
                 settings=settings(database=None, derandomize=True))  # fmt: skip
    assert found == _of_one(violation.form)


def _of_one(value: Any) -> Any:
    """Return a form whose arrays of objects have one element: the plan sends two that differ."""
    if isinstance(value, dict):
        return {name: _of_one(inner) for name, inner in value.items()}
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [_of_one(value[0])]
    return value


def test_more_wrong_values_are_tried_than_the_plan_has() -> None:
    [violation] = [v for v in PLAN if (v.topic, v.row) == ("type", "individual[dob][day]")]
    strategy = violation_forms(HOLDER, violation)
    day = violation.form["individual"]["dob"]["day"]
    found = find(strategy, lambda form: form["individual"]["dob"]["day"] != day,
                 settings=settings(database=None, derandomize=True))  # fmt: skip
    assert not found["individual"]["dob"]["day"].isdigit()
