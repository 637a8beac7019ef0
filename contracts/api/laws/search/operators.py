"""The operators of the query language (G-81)."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from suites.law import About, law

from ._family import INTENTS, WORD, Intents, Query, word_of

OPERATORS = (
    Query("above", "amount>1100", lambda x: bool(x["amount"] > 1100)),
    Query("at_least", "amount>=2200", lambda x: bool(x["amount"] >= 2200)),
    Query("below", "amount<3300", lambda x: bool(x["amount"] < 3300)),
    Query("at_most", "amount<=2200", lambda x: bool(x["amount"] <= 2200)),
    Query("negated", '-currency:"eur"', lambda x: bool(x["currency"] != "eur")),
    Query("any_case", 'currency:"EUR"', lambda x: bool(x["currency"] == "eur")),
    Query("and", 'currency:"usd" AND amount>1100',
          lambda x: bool(x["currency"] == "usd" and x["amount"] > 1100)),
    Query("or", f'metadata["{WORD}"]:"{{tag}}winter" OR metadata["{WORD}"]:"{{tag}}summer"',
          lambda x: bool(word_of(x)), lone=True),
    Query("present", f'-metadata["{WORD}"]:null', lambda x: bool(word_of(x))),
    Query("substring", f'metadata["{WORD}"]~"winter"', lambda x: "winter" in word_of(x),
          doubtful=True),
)  # fmt: skip


def _each(operation: Operation, _contracts: Contracts) -> Iterator[About]:
    for query in OPERATORS:
        yield About(operation, query.name, query, kind=query.name)


@law(INTENTS, clause="G-81", level="should", each=_each)
def operators(intents: Intents, query: Query) -> Outcome:
    """A query with an operator finds the intents that fit, and no others."""
    return intents.judged(query)
