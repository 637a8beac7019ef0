"""No two requests have the same id (G-16)."""

from __future__ import annotations

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from harness.exchange import Exchange
from suites.law import Unavailable, held, law
from suites.laws.routing._family import ROUTED, Collection


def _numbered(_operation: Operation, contracts: Contracts) -> bool:
    return bool(contracts.api.headers.request_id)


@law(ROUTED, clause="G-16", where=_numbered)
def request_ids(collection: Collection) -> Outcome:
    """No two requests have the same id."""
    first, second = collection.ask(), collection.ask()
    header = collection.lab.contracts.api.headers.request_id.lower()
    ids = [_header(exchange, header) for exchange in (first, second)]
    if not all(ids):
        raise Unavailable("there is no request id", first, second)
    return held(ids[0] != ids[1], "two request ids", f"{ids[0]} twice", second, first)


def _header(exchange: Exchange, name: str) -> str:
    return exchange.response.headers.get(name, "") if exchange.response else ""
