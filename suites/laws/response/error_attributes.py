"""An error leaves out what would be null; what it says is text, what it shows is an object.

(G-23, G-25, G-27, G-28, G-29)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from contracts.model import Contracts, Operation
from harness.exchange import Exchange
from harness.verdict import Finding
from suites.law import exchange_law
from suites.laws.response.error_envelope import says
from suites.looking.say import shown


@exchange_law(
    clause="G-23", stands_on=("error",), level="should", where=says,
    recorded=False,  # the service has written null and empty attributes itself
)  # fmt: skip
def error_attributes(
    exchange: Exchange, operation: Operation, contracts: Contracts
) -> Iterator[Finding | None]:
    """Yield a finding for attributes of an error that are null, of another type, or stray."""
    error, names = exchange.error_body, contracts.api.error
    if not exchange.refused or (names.type and not isinstance(error.get("type"), str)):
        return
    null = sorted(name for name, value in error.items() if names.omits and value is None)
    if null:
        yield Finding("no attribute of the error is null", f"null: {', '.join(null)[:80]}", "null")
    stray = [n for n in names.beside_code if n in error and not error.get("code")]
    for name in stray:
        yield Finding(f"{name} only beside a code", f"{name} without a code", name)
    odd = [n for n in names.texts if not isinstance(error.get(n), str | None)]
    if odd:
        yield Finding(f"{odd[0]} is a text", f"{odd[0]} {shown(error[odd[0]])}", "text")
    flat = flat_in(error, operation, contracts) if names.carries else []
    if flat:
        yield Finding(f"{flat[0]} is an object", f"{flat[0]} {shown(error[flat[0]])}", "object")
    if not null and not odd and not stray and not flat:
        yield None


def flat_in(error: Mapping[str, Any], operation: Operation, contracts: Contracts) -> list[str]:
    """Return the attributes of an error that are no object, though they have the name of one.

    An error shows what it is about whole: the object itself, or one that its fields name.
    """
    fields = contracts.resource(operation.resource).fields
    named = {*(known.name for known in contracts.resources),
             *(field.name for field in fields if field.expandable)}  # fmt: skip
    named -= {*contracts.api.error.texts}
    return [name for name, value in error.items()
            if name in named and not isinstance(value, dict | None)]  # fmt: skip
