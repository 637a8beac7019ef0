"""Every returned object has the fields of its response table, of the right type.

Extra fields are fine; values outside a complete enum, null where nothing is nullable, and an
expanded object that nobody asked to expand are not (G-113 and the tables of section 2).
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Operation
from harness.exchange import Exchange
from harness.shapes import Seen
from harness.verdict import Finding
from suites.law import exchange_law
from suites.looking.tables import misfits
from suites.looking.walk import gone, may_expand


def _tomb(item: object, operation: Operation) -> bool:
    """Whether something stands in the place of a deleted object."""
    return isinstance(item, dict) and gone(item, operation)


def _raw(item: object) -> object:
    """Return an object as the answer shows it."""
    return item.raw if isinstance(item, Seen) else item


def _tabled(operation: Operation, _contracts: Contracts) -> bool:
    """Whether an operation answers with what a table describes."""
    return operation.shows


@exchange_law(
    clause="G-113", stands_on=(), where=_tabled,
    recorded=False,  # other versions have other fields
)  # fmt: skip
def response_table(
    exchange: Exchange, operation: Operation, contracts: Contracts
) -> Iterator[Finding | None]:
    """Yield a finding for each field that does not fit its table."""
    if not exchange.accepted or exchange.request.key != "secret":
        return
    if operation.many:
        found: list[object] = [_raw(e) for e in exchange.entries or [] if not _tomb(e, operation)]
    else:
        shows = operation.shape == "object" and not _tomb(exchange.item, operation)
        found = [_raw(exchange.item) or exchange.json] if shows else []
    if not found:
        return
    asked = may_expand(exchange, contracts)
    resource, wrong = contracts.resource(operation.returns), False
    for item in found:
        for misfit in misfits(item, resource, expanded=asked):
            wrong = True
            yield Finding(misfit.expected, misfit.observed, misfit.path)
    if not wrong:
        yield None
