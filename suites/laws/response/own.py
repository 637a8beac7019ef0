"""What belongs to one object alone stands on no other of a page (G-116).

Suites look at two new objects; this looks at whatever stands side by side in an answer.
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Operation
from harness.exchange import Exchange
from harness.shapes import ID
from harness.verdict import Finding
from suites.law import exchange_law
from suites.looking.dig import dig, id_of
from suites.looking.walk import returned


def _owned(operation: Operation, contracts: Contracts) -> bool:
    """Whether an operation answers with several objects that each have something of their own."""
    fields = contracts.resource(operation.returns).fields
    return operation.many and any(field.own for field in fields)


@exchange_law(
    clause="G-116", stands_on=("list", "kind"), where=_owned, follows=("own.own",),
    recorded=False,  # ids are often masked in what is recorded
)  # fmt: skip
def own(exchange: Exchange, operation: Operation, contracts: Contracts) -> Iterator[Finding | None]:
    """Yield a finding for each value of a field of their own that two objects of a page share."""
    if not exchange.accepted:
        return
    items = {str(item.get(ID)): item for item in returned(exchange, operation)}
    for field in contracts.resource(operation.returns).fields:
        if not field.own:
            continue
        found = [id_of(dig(item, field.path)) for item in items.values()]
        values = [value for value in found if value is not None]
        if len(set(values)) < len(values):
            yield Finding(f"another {field.path} on each object", "the same on two", field.path)
        elif len(values) > 1:
            yield None
