"""Whatever a schema makes, valid or not, is answered with a success or an error (G-02)."""

from __future__ import annotations

from typing import Any

from contracts.model import Operation
from harness.claim import Outcome
from harness.exchange import Exchange
from suites.lab import Lab
from suites.law import Family, Unavailable, broken, law, passed
from suites.laws.schemathesis._tool import tool
from suites.looking.say import said
from suites.subjects import operations

COUNTS = {"smoke": 2, "standard": 6, "thorough": 60}  # cases that are drawn
MOST = 400  # cases of one operation


class Drawing:
    """An operation that works, and what was drawn for it."""

    def __init__(self, lab: Lab, operation: Operation) -> None:
        self.lab = lab
        self.operation = operation
        self.seen: list[Exchange] = []
        self.lacking: Unavailable | None = None
        self._read: list[str] = []  # what was asked for by GET: drawn again, it says the same
        self._tool = tool()
        self._session = self._tool.LabSession(lab, lambda _used, answer: self.seen.append(answer))

    def draw(self) -> None:
        """Send what is drawn, in a thorough run also what covers the schema."""
        start = self.lab.seed
        schema = self._tool.schema_of(self.lab.contracts, (self.operation,))
        if self.lab.profile == "thorough":
            self._tool.covered(schema, self.operation, start, self._use)
        self._tool.drawn(schema, self.operation, COUNTS[self.lab.profile], start, self._use)

    def _use(self, case: Any) -> None:
        if len(self.seen) >= MOST or self.lacking is not None:
            return
        try:
            ids = self.lab.subject(self.operation, fresh=False, any_state=True)
        except Unavailable as lacking:
            self.lacking = lacking
            return
        slots = self.operation.slots
        case.path_parameters.update({n: v for n, v in ids.items() if n not in slots})
        for name, slot in slots.items():
            held = case.body if slot == "body" else case.query
            if isinstance(held, dict):
                held[name] = ids[name]
        mark = repr((case.path_parameters, case.query, case.headers, case.cookies, case.body))
        if self.operation.reads:
            if mark in self._read:
                return
            self._read.append(mark)
        case.call(session=self._session)


def _stand(lab: Lab, operation: Operation) -> Drawing:
    """Return an operation that works. Raises Unavailable."""
    lab.merit.ready(operation)
    return Drawing(lab, operation)


DRAWN = Family("schemathesis", operations(), _stand, draws=True, stands_on=())


@law(DRAWN, clause="G-02", taking=True)
def survives(drawing: Drawing) -> Outcome:
    """Whatever a schema makes, valid or not, is answered with a success or an error."""
    drawing.draw()
    for exchange in drawing.seen:
        if not exchange.accepted and not exchange.refused:
            return broken("a success (2xx) or an error (4xx)", said(exchange), exchange)
    if drawing.lacking is not None:
        raise drawing.lacking
    if not drawing.seen:
        raise Unavailable("nothing was generated")
    return passed(drawing.seen[-1])
