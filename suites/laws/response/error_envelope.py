"""A refusal is `{"error": {"type", "message", …}}` with a documented type (G-21, G-22)."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Operation
from harness.exchange import Exchange
from harness.verdict import Finding
from suites.law import exchange_law
from suites.laws.response._where import every
from suites.looking.say import shown


@exchange_law(
    clause="G-21", where=every,
    recorded=False,  # other versions know other types
)  # fmt: skip
def error_envelope(
    exchange: Exchange, _operation: Operation, contracts: Contracts
) -> Iterator[Finding | None]:
    """Yield a finding when the body of a 4xx is not the documented envelope."""
    if not exchange.refused:
        return
    error, names = exchange.error_body, contracts.api.error
    kind, message = (f"{names.envelope}.{name}" for name in (names.type, names.message))
    told = error.get(names.message)
    if not error:
        yield Finding(f"a body with an `{names.envelope}` object", _shown(exchange))
    elif error.get(names.type) not in names.types:
        wanted = f"{kind} one of {', '.join(names.types)}"
        yield Finding(wanted, f"{kind} {shown(error.get(names.type))}")
    elif not isinstance(told, str):
        yield Finding(f"{message} is a text", f"{message} {shown(told)}")
    elif not told.strip():
        yield Finding(f"{message} says something", f"{message} {shown(told[:9])}")
    else:
        yield None


def _shown(exchange: Exchange) -> str:
    body = exchange.response.body[:80] if exchange.response else b""
    return f"a body that starts {shown(body.decode('utf-8', 'replace'))}"
