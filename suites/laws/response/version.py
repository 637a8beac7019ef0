"""Every response says which API version it speaks: the one that was asked for (G-17, G-18).

The version in effect is one of an account. A refused key belongs to none: 401 may say nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from contracts.model import Contracts, Operation
from harness.exchange import Exchange
from harness.verdict import Finding
from suites.law import exchange_law


def _versioned(_operation: Operation, contracts: Contracts) -> bool:
    """Whether answers name the version that they speak."""
    return bool(contracts.api.headers.version)


@exchange_law(
    clause="G-17", stands_on=(), where=_versioned,
    recorded=False,  # recorders drop headers
)  # fmt: skip
def version(
    exchange: Exchange, _operation: Operation, contracts: Contracts
) -> Iterator[Finding | None]:
    """Yield a finding when the version is missing or is another than was sent."""
    if exchange.response is None or not (exchange.accepted or exchange.refused):
        return
    if exchange.refused and exchange.status in contracts.api.auth.refused:
        return
    name = contracts.api.headers.version
    sent, found = _of(exchange.request.headers, name), _of(exchange.response.headers, name)
    if found and sent in ("", found):
        yield None
    else:
        yield Finding(f"a header {name}: {sent or 'with a date'}",
                      f"{name} {found[:60] or 'missing'}")  # fmt: skip


def _of(headers: Mapping[str, str], name: str) -> str:
    return next((v for n, v in headers.items() if n.lower() == name.lower()), "")
