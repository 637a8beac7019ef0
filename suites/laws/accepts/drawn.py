"""Beyond the plan: Hypothesis draws larger valid forms and looks for one that is refused.

A failure is shrunk to the smallest form that is still refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from harness.exchange import Exchange
from suites.lab import Lab
from suites.law import About, Family, Unavailable, broken, law, passed
from suites.looking.excuses import excuse
from suites.looking.say import said
from suites.subjects import operations

EXAMPLES = {"smoke": 3, "standard": 12, "thorough": 200}
_BUDGET = 150  # requests that shrinking may cost


class Refused(Exception):  # noqa: N818 - what Hypothesis shrinks
    """A valid form was refused."""


def _changes(operation: Operation) -> bool:
    return operation.kind in ("create", "update") and len(operation.sent) > 2


def _stand(lab: Lab, operation: Operation) -> _Search:
    """Return a search that has not begun. Raises Unavailable."""
    lab.merit.ready(operation)
    return _Search(lab, operation)


def _each(operation: Operation, _contracts: Contracts) -> Iterator[About]:
    yield About(operation, clause=operation.cited)


DRAWN = Family("drawn", operations(_changes), _stand, draws=True, stands_on=())


@law(DRAWN, clause="", each=_each, chance=True, taking=True)  # Hypothesis has sent it again
def drawn(search: _Search) -> Outcome:
    """Drawn combinations of rows that a plain account accepts are accepted."""
    search.run(EXAMPLES[search.lab.profile])
    refused = search.smallest
    if refused is None:
        return passed(*search.sample)
    if search.wavering:
        reason = f"a form was refused once and accepted when it was repeated ({said(refused)})"
        raise Unavailable(reason, refused)
    return broken("status 200", said(refused), refused)


class _Search:
    """Draws forms and keeps the smallest that was refused."""

    def __init__(self, lab: Lab, operation: Operation) -> None:
        self.lab = lab
        self._operation = operation
        self._sent = 0
        self.smallest: Exchange | None = None
        self.sample: list[Exchange] = []
        self.wavering = False

    def run(self, examples: int) -> None:
        """Draw `examples` forms, then shrink. Raises Unavailable."""
        try:
            self.wavering = not _tool().draw(self._operation, self.lab.seed, examples, self._one)
        except Refused:
            return

    def _one(self, form: dict[str, Any]) -> None:
        if self._sent >= _BUDGET:
            return
        self._sent += 1
        subject = _subject(self._operation, form)
        ids = self.lab.subject(self._operation, subject, fresh=True)
        exchange = self.lab.call(self._operation, self.lab.provision.fill(form), ids)
        if exchange.accepted:
            self.sample = [exchange]
        elif exchange.status != 402 and exchange.response is not None:
            if excuse(self.lab, self._operation, exchange):
                return
            self.smallest = exchange
            raise Refused


def _subject(operation: Operation, form: dict[str, Any]) -> str:
    """Return the object in the path that the rows of a form ask for."""
    for row in operation.sent:
        if row.subject and row.name in form:
            return row.subject
    return ""


def _tool() -> Any:
    """Return what draws; it knows Hypothesis, and is imported when something is drawn."""
    return import_module("suites.laws.accepts._drawing")
