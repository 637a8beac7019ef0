"""An object keeps the time of its making for as long as it is there (G-113)."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Operation
from harness.exchange import Exchange
from harness.shapes import ID
from harness.verdict import Finding
from suites.law import exchange_law
from suites.looking.say import shown
from suites.looking.walk import returned


def _made_before(operation: Operation, contracts: Contracts) -> bool:
    """Whether an operation shows objects that another one makes, which say when that was."""
    resource = contracts.resource(operation.returns)
    dated = contracts.api.object.created in {field.name for field in resource.fields}
    return (
        dated
        and operation.shows
        and operation.kind != "create"
        and resource.of_kind("create") is not None
    )


@exchange_law(
    clause="G-113", stands_on=("kind", "object"), where=_made_before,
    recorded=False,  # recorders write times anew
)  # fmt: skip
def created_kept(
    exchange: Exchange, operation: Operation, contracts: Contracts
) -> Iterator[Finding | None]:
    """Yield a finding when an object says another time of its making than when it was made."""
    names = contracts.api.object
    for item in returned(exchange, operation):
        making = exchange.makings.get(str(item.get(ID)))
        if making is None or names.created not in making.item:
            continue
        made, told = making.item[names.created], item.get(names.created)
        if told == made:
            yield None
        else:
            words = f"{names.created} {shown(made)}, as when it was made"
            yield Finding(words, f"{names.created} {shown(told)}", names.created,
                          exchange=making.id)  # fmt: skip
