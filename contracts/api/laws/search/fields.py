"""The fields of payment intents that can be searched by (G-80)."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from suites.law import About, law

from ._family import INTENTS, WORD, Intents, Query, word_of

FIELDS = (
    Query("amount", "amount:2200", lambda x: bool(x["amount"] == 2200)),
    Query("created", "created>={created}", lambda _x: True, opposite="created<{created}"),
    Query("currency", 'currency:"eur"', lambda x: bool(x["currency"] == "eur")),
    Query("customer", 'customer:"{customer}"', lambda x: x["customer"] is not None),
    Query("metadata", f'metadata["{WORD}"]:"{{tag}}winter"',
          lambda x: word_of(x).endswith("winter")),
    Query("status", 'status:"requires_confirmation"',
          lambda x: bool(x["status"] == "requires_confirmation")),
)  # fmt: skip


def _each(operation: Operation, _contracts: Contracts) -> Iterator[About]:
    for query in FIELDS:
        yield About(operation, query.name, query, kind=query.name)


@law(INTENTS, clause="G-80", each=_each)
def fields(intents: Intents, query: Query) -> Outcome:
    """A query by a field finds the intents that have the value, and no others."""
    return intents.judged(query)
