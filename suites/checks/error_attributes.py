"""An error leaves out what would be null; a code, when there is one, is explained (G-23, G-25)."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Level, Operation
from harness.exchange import Exchange
from suites.checks.registry import Finding

CLAUSE = "G-23"
LEVEL: Level = "should"
RECORDED = False  # the service has written null and empty attributes itself


def check(
    exchange: Exchange, _operation: Operation, _contracts: Contracts
) -> Iterator[Finding | None]:
    """Yield a finding for each attribute of an error that is null, and for a stray `doc_url`."""
    error = exchange.error_body
    if not exchange.refused or not isinstance(error.get("type"), str):
        return
    null = sorted(name for name, value in error.items() if value is None)
    if null:
        yield Finding("no attribute of the error is null", f"null: {', '.join(null)[:80]}", "null")
    if "doc_url" in error and not error.get("code"):
        yield Finding("doc_url only beside a code", "doc_url without a code", "doc_url")
    if not null and ("doc_url" not in error or error.get("code")):
        yield None
