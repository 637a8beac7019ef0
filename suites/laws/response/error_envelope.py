"""A refusal is `{"error": {"type", "message", …}}` with a documented type (G-21, G-22)."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Operation
from harness.exchange import Exchange
from harness.verdict import Finding
from suites.law import exchange_law
from suites.looking.say import shown


def says(_operation: Operation, contracts: Contracts) -> bool:
    """Whether it is known what a refusal says of itself."""
    return contracts.api.error.says


@exchange_law(
    clause="G-21", stands_on=("error",), where=says,
    recorded=False,  # other versions know other types
)  # fmt: skip
def error_envelope(
    exchange: Exchange, _operation: Operation, contracts: Contracts
) -> Iterator[Finding | None]:
    """Yield a finding when the body of a refusal is not the documented envelope."""
    if not exchange.refused:
        return
    error, names = exchange.error_body, contracts.api.error
    kind, message = map(exchange.conventions.label, ("type", "message"))
    told = error.get("message")
    if not error:
        wanted = f"an `{names.envelope}` object" if names.envelope else "the parts of an error"
        yield Finding(f"a body with {wanted}", _shown(exchange))
    elif names.types and error.get("type") not in names.types:
        wanted = f"{kind} one of {', '.join(names.types)}"
        yield Finding(wanted, f"{kind} {shown(error.get('type'))}")
    elif names.message and not isinstance(told, str):
        yield Finding(f"{message} is a text", f"{message} {shown(told)}")
    elif names.message and not str(told).strip():
        yield Finding(f"{message} says something", f"{message} {shown(str(told)[:9])}")
    else:
        yield None


def _shown(exchange: Exchange) -> str:
    body = exchange.response.body[:80] if exchange.response else b""
    return f"a body that starts {shown(body.decode('utf-8', 'replace'))}"
