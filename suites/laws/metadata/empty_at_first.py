"""An object that is made without metadata has an empty one (G-102)."""

from __future__ import annotations

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from suites.law import Unavailable, held, law
from suites.laws.metadata._family import row_of
from suites.laws.metadata._limits import LIMITED, Taker
from suites.looking.likeness import resembles
from suites.looking.say import said, shown


def _creates(operation: Operation, _contracts: Contracts) -> bool:
    return operation.kind == "create"


@law(LIMITED, clause="G-102", where=_creates)
def empty_at_first(taker: Taker) -> Outcome:
    """An object that is made without metadata has an empty one."""
    exchange = taker.plain()
    if not resembles(exchange, taker.operation):
        reason = f"nothing was created ({said(exchange)})"
        raise Unavailable(reason, exchange, blocked_by=f"{taker.operation.id}.accepts")
    row = row_of(exchange)
    found = exchange.item.get(row)
    return held(found == {}, f"{row} {{}}", f"{row} {shown(found)}", exchange)
