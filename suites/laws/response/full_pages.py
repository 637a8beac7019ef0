"""A page that says that more follow has as many objects as were asked for (G-55).

Suites look at lists that they have filled themselves; this looks at every page, however long the
list behind it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qsl

from contracts.model import Contracts, Operation
from harness.exchange import Exchange
from harness.verdict import Finding
from suites.law import exchange_law


def _sized(operation: Operation, contracts: Contracts) -> bool:
    """Whether the pages of a list or a search have a size, and say whether more follow."""
    shape, pages = contracts.of(operation).api.list, operation.kind in ("list", "search")
    sized = any(row.name == shape.limit for row in operation.sent)
    return pages and operation.many and shape.end == "more" and sized


@exchange_law(
    clause="G-55", level="should", stands_on=("list", "kind"), where=_sized,
    follows=("pagination.page_size", "pagination.page_default"),
    recorded=False,  # people shorten what they record
)  # fmt: skip
def full_pages(
    exchange: Exchange, operation: Operation, contracts: Contracts
) -> Iterator[Finding | None]:
    """Yield a finding for a page that has fewer objects than were asked for, and more to come."""
    entries, due = exchange.entries, _due(exchange, operation, contracts)
    if not exchange.accepted or entries is None or exchange.more is not True or not due:
        return
    count = len(entries) + (exchange.response.withheld if exchange.response else 0)
    if count < due:
        yield Finding(f"{due} objects, for more follow", f"{count} objects")
    else:
        yield None


def _due(exchange: Exchange, operation: Operation, contracts: Contracts) -> int:
    """Return how many objects a page should have; 0 where nothing says so."""
    shape = contracts.of(operation).api.list
    sent = dict(parse_qsl(exchange.request.asked)).get(shape.limit)
    if sent is None:
        return shape.default
    limit = int(sent) if sent.isascii() and sent.isdecimal() and len(sent) < 9 else 0
    return limit if not shape.maximum or limit <= shape.maximum else 0
