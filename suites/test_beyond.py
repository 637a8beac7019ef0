"""Beyond the plan: Hypothesis draws larger valid forms and looks for one that is refused.

A failure is shrunk to the smallest form that is still refused.
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded
from hypothesis.errors import Flaky

from contracts.model import Operation
from harness.exchange import Exchange
from strategies import forms
from suites.excuses import excuse
from suites.law import Unavailable
from suites.legacy import Claim, Lab, said
from suites.scope import operations

EXAMPLES = {"smoke": 0, "standard": 12, "thorough": 200}
_BUDGET = 150  # requests that shrinking may cost


class Refused(Exception):  # noqa: N818 - what Hypothesis shrinks
    """A valid form was refused."""


def _changes(operation: Operation) -> bool:
    return operation.kind in ("create", "update") and len(operation.sent) > 2


@pytest.mark.parametrize("operation", operations(_changes))
def test_beyond_the_plan(lab: Lab, operation: Operation) -> None:
    """Drawn combinations of rows that a plain account accepts are accepted."""
    claim = Claim(f"{operation.id}.accepts.drawn", f"L{operation.source[0]}", operation.title)
    examples = EXAMPLES[lab.profile]
    if not examples or not lab.judge.asked(claim.id):
        return
    reason = lab.ready(operation)
    if reason:
        lab.untestable(claim, reason)
        return
    search = _Search(lab, operation)
    try:
        search.run(examples)
    except Unavailable as trouble:
        lab.untestable(claim, str(trouble))
        return
    refused = search.smallest
    if search.wavering and refused is not None:
        reason = f"a form was refused once and accepted when it was repeated ({said(refused)})"
        lab.untestable(claim, reason, refused)
    elif refused is None:
        lab.passed(claim, *search.sample)
    else:
        lab.broken(claim, "status 200", said(refused), refused)


class _Search:
    """Draws forms and keeps the smallest that was refused."""

    def __init__(self, lab: Lab, operation: Operation) -> None:
        self._lab = lab
        self._operation = operation
        self._sent = 0
        self.smallest: Exchange | None = None
        self.sample: list[Exchange] = []
        self.wavering = False

    def run(self, examples: int) -> None:
        """Draw `examples` forms, then shrink. Raises Unavailable."""

        @seeded(self._lab.seed)
        @settings(
            max_examples=examples, database=None, deadline=None, print_blob=False,
            phases=(Phase.generate, Phase.shrink), suppress_health_check=list(HealthCheck),
            report_multiple_bugs=False,
        )  # fmt: skip
        @given(forms(self._operation))
        def draw(form: dict[str, Any]) -> None:
            self._one(form)

        try:
            draw()
        except Refused:
            return
        except Flaky:
            self.wavering = True

    def _one(self, form: dict[str, Any]) -> None:
        if self._sent >= _BUDGET:
            return
        self._sent += 1
        subject = _subject(self._operation, form)
        ids = self._lab.subject(self._operation, subject, fresh=True)
        filled = self._lab.provision.fill(form)
        exchange = self._lab.call(self._operation, filled, ids)
        if exchange.accepted:
            self.sample = [exchange]
        elif exchange.status != 402 and exchange.response is not None:
            if excuse(self._lab, self._operation, exchange):
                return
            self.smallest = exchange
            raise Refused


def _subject(operation: Operation, form: dict[str, Any]) -> str:
    """Return the object in the path that the rows of a form ask for."""
    for row in operation.sent:
        if row.subject and row.name in form:
            return row.subject
    return ""
