"""A page never holds more objects than the API says pages have, whatever was asked for (G-53)."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Operation
from harness.exchange import Exchange
from harness.verdict import Finding
from suites.law import exchange_law


def _bounded(operation: Operation, contracts: Contracts) -> bool:
    """Whether an operation answers with a page whose size can be asked for, up to a maximum."""
    return operation.many and "limit" in operation.paging and contracts.api.list.maximum > 0


@exchange_law(clause="G-53", stands_on=("list",), where=_bounded, recorded=True)
def page_maximum(
    exchange: Exchange, operation: Operation, contracts: Contracts
) -> Iterator[Finding | None]:
    """Yield a finding when a page is longer than pages are."""
    entries, most = exchange.entries, contracts.api.list.maximum
    if not _bounded(operation, contracts) or not exchange.accepted or entries is None:
        return
    if len(entries) <= most:
        yield None
    else:
        yield Finding(f"at most {most} objects", f"{len(entries)} objects")
