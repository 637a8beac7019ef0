"""Of two rows that exclude each other an object holds one, in whichever order they came (CH-20).

A server that refuses them in one request may still take them in two, one after the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from strategies import coverage
from suites.law import About, held, law, passed
from suites.laws.unset.unset import CLEARED, Clearing, Row, empty, readable
from suites.looking.dig import dig
from suites.looking.say import shown
from suites.objects.edited import Edited


class Rivals(NamedTuple):
    """A row that is set first, and one that it excludes."""

    first: Row
    second: Row


def _each(operation: Operation, contracts: Contracts) -> Iterator[About]:
    """Yield each pair once, at its second row."""
    rows = {row.path: row for row in operation.walk()}
    settable = {
        sample.row: Row(rows[sample.row], sample)
        for sample in reversed(coverage(operation))
        if sample.row in rows and readable(rows[sample.row], operation, contracts)
    }
    for path, row in settable.items():
        for other in row.row.excludes:
            if other in settable and path < other:
                about = Rivals(row, settable[other])
                yield About(operation, other, about, source=settable[other].row.cited)


@law(CLEARED, clause="CH-20", level="should", each=_each)
def afterwards(clearing: Clearing, rivals: Rivals) -> Outcome:
    """What excludes a row that is set is refused, or takes its place; and the other way round."""
    subject = Edited(clearing.lab, clearing.operation, rivals.first.row.subject)
    _, full = clearing.filled(subject, rivals.first)
    names = [row.field for row in rivals]
    answer = full
    for row in (rivals.second, rivals.first):
        answer = subject.sent(row.sample.form)
        if answer.refused:
            break
        subject.accepted(answer)
        for exchange in (answer, subject.read()):
            both = [dig(exchange.item, name) for name in names]
            if not any(map(empty, both)):
                seen = ", ".join(f"{n} {shown(v)}" for n, v in zip(names, both, strict=True))
                return held(False, f"one of {' and '.join(names)}", seen, exchange, full)
    return passed(answer, full)
