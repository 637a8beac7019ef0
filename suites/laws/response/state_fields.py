"""What a state says about other fields, they say too: a contract's lifecycle `shows` it.

Suites look where a state is reached; this looks at whatever shows the object: answers, entries of
lists, and the object that a refusal carries under the name of its kind (G-28).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from contracts.model import Contracts, Lifecycle, Operation, Resource
from harness.exchange import Exchange
from harness.verdict import Finding
from suites.law import exchange_law
from suites.looking.say import shown
from suites.looking.walk import returned


def _shows(operation: Operation, contracts: Contracts) -> bool:
    """Whether a state of what is returned says something about other fields; a deletion without
    an answer shows none.
    """
    life = contracts.resource(operation.returns).lifecycle
    return life is not None and bool(life.shows) and operation.shape != "empty"


def _cited(operation: Operation, contracts: Contracts) -> str:
    """Return the clause behind the first of what the states of the object say."""
    life = contracts.resource(operation.returns).lifecycle
    return life.shows[0].source if life is not None else ""


@exchange_law(
    clause="", stands_on=(), where=_shows, cites=_cited,
    recorded=False,  # filters replace values
)  # fmt: skip
def state_fields(
    exchange: Exchange, operation: Operation, contracts: Contracts
) -> Iterator[Finding | None]:
    """Yield a finding for each field that the state of its object excludes."""
    resource = contracts.resource(operation.returns)
    life = resource.lifecycle
    if life is None or not life.shows or exchange.request.key != "secret":
        return
    omitted = dict.fromkeys(_omitted(resource, contracts))
    carried = exchange.error_body.get(resource.object)
    objects = returned(exchange, operation) if exchange.accepted else [carried]
    for item in objects:
        if isinstance(item, dict) and life.field in item:
            yield from _shown({**omitted, **item}, life, resource)


def _omitted(resource: Resource, contracts: Contracts) -> list[str]:
    """Return the fields that have no value where they are left out, as the API says."""
    absent = contracts.api.values.empty == "absent"
    return [field.name for field in resource.fields if absent and field.nullable]


def _shown(item: dict[str, Any], life: Lifecycle, resource: Resource) -> Iterator[Finding | None]:
    """Yield what each field shows that a state speaks of; one that is not there shows nothing."""
    state = item[life.field]
    for showing in life.shows:
        if showing.state != state or showing.field not in item:
            continue
        value, field = item[showing.field], resource.field(showing.field)
        if _holds(None if field is not None and field.blank(value) else value, showing.holds):
            yield None
        else:
            words = f"{showing.field} holds {showing.holds} while {state}"
            yield Finding(words, f"{showing.field} {shown(value)}", showing.field,
                          showing.level, showing.source)  # fmt: skip


def _holds(value: Any, wanted: str) -> bool:
    """Whether a value is what a state allows; one of another type is the response table's."""
    if wanted in ("nothing", "something"):
        return (value is None) == (wanted == "nothing")
    if isinstance(value, bool) or not isinstance(value, int):
        return True
    return value == 0 if wanted == "zero" else value > 0
