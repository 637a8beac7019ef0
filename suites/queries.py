"""Search queries, and by hand what of three intents each of them has to find (catalogue 1.5)."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from contracts.model import Operation
from harness.exchange import Exchange
from suites.law import Unavailable
from suites.legacy import SAME_BORN, Lab, said
from suites.looking.likeness import resembles

# Seconds that new objects may take to be found; longer than that nothing is judged (G-77, T-10).
BUDGET = {"standard": 8.0, "thorough": 90.0}
PAUSE = 1.0
CLAUSES = 10  # of one query at most (G-81)
TAG, WORD = "assay_tag", "assay_word"
Item = dict[str, Any]


class Query(NamedTuple):
    """A condition, in the search language and in words of ours; `{customer}` and the like are
    filled in. A `lone` one says itself whose objects it wants; one that is `doubtful` may be
    refused. Nothing that fits it fits its `opposite`.
    """

    name: str
    text: str
    test: Callable[[Item], bool]
    lone: bool = False
    doubtful: bool = False
    opposite: str = ""


FIELDS = (  # G-80
    Query("amount", "amount:2200", lambda x: bool(x["amount"] == 2200)),
    Query("created", "created>={created}", lambda _x: True, opposite="created<{created}"),
    Query("currency", 'currency:"eur"', lambda x: bool(x["currency"] == "eur")),
    Query("customer", 'customer:"{customer}"', lambda x: x["customer"] is not None),
    Query("metadata", f'metadata["{WORD}"]:"{{tag}}winter"', lambda x: _word(x).endswith("winter")),
    Query("status", 'status:"requires_confirmation"',
          lambda x: bool(x["status"] == "requires_confirmation")),
)  # fmt: skip
OPERATORS = (  # G-81
    Query("above", "amount>1100", lambda x: bool(x["amount"] > 1100)),
    Query("at_least", "amount>=2200", lambda x: bool(x["amount"] >= 2200)),
    Query("below", "amount<3300", lambda x: bool(x["amount"] < 3300)),
    Query("at_most", "amount<=2200", lambda x: bool(x["amount"] <= 2200)),
    Query("negated", '-currency:"eur"', lambda x: bool(x["currency"] != "eur")),
    Query("any_case", 'currency:"EUR"', lambda x: bool(x["currency"] == "eur")),
    Query("and", 'currency:"usd" AND amount>1100',
          lambda x: bool(x["currency"] == "usd" and x["amount"] > 1100)),
    Query("or", f'metadata["{WORD}"]:"{{tag}}winter" OR metadata["{WORD}"]:"{{tag}}summer"',
          lambda x: bool(_word(x)), lone=True),
    Query("present", f'-metadata["{WORD}"]:null', lambda x: bool(_word(x))),
    Query("substring", f'metadata["{WORD}"]~"winter"', lambda x: "winter" in _word(x),
          doubtful=True),
)  # fmt: skip


def _word(item: Item) -> str:
    return str(item["metadata"].get(WORD, ""))


@dataclass(frozen=True, slots=True)
class Found:
    """Three intents that are found by their tag."""

    lab: Lab
    operation: Operation
    tag: str
    items: tuple[Item, ...]
    page: Exchange

    @property
    def tagged(self) -> str:
        """The query that finds exactly these."""
        return f'metadata["{TAG}"]:"{self.tag}"'

    def ask(self, query: Query) -> Exchange:
        """Return what a query finds among the three."""
        oldest = min(item["created"] for item in self.items)
        text = query.text.format(tag=self.tag, created=oldest, customer=self.customer)
        return self.search(text if query.lone else f"{self.tagged} AND {text}")

    @property
    def customer(self) -> str:
        """The customer of the one that has one."""
        return next(str(x["customer"]) for x in self.items if x["customer"])

    def search(self, text: str, **rest: Any) -> Exchange:
        """Return a page of a search."""
        return self.lab.call(self.operation, {"query": text, **rest})


def indexed(lab: Lab, operation: Operation) -> Found:
    """Make three intents and wait until they are found. Raises Unavailable."""
    tag = lab.provision.unique()
    common = {"metadata": {TAG: tag}, "payment_method_types": ["card"]}
    forms: tuple[Item, ...] = (
        {"amount": 1100, "currency": "usd", "customer": "@customer!", WORD: "winter"},
        {"amount": 2200, "currency": "eur", "payment_method": "pm_card_visa"},
        {"amount": 3300, "currency": "usd", WORD: "summer"},
    )
    items = tuple(_made(lab, tag, {**common, **form}) for form in forms)
    wanted = {item["id"] for item in items}
    if len(wanted) < len(items):
        raise Unavailable(SAME_BORN)
    deadline = time.monotonic() + BUDGET[lab.profile]
    while True:
        page = lab.call(operation, {"query": f'metadata["{TAG}"]:"{tag}"'})
        if resembles(page, operation):
            found = {x.get("id") for x in page.body["data"] if isinstance(x, dict)}
            if wanted <= found:
                return Found(lab, operation, tag, items, page)
        elif not page.accepted:
            reason = f"a search was not accepted ({said(page)})"
            raise Unavailable(reason)
        if time.monotonic() > deadline:
            reason = f"new objects were not found within {BUDGET[lab.profile]:g} s"
            raise Unavailable(reason)
        time.sleep(PAUSE)


def _made(lab: Lab, tag: str, form: Item) -> Item:
    """Return what was sent, with what only the server knows: its answer may hold anything."""
    create = lab.contracts.operation("payment_intent.create")
    word = form.pop(WORD, None)
    if word:
        form["metadata"] = {**form["metadata"], WORD: f"{tag}{word}"}
    sent = lab.provision.fill(form)
    made = lab.call(create, sent)
    if not resembles(made, create):
        reason = f"nothing to search for was created ({said(made)})"
        raise Unavailable(reason)
    created = made.body.get("created")
    return {
        "customer": None, **sent, "id": made.body.get("id"), "status": made.body.get("status"),
        "created": created if isinstance(created, int) else 0,
    }  # fmt: skip
