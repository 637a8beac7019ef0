"""What a request sent is found again in the answer's fields of the same names.

An update returns the updated object (G-117); of a creation it is the row that is not kept.
"""

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


def _cited(operation: Operation, _contracts: Contracts) -> str:
    """Return the clause: of a creation the sentence that says what it makes."""
    return "G-117" if operation.kind == "update" else operation.cite(1)


@exchange_law(
    clause="G-117", stands_on=("kind", "echo"), where=_echoes, cites=_cited,
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
        row = operation.rows.get(difference.row)
        yield Finding(f"{difference.path} holds {difference.text or difference.sent}",
                      difference.seen, difference.row,
                      "probe" if difference.probe else None,
                      clause=row.cited if row is not None else "")  # fmt: skip
    if not found:
        yield None
