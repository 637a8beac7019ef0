"""What was just made says so: `created` is the time of its making (G-113)."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Operation
from harness.exchange import Exchange
from harness.verdict import Finding
from suites.law import exchange_law
from suites.looking.times import SECONDS, seconds

TOLERANCE = 86_400  # seconds that two clocks may differ


def _dated(operation: Operation, contracts: Contracts) -> bool:
    """Whether an operation makes objects that say when they were made."""
    names = {field.name for field in contracts.resource(operation.returns).fields}
    return operation.kind == "create" and contracts.api.object.created in names


@exchange_law(
    clause="G-113", stands_on=("kind", "object"), where=_dated,
    recorded=False,  # a recording does not say when it was made
)  # fmt: skip
def created_now(
    exchange: Exchange, operation: Operation, contracts: Contracts
) -> Iterator[Finding | None]:
    """Yield a finding when a new object was made long ago, or will be."""
    if not exchange.accepted or exchange.response is None or not _dated(operation, contracts):
        return
    name, resource = contracts.api.object.created, contracts.resource(operation.returns)
    field, created = resource.field(name), exchange.item.get(name)
    replayed = contracts.api.headers.replayed.lower() in exchange.response.headers
    at = seconds(created, (field and field.format) or SECONDS)
    if at is None or replayed:
        return
    near = TOLERANCE if field is None or field.format != "date" else 2 * TOLERANCE
    if abs(at - int(exchange.started)) <= near:
        yield None
    else:
        yield Finding(f"created within a day of {int(exchange.started)}", f"created {created}")
