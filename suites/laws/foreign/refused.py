"""A row that only a neighbouring table has is refused like any unknown parameter (G-34).

An invented name is refused by many servers that take the row of another operation all the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from contracts.model import Contracts, Foreign, Level, Operation, Situation
from harness.claim import Outcome
from harness.exchange import Exchange
from strategies import smallest
from suites.lab import Lab
from suites.law import About, Family, law
from suites.looking.refusals import refused
from suites.subjects import operations


@dataclass(frozen=True, slots=True)
class _Twin:
    """An operation, and its valid request."""

    lab: Lab
    operation: Operation
    exchange: Exchange


def _stand(lab: Lab, operation: Operation) -> _Twin:
    return _Twin(lab, operation, lab.merit.ready(operation))


def _each(operation: Operation, _contracts: Contracts) -> Iterator[About]:
    line = operation.cited
    for row in operation.foreign:
        yield About(operation, row.path, row, row.clause, row.level, line)


FOREIGN = Family(
    "foreign", operations(lambda operation: bool(operation.foreign)), _stand, stands_on=()
)


@law(
    FOREIGN,
    clause="G-34",
    each=_each,
    situations=("unknown",),
    wrong="parameters of other operations",
)
def refused_row(twin: _Twin, row: Foreign) -> Outcome:
    """A valid request with a row of another table is refused, and the row is named."""
    lab, operation = twin.lab, twin.operation
    ids = lab.subject(operation, fresh=False)
    form = lab.provision.fill({**smallest(operation), **row.form})
    with lab.wrongly():
        exchange = lab.call(operation, form, ids)
    if exchange.accepted:
        lab.spent(ids)
    situation = _at(lab.contracts.refusal("unknown", operation), row.level)
    return refused(situation, row.paths, twin.exchange, exchange)


def _at(known: Situation, level: Level) -> Situation:
    return replace(known, level=level, levels=dict.fromkeys(known.levels, level))
