"""Every returned object has the fields of its response table, of the right type.

Extra fields are fine; values outside a complete enum, null where nothing is nullable, and an
expanded object that nobody asked to expand are not (G-113 and the tables of section 2).
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Level, Operation
from harness.exchange import Exchange
from suites.checks.registry import Finding
from suites.tables import misfits

CLAUSE = "G-113"
LEVEL: Level = "must"
RECORDED = False  # other versions have other fields (see suites/recorded_answers.py)


def check(
    exchange: Exchange, operation: Operation, contracts: Contracts
) -> Iterator[Finding | None]:
    """Yield a finding for each field that does not fit its table."""
    if not exchange.accepted or exchange.request.key != "secret":
        return
    if operation.shape == "object":
        found: list[object] = [exchange.json]
    else:
        data = exchange.body.get("data")
        found = data if isinstance(data, list) else []
    if not found:
        return
    asked = "expand" in exchange.request.query or "expand" in exchange.request.body
    resource, wrong = contracts.resource(operation.returns), False
    for item in found:
        for misfit in misfits(item, resource, expanded=asked):
            wrong = True
            yield Finding(misfit.expected, misfit.observed, misfit.path)
    if not wrong:
        yield None
