"""Which objects came of right requests: what a wrong one made or changed shows nothing else.

A request is wrong when it is sent in order to be refused, written as no client would, or drawn by a
tool. What it breaks is judged where it was sent and nowhere else: neither its answer nor the object
that it left behind says anything about another law, wherever that object shows up. Other workers,
and earlier runs on the same server, leave such objects too, and nothing tells them from others: of
what calls can create, an object counts once this worker has seen a right request create it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from contracts.model import Contracts, Operation
from harness.exchange import Exchange
from harness.shapes import ID
from suites.looking.dig import LONGEST
from suites.looking.walk import returned

_MOST = 1_000  # creations that are remembered


class Origins:
    """The objects that one worker knows to be right: those it made, and those it was given."""

    def __init__(self, contracts: Contracts, given: Iterable[str]) -> None:
        self._right = set(given)
        self._creating = {o.returns: o.id for o in contracts.operations if o.kind == "create"}
        self._kinds = {o.returns: (o.label, o.kinds) for o in contracts.operations}
        self._tried: dict[str, bool] = {}  # whether a right creation was ever accepted
        self._makings: dict[str, Exchange] = {}

    def saw(self, exchange: Exchange, operation: Operation, *, wrong: bool) -> set[str]:
        """Learn from an answer what is right; return what is so no longer."""
        spoilt: set[str] = set()
        if wrong:
            if exchange.accepted and operation.kind in ("update", "replace", "delete", "action"):
                named = {self._named(exchange.item), *exchange.request.named}
                spoilt = self._right & named
                self._right -= spoilt
        elif operation.kind == "create":
            made = self._named(exchange.item) if exchange.accepted else ""
            self._tried[operation.id] = self._tried.get(operation.id, False) or bool(made)
            self._right |= {made} - {""}
            self._keep(made, exchange)
        return spoilt

    def _keep(self, made: str, exchange: Exchange) -> None:
        """Remember how an object was made, of a bounded number of them."""
        if made:
            self._makings.setdefault(made, exchange)
        if len(self._makings) > _MOST:
            del self._makings[next(iter(self._makings))]

    def traced(self, exchange: Exchange, operation: Operation) -> Exchange:
        """Return an answer with the creations of the objects that it shows, as far as known."""
        if not exchange.accepted or operation.kind == "create":
            return exchange
        names = (self._named(item) for item in returned(exchange, operation))
        made = ((name, self._makings.get(name)) for name in names)
        found = {name: one for name, one in made if one is not None and not one.forgotten}
        return exchange.of(found) if found else exchange

    def strange(self, item: Any, resource: str) -> bool:
        """Whether a wrong request may have made an object of a resource, or changed it.

        Where right creations were all refused, no wrong one is taken to have made it; what is of
        another kind was made by none.
        """
        creation = self._creating.get(resource, "")
        if not creation or self._tried.get(creation) is False or not isinstance(item, dict):
            return False
        label, kinds = self._kinds[resource]
        if kinds and item.get(label) not in kinds:
            return False
        return bool(self._named(item)) and self._named(item) not in self._right

    def sifted(self, exchange: Exchange, operation: Operation) -> Exchange | None:
        """Return an answer without strange objects; None when it shows nothing else."""
        if not exchange.accepted:
            return exchange
        if not operation.many:
            known = not self._right.isdisjoint(exchange.request.named)
            known = known or self._creating.get(operation.returns, "") not in self._tried
            strange = self.strange(exchange.item, operation.returns) and not known
            return None if strange else exchange
        entries = exchange.entries or []
        kept = [item for item in entries if not self.strange(item, operation.returns)]
        if len(kept) == len(entries):
            return exchange
        return _holding(exchange, kept, len(entries) - len(kept)) if kept else None

    def _named(self, item: dict[str, Any]) -> str:
        name = item.get(ID)
        return name if isinstance(name, str) and len(name) <= LONGEST else ""


def _holding(exchange: Exchange, entries: list[Any], withheld: int) -> Exchange:
    """Return the answer of a list with so many entries fewer."""
    if exchange.response is None:
        return exchange
    shown = exchange.conventions.holding(exchange.json, entries, exchange.operation)
    return replace(exchange, response=exchange.response.reading(shown, withheld))
