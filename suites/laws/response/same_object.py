"""What an id is sent for is answered with the object of that id (G-118)."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Operation
from harness.exchange import Exchange
from harness.shapes import ID
from harness.verdict import Finding
from suites.law import exchange_law
from suites.looking.routing import path_id
from suites.looking.say import shown
from suites.looking.walk import returned

_KINDS = ("retrieve", "update", "action")


def _named(operation: Operation, contracts: Contracts) -> bool:
    """Whether the last part of a path, before what is done, is the id of what is answered."""
    rows = operation.path_parameters
    own = bool(rows) and rows[-1].references == (operation.returns,)
    return own and operation.kind in _KINDS and bool(contracts.resource(operation.returns).prefix)


@exchange_law(
    clause="G-118", stands_on=("kind", "object"), where=_named,
    recorded=False,  # ids are often masked in what is recorded
)  # fmt: skip
def same_object(
    exchange: Exchange, operation: Operation, contracts: Contracts
) -> Iterator[Finding | None]:
    """Yield a finding when an answer shows an object of another id than was asked for.

    Only ids as the API writes them are looked at: other words in a path may stand for any object.
    """
    prefix = contracts.resource(operation.returns).prefix or ""
    asked = path_id(operation, exchange.request, -1)
    for item in returned(exchange, operation) if asked.startswith(prefix) else ():
        told = item.get(ID)
        if told == asked:
            yield None
        elif isinstance(told, str):
            yield Finding(f"{ID} {shown(asked)}", f"{ID} {shown(told)}", ID)
