"""A refusal is `{"error": {"type", "message", …}}` with a documented type (G-21, G-22)."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Operation
from harness.exchange import Exchange
from harness.verdict import Finding
from suites.law import exchange_law
from suites.laws.response._where import every
from suites.looking.say import shown

TYPES = ("api_error", "card_error", "idempotency_error", "invalid_request_error")


@exchange_law(
    clause="G-21", where=every,
    recorded=False,  # other versions know other types
)  # fmt: skip
def error_envelope(
    exchange: Exchange, _operation: Operation, _contracts: Contracts
) -> Iterator[Finding | None]:
    """Yield a finding when the body of a 4xx is not the documented envelope."""
    if not exchange.refused:
        return
    error = exchange.body.get("error")
    if not isinstance(error, dict):
        yield Finding("a body with an `error` object", _shown(exchange))
    elif error.get("type") not in TYPES:
        yield Finding(
            f"error.type one of {', '.join(TYPES)}", f"error.type {shown(error.get('type'))}"
        )
    elif not isinstance(error.get("message"), str):
        yield Finding("error.message is a text", f"error.message {shown(error.get('message'))}")
    elif not error["message"].strip():
        yield Finding(
            "error.message says something", f"error.message {shown(error['message'][:9])}"
        )
    else:
        yield None


def _shown(exchange: Exchange) -> str:
    body = exchange.response.body[:80] if exchange.response else b""
    return f"a body that starts {shown(body.decode('utf-8', 'replace'))}"
