"""Success and refusal alike are JSON and say so (G-15)."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

from contracts.model import Contracts, Operation
from harness.coding import garbled
from harness.exchange import Exchange
from harness.judge import unanswered
from harness.verdict import Finding
from suites.law import exchange_law
from suites.laws.response._where import every


@exchange_law(
    clause="G-15", stands_on=(), where=every,
    lost=True, recorded=False,  # recorders drop headers
)  # fmt: skip
def content_type(
    exchange: Exchange, operation: Operation, contracts: Contracts
) -> Iterator[Finding | None]:
    """Yield a finding when a 2xx or 4xx is not JSON or is not labelled so."""
    if exchange.response is None or not (exchange.accepted or exchange.refused):
        return
    empty = operation.shape == "empty" or exchange.status in contracts.api.success.empty
    if exchange.accepted and empty:
        return
    if exchange.refused and not contracts.api.error.says:
        return
    wrong = garbled(exchange)
    if wrong:
        yield Finding("a JSON body in UTF-8, not compressed", wrong)
        return
    if unanswered(exchange):
        return
    label = exchange.response.headers.get("content-type", "")
    if label.partition(";")[0].strip().lower() != "application/json":
        yield Finding("content-type application/json", f"content-type {label or 'missing'}")
    elif exchange.response.body.startswith(codecs.BOM_UTF8):
        yield Finding("a JSON body", "a byte order mark before the JSON (RFC 8259, 8.1)")
    elif exchange.json is None and not exchange.response.unread:
        yield Finding("a JSON body", f"{len(exchange.response.body)} bytes that are not JSON")
    else:
        yield None
