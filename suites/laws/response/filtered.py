"""What a filtered list shows fits the filter, whoever asked for it and why (G-69).

Suites ask with values that occur; this looks at every page that was asked for with a filter.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl

from contracts.model import Contracts, Level, Operation, Parameter
from harness.exchange import Exchange
from harness.numerals import whole
from harness.verdict import Finding
from suites.law import exchange_law
from suites.looking.filters import TIME, rows_of, value_of
from suites.looking.say import shown
from suites.looking.telephones import one_number
from suites.looking.walk import returned


def _filters(operation: Operation, _contracts: Contracts) -> bool:
    """Whether a list can be asked for with a filter whose field its entries show."""
    rows = rows_of(operation) if operation.shape == "list" else ()
    return any(map(_judged, rows))


def _judged(row: Parameter) -> bool:
    """Whether an entry shows what a row filters by; a time has bounds, and laws of its own."""
    return row.name != TIME and not row.unseen


@exchange_law(
    clause="G-69", stands_on=("list", "kind"), where=_filters, follows=("filter.matches",),
    recorded=False,  # what identifies people is often taken out of what is recorded
)  # fmt: skip
def filtered(
    exchange: Exchange, operation: Operation, contracts: Contracts
) -> Iterator[Finding | None]:
    """Yield a finding for each filter that an entry of an accepted page does not fit.

    A state may move on by itself between the choice of an entry and its writing.
    """
    if operation.shape != "list" or not exchange.accepted:
        return
    sent = dict(parse_qsl(exchange.request.asked))
    rows = [row for row in rows_of(operation) if row.path in sent and _judged(row)]
    life = contracts.resource(operation.returns).lifecycle
    for row in rows:
        level: Level = "should" if life and row.name == life.field else "must"
        for item in returned(exchange, operation):
            found = value_of(item, row)
            if not isinstance(found, str | int) and not _told(item, row):
                continue
            if not fits(row, found, sent[row.path]):
                yield Finding(f"only entries with {row.path} {sent[row.path]}",
                              f"one with {shown(found)}", row.path, level)  # fmt: skip
                break
            yield None


def _told(item: dict[str, Any], row: Parameter) -> bool:
    """Whether null says something: that nothing is there, where an id or a word would be."""
    return row.path in item and (bool(row.references) or row.type == "string")


def fits(row: Parameter, found: Any, sent: str) -> bool:
    """Whether a value is what was asked for; numbers of telephones are written in many ways."""
    if isinstance(found, bool):
        return str(found).lower() == sent
    if isinstance(found, int) and sent.isdecimal():
        return found == whole(sent)
    if row.format == "phone" and isinstance(found, str):
        return one_number(sent, found) or one_number(found, sent)
    return isinstance(found, str) and found.casefold() == sent.strip().casefold()
