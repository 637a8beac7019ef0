"""Points in time are written as the API writes all, wherever a table has one (G-113)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from contracts.model import Contracts, Field, Level, Operation
from contracts.model.api import TIMES
from harness.exchange import Exchange
from harness.verdict import Finding
from suites.law import exchange_law
from suites.laws.response._where import shows
from suites.looking.once import per_operation
from suites.looking.times import LATEST, SECONDS, WORDS, is_time, seconds
from suites.looking.walk import returned

_EARLIEST = 1_262_304_000  # the year 2010: no object of such an API is older


@exchange_law(
    clause="G-113", stands_on=(), where=shows(lambda field: is_time(field.format)),
    recorded=False,  # recorders write times anew
)  # fmt: skip
def times(
    exchange: Exchange, operation: Operation, contracts: Contracts
) -> Iterator[Finding | None]:
    """Yield a finding for each time that is not written as times are, save those that were sent.

    What somebody sent once, in milliseconds or before 1970, is kept as it was sent.
    """
    if not exchange.accepted:
        return
    sendable = _sendable(operation, contracts)
    for item in returned(exchange, operation):
        for path, value, form in _times(item, contracts.resource(operation.returns).fields):
            made, at = path == contracts.api.object.created, seconds(value, form)
            if made and at is not None and 0 < at < _EARLIEST:
                yield Finding(f"{path} after 2010", f"{path} {value}", path, "should")
            elif at is not None and 0 < at <= LATEST:
                yield None
            elif path not in sendable and str(value) not in exchange.request.asked_body:
                level: Level = "must" if made else "should"
                yield Finding(f"{path} in {WORDS[form]}", f"{path} {value}", path, level)


@per_operation
def _sendable(operation: Operation, contracts: Contracts) -> frozenset[str]:
    """Return the fields that requests fill: they may hold any number that was sent once."""
    return frozenset(
        row.path.replace("[]", "").replace("[", ".").replace("]", "")
        for other in contracts.resource(operation.returns).operations for row in other.walk()
    )  # fmt: skip


def _times(item: dict[str, Any], fields: tuple[Field, ...]) -> Iterator[tuple[str, int | str, str]]:
    """Yield the path, the value and the form of each time; what is of another type is none."""
    for field in fields:
        value = item.get(field.name)
        if isinstance(value, dict):
            yield from _times(value, field.children)
        elif isinstance(value, list) and field.items is not None:
            for entry in value:
                if isinstance(entry, dict):
                    yield from _times(entry, field.items.children)
        elif field.format == SECONDS and isinstance(value, int):
            yield field.path, value, SECONDS
        elif field.format in TIMES and isinstance(value, str | int) and value != "":
            yield field.path, value, field.format
