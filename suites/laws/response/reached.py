"""An action that is accepted answers with the object in the state that it leads to.

Suites look where an object is brought from one state into another; this looks at every answer to
the action, whatever else was sent with it.
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Operation
from harness.exchange import Exchange
from harness.verdict import Finding
from suites.law import exchange_law
from suites.looking.once import per_operation
from suites.looking.say import joined, shown
from suites.looking.walk import returned

_HOW_MUCH = ("integer", "boolean")  # a capture that is not the last one leaves more to capture


@per_operation
def _states(operation: Operation, contracts: Contracts) -> tuple[str, ...]:
    """Return the state that an action leads to, and those that go on by themselves.

    () where the lifecycle has several outcomes, or a row says how much is done: which of them is
    due hangs on what was asked.
    """
    life = contracts.resource(operation.returns).lifecycle
    if life is None or operation.kind != "action" or operation.returns != operation.resource:
        return ()
    if any(row.type in _HOW_MUCH for row in operation.sent):
        return ()
    cells = [cell for cell in life.transitions if cell.operation == operation.id]
    found = {state for cell in cells for state in (*cell.to, *cell.leaves)}
    settled = [state for state in life.states if state in found and state not in life.restless]
    return (settled[0], *life.restless) if len(settled) == 1 else ()


def _leads(operation: Operation, contracts: Contracts) -> bool:
    """Whether the lifecycle says what an action may come to."""
    return bool(_states(operation, contracts))


def _cited(operation: Operation, contracts: Contracts) -> str:
    """Return the clause behind the first cell of the action."""
    life = contracts.resource(operation.returns).lifecycle
    cells = (c for c in life.transitions if c.operation == operation.id and c.to) if life else ()
    return next((cell.source for cell in cells if cell.source), operation.cite(1))


@exchange_law(
    clause="", level="should", stands_on=("kind",), where=_leads, cites=_cited,
    recorded=False,  # a recorder may have been asked at any version
)  # fmt: skip
def reached(
    exchange: Exchange, operation: Operation, contracts: Contracts
) -> Iterator[Finding | None]:
    """Yield a finding for an object in another state."""
    life, states = contracts.resource(operation.returns).lifecycle, _states(operation, contracts)
    for item in returned(exchange, operation) if life is not None else ():
        state = item.get(life.field) if life is not None else None
        if not isinstance(state, str) or life is None:
            continue
        if state in states:
            yield None
        else:
            yield Finding(
                f"{life.field} {joined(states)}", f"{life.field} {shown(state)}", life.field
            )
