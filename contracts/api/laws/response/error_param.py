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
    if not exchange.refused or tried or not isinstance(named, str) or not _words(named):
        return  # a name of signs alone is one that was drawn
    if _words(named) & _known(exchange, operation, contracts):
        yield None
        return
    label = exchange.conventions.label("param")
    yield Finding(f"{label} names what was sent, or a parameter or field",
                  f"{label} {shown(named)}")  # fmt: skip


def _known(exchange: Exchange, operation: Operation, contracts: Contracts) -> set[str]:
    """Return the parts of all names that an error may speak of."""
    request, writing = exchange.request, exchange.conventions.writing
    sent = [name for text in (request.asked_query, request.query, request.asked_body)
            for name, _ in parse_qsl(text, keep_blank_values=True)]  # fmt: skip
    rows = [*operation.rows, *(row.name for row in operation.path_parameters)]
    spelled = [writing.spelled(row, operation.id) for row in operation.rows]
    resource = contracts.resource(operation.resource)
    fields = [field.name for field in resource.fields]
    names = (*sent, *rows, *spelled, *fields, *request.headers, resource.name, "id")
    return {word for name in names for word in _words(name)}


def _words(name: str) -> set[str]:
    return set(_WORD.findall(name))
