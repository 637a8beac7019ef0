"""A list is an envelope: `object`, `data`, `has_more`, `url`; a search has its own (G-52, G-79)."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Level, Operation
from harness.exchange import Exchange
from suites.checks.registry import Finding

CLAUSE = "G-52"
LEVEL: Level = "must"


def check(
    exchange: Exchange, operation: Operation, _contracts: Contracts
) -> Iterator[Finding | None]:
    """Yield a finding for each part of an accepted page that is not as documented."""
    if operation.shape == "object" or not exchange.accepted:
        return
    body, wrong = exchange.body, False
    if body.get("object") != operation.shape:
        wrong = True
        yield Finding(f"object {operation.shape!r}", f"object {body.get('object')!r}", "object")
    for name, kind, words in (("data", list, "a list"), ("has_more", bool, "true or false"),
                              ("url", str, "a text")):  # fmt: skip
        if not isinstance(body.get(name), kind):
            wrong = True
            yield Finding(f"{name} is {words}", f"{name} is {str(body.get(name))[:60]!r}", name)
    asked = "total_count" in exchange.request.query  # answered in former versions
    if operation.shape == "list" and "total_count" in body and not asked:
        wrong = True
        yield Finding("no total count", f"total_count {str(body['total_count'])[:60]}", "counted")
    if not wrong:
        yield None
