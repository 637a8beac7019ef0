"""What a request sent is found again in the answer's fields of the same names (G-117)."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Operation
from harness.exchange import Exchange
from harness.verdict import Finding
from suites.law import exchange_law
from suites.looking.echo import compare


def _echoes(operation: Operation, _contracts: Contracts) -> bool:
    """Whether an operation answers with the object that a form made or changed."""
    changes = operation.kind in ("create", "update")
    return changes and operation.returns == operation.resource and bool(operation.sent)


@exchange_law(
    clause="G-117", where=_echoes,
    recorded=False,  # filters replace what was sent
    told_by="echo.echo",
)  # fmt: skip
def sent_values(
    exchange: Exchange, operation: Operation, contracts: Contracts
) -> Iterator[Finding | None]:
    """Yield a finding for each field that holds something else than was sent."""
    if operation.kind not in ("create", "update") or not exchange.accepted:
        return
    found = compare(operation, contracts, exchange)
    if found is None:
        return
    for difference in found:
        yield Finding(f"{difference.path} holds {difference.text or difference.sent}",
                      difference.seen, difference.row,
                      "probe" if difference.probe else None)  # fmt: skip
    if not found:
        yield None
