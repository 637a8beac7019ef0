"""What only a creation sets stays as its answer said, wherever the object is shown (G-116).

No other call takes such a row, and so nothing can have asked for another value. Suites look at the
object right after its making; this looks at every later answer that shows it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from contracts.model import Contracts, Field, Operation
from harness.exchange import Exchange
from harness.shapes import ID
from harness.verdict import Finding
from suites.law import exchange_law
from suites.looking.dig import id_of
from suites.looking.once import per_operation
from suites.looking.say import shown
from suites.looking.walk import returned

_SETTLED = ("string", "boolean")  # amounts and counts are what actions work on
_WRITES = ("update", "replace", "action")


def _made_before(operation: Operation, contracts: Contracts) -> bool:
    """Whether an operation shows objects of which their creation alone sets something."""
    return operation.shows and operation.kind != "create" and bool(_fields(operation, contracts))


@exchange_law(
    clause="G-116", level="should", stands_on=("kind", "echo"), where=_made_before,
    recorded=False,  # what identifies people is often taken out
)  # fmt: skip
def set_once(
    exchange: Exchange, operation: Operation, contracts: Contracts
) -> Iterator[Finding | None]:
    """Yield a finding for each field that shows something else than when its object was made.

    What is withheld, as from a key of less rights, is no other value.
    """
    for item in returned(exchange, operation):
        making = exchange.makings.get(str(item.get(ID)))
        if making is None:
            continue
        for field in _fields(operation, contracts):
            made = id_of(making.item.get(field.name))
            told = id_of(item.get(field.name))
            if made in (None, "", [], {}) or _withheld(exchange, item, field):
                continue
            if told == made:
                yield None
            else:
                words = f"{field.name} {shown(made)}, as when it was made"
                yield Finding(words, f"{field.name} {shown(told)}", field.name,
                              exchange=making.id)  # fmt: skip


def _withheld(exchange: Exchange, item: dict[str, Any], field: Field) -> bool:
    """Whether an answer keeps a field back: it is not there, or null to who may not see it."""
    hides = field.own or exchange.request.key != "secret"
    return field.name not in item or (hides and item[field.name] is None)


@per_operation
def _fields(operation: Operation, contracts: Contracts) -> tuple[Field, ...]:
    """Return the fields that show what a creation sets and no other call takes, or that are an
    object's own from the first.
    """
    resource = contracts.resource(operation.returns)
    makes = resource.of_kind("create")
    if makes is None:
        return ()
    others = [o for o in contracts.operations if o.resource == resource.name and o.kind in _WRITES]
    taken = {row.name for other in others for row in other.sent}
    rows = {row.name: row for row in makes.sent if row.location == "body"}
    bound = {name for row in makes.sent if row.name in taken for name in _excluded(row.excludes)}
    bound |= {name for name, row in rows.items() if taken & _excluded(row.excludes)}
    state = resource.lifecycle.field if resource.lifecycle else ""
    once = rows.keys() - taken - bound - {state, makes.metadata, makes.expansion}
    return tuple(
        field for field in resource.fields
        if field.type in _SETTLED and not (field.moving or field.restless)
        and (field.name in once or (field.own and not field.resource))
    )  # fmt: skip


def _excluded(paths: tuple[str, ...]) -> set[str]:
    """Return the names of the top rows of what a row excludes."""
    return {path.partition("[")[0] for path in paths}
