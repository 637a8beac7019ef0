"""Three payment intents, queries, and by hand what each of them has to find (catalogue 1.5)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from contracts.model import Level, Operation
from harness.claim import Outcome
from harness.exchange import Exchange
from suites.lab import Lab
from suites.law import Family, Unavailable, broken, passed
from suites.looking.likeness import resembles
from suites.looking.pages import ids_of
from suites.looking.say import said
from suites.looking.searching import TAG, Tagged, found
from suites.subjects import operations

WORD = "assay_word"
_RESOURCE = "payment_intent"
Item = dict[str, Any]


class Query(NamedTuple):
    """A condition, in the search language and in words of ours; `{customer}` and the like are
    filled in. A `lone` one says itself whose objects it wants; one that is `first` stands before
    the condition that says it for the others; one that is `doubtful` may be refused. Nothing that
    fits it fits its `opposite`.
    """

    name: str
    text: str
    test: Callable[[Item], bool]
    lone: bool = False
    doubtful: bool = False
    opposite: str = ""
    first: bool = False


def word_of(item: Item) -> str:
    """Return the word that an intent was made with, or ""."""
    return str(item["metadata"].get(WORD, ""))


@dataclass(frozen=True, slots=True)
class Intents:
    """Three intents that are found by their tag."""

    tagged: Tagged
    items: tuple[Item, ...]

    def ask(self, query: Query) -> Exchange:
        """Return what a query finds among the three."""
        times = [item["created"] for item in self.items]
        text = query.text.format(
            tag=self.tagged.tag, created=min(times), newest=max(times), customer=self.customer
        )
        both = (text, self.tagged.query) if query.first else (self.tagged.query, text)
        return self.tagged.search(text if query.lone else " AND ".join(both))

    @property
    def customer(self) -> str:
        """The customer of the one that has one."""
        return next(str(x["customer"]) for x in self.items if x["customer"])

    def judged(self, query: Query) -> Outcome:
        """Judge a query; one that all objects fit is judged by its opposite first."""
        if query.opposite:
            opposite = Query(query.name, query.opposite, lambda x: not query.test(x),
                             first=query.first)  # fmt: skip
            first = self._answered(opposite)
            if not first.holds:
                return first
        return self._answered(query)

    def _answered(self, query: Query) -> Outcome:
        """Judge what a query finds; what it misses is a warning at most: an index is never complete
        (T-10).
        """
        page = self.ask(query)
        if query.doubtful and not page.accepted:
            raise Unavailable(f"the query was not accepted ({said(page)})", page)
        wanted, ids = {item["id"] for item in self.items if query.test(item)}, set(ids_of(page))
        if ids == wanted:
            return passed(page, self.tagged.page)
        words = f"{len(wanted)} of the {len(self.items)} objects"
        seen = f"missing {len(wanted - ids)}, others {len(ids - wanted)}"
        level: Level | None = None if ids - wanted else "should"
        return broken(words, seen, page, self.tagged.page, level=level)


def _stand(lab: Lab, operation: Operation) -> Intents:
    """Make three intents and wait until they are found. Raises Unavailable."""
    tag = lab.provision.unique()
    common = {"metadata": {TAG: tag}, "payment_method_types": ["card"]}
    forms: tuple[Item, ...] = (
        {"amount": 1100, "currency": "usd", "customer": "@customer!", WORD: "winter"},
        {"amount": 2200, "currency": "eur", "payment_method": "pm_card_visa"},
        {"amount": 3300, "currency": "usd", WORD: "summer"},
    )
    made = [_made(lab, tag, {**common, **form}) for form in forms]
    exchanges = [exchange for _, exchange in made]
    return Intents(found(lab, operation, tag, exchanges), tuple(item for item, _ in made))


def _made(lab: Lab, tag: str, form: Item) -> tuple[Item, Exchange]:
    """Return what was sent, with what only the server knows: its answer may hold anything."""
    create = lab.contracts.operation("payment_intent.create")
    word = form.pop(WORD, None)
    if word:
        form["metadata"] = {**form["metadata"], WORD: f"{tag}{word}"}
    sent = lab.provision.fill(form)
    made = lab.call(create, sent)
    if not resembles(made, create):
        reason = f"nothing to search for was created ({said(made)})"
        raise Unavailable(reason, made, blocked_by=f"{create.id}.accepts")
    created = made.item.get("created")
    return {
        "customer": None, **sent, "id": made.item.get("id"), "status": made.item.get("status"),
        "created": created if isinstance(created, int) else 0,
    }, made  # fmt: skip


INTENTS = Family(
    "search.intents", operations(lambda o: o.kind == "search" and o.returns == _RESOURCE), _stand,
    order=("agrees", "fields", "operators"),
)  # fmt: skip
