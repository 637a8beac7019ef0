"""An empty text that is accepted for an array clears it, though no table says so (G-42).

The reference marks few arrays as ones that can be cleared. A server may refuse the empty text for
the others; one that accepts it has said that they can be.
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from strategies import coverage
from strategies.paths import put
from suites.law import About, broken, held, law
from suites.laws.unset.unset import CLEARED, Clearing, Row, empty, readable
from suites.looking.dig import dig
from suites.looking.say import said, shown
from suites.objects.edited import Edited


def _each(operation: Operation, contracts: Contracts) -> Iterator[About]:
    samples = {s.row: s for s in coverage(operation) if not s.label}
    for row in operation.walk():
        settable = row.type == "array" and row.plain and not row.required and row.path in samples
        if settable and not row.clearable and readable(row, operation, contracts):
            yield About(operation, row.path, Row(row, samples[row.path]), source=row.cited)


@law(CLEARED, clause="G-42", level="should", each=_each)
def array(clearing: Clearing, row: Row) -> Outcome:
    """An array is empty after an empty text for it was accepted."""
    subject = Edited(clearing.lab, clearing.operation, row.row.subject)
    form, full = clearing.filled(subject, row)
    put(form, row.row.path, "")
    answer = subject.sent(form)
    if answer.refused:
        seen = said(answer)
        return broken("nothing: it may clear the array", seen, answer, full, level="probe")
    subject.accepted(answer)
    again = subject.read()
    left = [dig(exchange.item, row.field) for exchange in (answer, again)]
    seen = f"{row.field} is {shown(left[0])}, then {shown(left[1])}"
    return held(all(map(empty, left)), f"{row.field} is empty", seen, answer, again)
