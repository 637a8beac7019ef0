"""The parameter that an error names is one: it was sent, or the operation or its object has it.

(G-27)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl

from contracts.model import Contracts, Operation
from harness.exchange import Exchange
from harness.verdict import Finding
from suites.law import exchange_law
from suites.laws.response.error_envelope import says
from suites.looking.say import shown

_WORD = re.compile(r"\w+")


@exchange_law(
    clause="G-27", stands_on=("error",), level="should", where=says,
    recorded=False,  # who records may have asked for what no table has
)  # fmt: skip
def error_param(
    exchange: Exchange, operation: Operation, contracts: Contracts
) -> Iterator[Finding | None]:
    """Yield a finding for an error that names something else, but after an attempt."""
    named = exchange.error_body.get("param")
    tried = bool(operation.attempt) and exchange.status == operation.attempt
    if not exchange.refused or tried or not isinstance(named, str):
        return
    words = _words(named)
    if not words:
        return  # a name of signs alone is one that was drawn
    if any(words & _words(name) for name in _known(exchange, operation, contracts)):
        yield None
        return
    label = exchange.conventions.label("param")
    yield Finding(f"{label} names what was sent, or a parameter or field",
                  f"{label} {shown(named)}")  # fmt: skip


def _known(exchange: Exchange, operation: Operation, contracts: Contracts) -> Iterator[str]:
    """Yield the names that an error may speak of: those that were sent come first."""
    request, writing = exchange.request, exchange.conventions.writing
    for text in (request.asked_query, request.query, request.asked_body):
        yield from (name for name, _ in parse_qsl(text, keep_blank_values=True))
    yield from (row.name for row in operation.path_parameters)
    yield from operation.rows
    resource = contracts.resource(operation.resource)
    yield from ("id", resource.name, *request.headers)
    yield from (field.name for field in resource.fields)
    yield from (writing.spelled(row, operation.id) for row in operation.rows)


def _words(name: str) -> set[str]:
    return set(_WORD.findall(name))
