"""What is expanded is the object, whole, in every answer that was asked for it (G-87).

Suites look at a few fields of a few answers; this looks at whatever an answer shows, an id that
stayed as well. Of a kind that
no table describes it is known how it calls itself, and what all objects have.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from contracts.model import Contracts, Field, Operation
from harness.exchange import Exchange
from harness.shapes import ID
from harness.verdict import Finding
from suites.law import exchange_law
from suites.looking.say import an, shown
from suites.looking.tables import misfits, usual
from suites.looking.walk import expansions_of, returned


def _expands(operation: Operation, contracts: Contracts) -> bool:
    """Whether an operation can be asked to put an object in the place of an id."""
    if contracts.api.expansion is None:
        return False
    fields = contracts.resource(operation.returns).fields
    return any(_inside(field) for field in fields) and any(
        row.name == contracts.api.expansion.row for row in operation.sent
    )


def _inside(field: Field) -> bool:
    """Whether a field, or one of the objects below it, can be expanded."""
    own = field.expandable and bool(field.resource)
    return own or any(map(_inside, field.children))


@exchange_law(
    clause="G-87", stands_on=(), where=_expands, follows=("expand.object", "expand.listed"),
    recorded=False,  # people shorten what they record
)  # fmt: skip
def expanded(
    exchange: Exchange, operation: Operation, contracts: Contracts
) -> Iterator[Finding | None]:
    """Yield a finding for each object in the place of an id that is a stub or no such object."""
    asked = expansions_of(exchange, operation, contracts)
    if not asked or not exchange.accepted or exchange.request.key != "secret":
        return
    for item in returned(exchange, operation):
        for name in _left(item, asked, operation, contracts):
            yield Finding(f"{name} is the whole object", f"{name} is {shown(item[name])}", name)
        for field, value in _objects(item, contracts.resource(operation.returns).fields):
            if not any(f"{path}.".startswith(f"{field.path}.") for path in asked):
                continue  # it stands there without being asked for
            trouble = _trouble(value, field, contracts) or _of_another_mode(value, item, contracts)
            words = f"{field.path} is the whole object"
            yield Finding(words, trouble, field.path) if trouble else None


def _left(
    item: dict[str, Any], asked: list[str], operation: Operation, contracts: Contracts
) -> Iterator[str]:
    """Yield the names of fields that were to be expanded and hold an id all the same."""
    for field in contracts.resource(operation.returns).fields:
        wanted = field.expandable and field.resource and field.name in asked
        if wanted and isinstance(item.get(field.name), str) and item[field.name]:
            yield field.name


def _objects(
    item: dict[str, Any], fields: tuple[Field, ...]
) -> Iterator[tuple[Field, dict[str, Any]]]:
    """Yield each object that stands where a plain answer has an id, with its row."""
    for field in fields:
        value = item.get(field.name)
        if not isinstance(value, dict):
            continue
        if field.expandable and field.resource:
            yield field, value
        else:
            yield from _objects(value, field.children)


def _trouble(value: dict[str, Any], field: Field, contracts: Contracts) -> str:
    """Return what an expanded object lacks, or "" when it is whole."""
    names = contracts.api.object
    if not isinstance(value.get(ID), str) or not isinstance(value.get(names.object), str):
        return f"{field.path} is {shown(value)}"
    known = next((r for r in contracts.resources if r.name == field.resource), None)
    own = field.resource if not field.alternatives and _told_by_name(contracts) else ""
    if known is None and own and value[names.object] != own:
        return f"{field.path} is {an(value[names.object])}"
    if value.get(names.deleted):
        return ""
    wrong = misfits(value, known, expanded=True) if known else usual(value, contracts)
    found = next(wrong, None)
    return f"{found.path or field.path} is {found.observed}" if found else ""


def _of_another_mode(value: dict[str, Any], item: dict[str, Any], contracts: Contracts) -> str:
    """Return that an object is of another mode than the one that it stands in, or "" (G-113)."""
    name = contracts.api.object.mode
    own, around = value.get(name), item.get(name)
    both = isinstance(own, bool) and isinstance(around, bool)
    return f"{name} {shown(own)} in what is {shown(around)}" if both and own != around else ""


def _told_by_name(contracts: Contracts) -> bool:
    """Whether objects say of what kind they are by the names that contracts have for kinds."""
    return all(r.object == r.name for r in contracts.resources if r.object)
