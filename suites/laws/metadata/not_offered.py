"""Where no table lists it, metadata is an unknown parameter (G-104)."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from harness.exchange import Exchange
from strategies import smallest
from suites.lab import Lab
from suites.law import About, Family, held, law
from suites.looking.say import said

SITUATION = "unknown"


def _without(contracts: Contracts) -> Iterator[Operation]:
    """Yield the operations that take a form without metadata, where the API has such a thing."""
    for operation in contracts.operations if contracts.api.metadata else ():
        if operation.changes and operation.sent and not operation.metadata:
            yield operation


def _stand(lab: Lab, operation: Operation) -> tuple[Lab, Operation]:
    lab.merit.ready(operation)
    return lab, operation


def _each(operation: Operation, _contracts: Contracts) -> Iterator[About]:
    lost = bool(operation.notes)  # a table with a lost row may list it
    yield About(operation, level="should" if lost else "must")


WITHOUT = Family("metadata_not_offered", _without, _stand, stands_on=("kind",))


@law(
    WITHOUT,
    clause="G-104",
    each=_each,
    situations=(SITUATION,),
    wrong="metadata that is not offered",
)
def not_offered(stood: tuple[Lab, Operation]) -> Outcome:
    """Where no table lists it, metadata is an unknown parameter."""
    lab, operation = stood
    exchange = _sent(lab, operation)
    situation = lab.contracts.refusal(SITUATION, operation)
    good = exchange.refused and situation.has(exchange.status)
    good = good and (not situation.code or exchange.code in situation.code)
    parts = [f"status {' or '.join(map(str, situation.status))}", *situation.code]
    return held(good, ", ".join(parts), said(exchange), exchange)


def _sent(lab: Lab, operation: Operation) -> Exchange:
    """Send the smallest working form with metadata. Raises Unavailable."""
    row = lab.contracts.api.metadata_row
    form = lab.provision.fill(smallest(operation))
    ids = lab.subject(operation, fresh=True)
    with lab.wrongly():
        return lab.call(operation, {**form, row: {"assay": "1"}}, ids)
