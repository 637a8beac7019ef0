"""The id of an object starts as ids of its kind do, and has the form that ids have (G-114)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from contracts.model import Contracts, Operation
from harness.exchange import Exchange
from harness.shapes import ID
from harness.verdict import Finding
from suites.law import exchange_law
from suites.looking.say import shown
from suites.looking.walk import returned

_LONGEST = 500  # characters of an id


def _prefixed(operation: Operation, contracts: Contracts) -> bool:
    """Whether the ids of what is returned have a beginning of their own, or a form."""
    known = contracts.resource(operation.returns).prefix or contracts.of(operation).api.id.pattern
    return operation.shows and bool(known)


@exchange_law(
    clause="G-114", stands_on=("object",), where=_prefixed,
    recorded=False,  # linked accounts once had other ids
)  # fmt: skip
def id_prefix(
    exchange: Exchange, operation: Operation, contracts: Contracts
) -> Iterator[Finding | None]:
    """Yield a finding for the first returned object whose id starts, or is, otherwise."""
    if not exchange.accepted:
        return
    prefix, pattern = contracts.resource(operation.returns).prefix, contracts.api.id.pattern
    ids = [item.get(ID) for item in returned(exchange, operation)]
    found = [name for name in ids if isinstance(name, str)]
    wrong = [name for name in found if not name.startswith(prefix)]
    if wrong:
        yield Finding(f"an id that starts with {prefix}", shown(wrong[0]))
        return
    odd = [name for name in found if pattern and not _has(name, pattern)]
    if odd:
        yield Finding(f"an id of the form {pattern}", shown(odd[0]))
    elif found:
        yield None


def _has(name: str, pattern: str) -> bool:
    """Whether an id has a form; one that is too long for any takes no time."""
    return len(name) <= _LONGEST and re.fullmatch(pattern, name) is not None
