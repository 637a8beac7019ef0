"""The operators of the query language (G-81)."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from suites.law import About, law

from ._family import INTENTS, WORD, Intents, Query, word_of

WINTER, SUMMER = (f'metadata["{WORD}"]:"{{tag}}{word}"' for word in ("winter", "summer"))
BOUND = 'customer:"{customer}"'  # the only one of the three that has a customer: that of winter
OPERATORS = (
    Query("above", "amount>1100", lambda x: bool(x["amount"] > 1100)),
    Query("at_least", "amount>=2200", lambda x: bool(x["amount"] >= 2200)),
    Query("below", "amount<3300", lambda x: bool(x["amount"] < 3300)),
    Query("at_most", "amount<=2200", lambda x: bool(x["amount"] <= 2200)),
    Query("negated", '-currency:"eur"', lambda x: bool(x["currency"] != "eur")),
    Query("any_case", 'currency:"EUR"', lambda x: bool(x["currency"] == "eur")),
    Query("and", 'currency:"usd" AND amount>1100',
          lambda x: bool(x["currency"] == "usd" and x["amount"] > 1100)),
    Query("or", f"{WINTER} OR {SUMMER}", lambda x: bool(word_of(x)), lone=True),
    Query("or_of_fields", f"{BOUND} OR {SUMMER}", lambda x: bool(word_of(x)), lone=True),
    Query("or_of_none", f'{SUMMER} OR metadata["{WORD}"]:"{{tag}}spring"',
          lambda x: word_of(x).endswith("summer"), lone=True),
    Query("present", f'-metadata["{WORD}"]:null', lambda x: bool(word_of(x))),
    Query("absent", f'metadata["{WORD}"]:null', lambda x: not word_of(x)),
    Query("negated_first", '-currency:"eur"', lambda x: bool(x["currency"] != "eur"), first=True),
    Query("negated_amount", "-amount:2200", lambda x: bool(x["amount"] != 2200)),
    Query("negated_bound", "-amount>1100", lambda x: bool(x["amount"] <= 1100)),
    Query("negated_customer", f"-{BOUND}", lambda x: x["customer"] is None),
    Query("negated_metadata", f"-{WINTER}", lambda x: not word_of(x).endswith("winter")),
    Query("negated_status", '-status:"requires_confirmation"',
          lambda x: bool(x["status"] != "requires_confirmation")),
    Query("after", "created>{newest}", lambda _x: False, opposite="created<={newest}"),
    Query("not_before", "created>={created}", lambda _x: True, opposite="created<{created}"),
    Query("not_after", "created<={newest}", lambda _x: True, opposite="created>{newest}"),
    Query("whole_value", f'metadata["{WORD}"]:"{{tag}}win"', lambda _x: False),
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
