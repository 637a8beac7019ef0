"""No two requests have the same id (G-16)."""

from __future__ import annotations

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from suites.law import Unavailable, held, law
from suites.laws.routing._family import ROUTED, Collection


def _numbered(_operation: Operation, contracts: Contracts) -> bool:
    return bool(contracts.api.headers.request_id)


@law(ROUTED, clause="G-16", where=_numbered)
def request_ids(collection: Collection) -> Outcome:
    """No two requests have the same id."""
    first, second = collection.ask(), collection.ask()
    name = collection.lab.contracts.api.headers.request_id
    ids = [exchange.header(name) for exchange in (first, second)]
    if not all(ids):
        raise Unavailable("there is no request id", first, second)
    return held(ids[0] != ids[1], "two request ids", f"{ids[0]} twice", second, first)
