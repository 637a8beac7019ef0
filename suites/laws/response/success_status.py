"""Success has the status of its operation, and what else marks it (G-14)."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Operation
from harness.conventions import Mark
from harness.exchange import Exchange
from harness.pointing import ABSENT, leading
from harness.verdict import Finding
from suites.law import exchange_law
from suites.looking.say import shown


def _told(operation: Operation, contracts: Contracts) -> bool:
    """Whether anything is known of the answers to what was done."""
    known = contracts.api.success
    return bool(operation.success or known.of(operation.kind) or known.mark or known.empty)


@exchange_law(clause="G-14", stands_on=(), where=_told, recorded=True)
def success_status(
    exchange: Exchange, operation: Operation, contracts: Contracts
) -> Iterator[Finding | None]:
    """Yield a finding for a 2xx that is not the documented one, and for a 3xx."""
    known = contracts.api.success
    statuses = operation.success or known.of(operation.kind)
    if exchange.response is None or not 200 <= exchange.status < 400 or exchange.refused:
        return
    if statuses and exchange.status not in statuses:
        wanted = " or ".join(map(str, statuses))
        yield Finding(f"status {wanted}", f"status {exchange.status}")
    elif exchange.status in known.empty:
        size = len(exchange.response.body)
        yield Finding("no body", f"{size} bytes", "body") if size else None
    elif (mark := known.mark) and not Mark(mark.field, mark.value).stands(exchange.json):
        seen = leading(exchange.json, mark.field)
        wanted = mark.field if mark.value is None else f"{mark.field} {shown(mark.value)}"
        yield Finding(wanted, f"no {wanted}" if seen is ABSENT else shown(seen), "mark")
    else:
        yield None
