"""Objects of one kind, of which something is done to one: the others are looked at around it.

They are an older and a newer one, made for this alone; where no call makes any, what the list shows
beside the one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from contracts.model import Operation
from harness.exchange import Exchange
from strategies import coverage, otherwise, smallest, written
from strategies.paths import copy, put
from suites.lab import Lab
from suites.law import Unavailable
from suites.looking.around import list_of
from suites.looking.bound import Bound, Twice
from suites.looking.likeness import resembles
from suites.looking.moving import moved
from suites.looking.pages import BadPage, Shelf, data_of
from suites.looking.say import said
from suites.merit import SAME_BORN
from suites.objects.picking import named_by

FEW = 2  # forms of an update that takes no texts, states and numbers
Items = dict[str, Mapping[str, Any]]
Look = tuple[Items, list[Exchange]]


@dataclass(frozen=True, slots=True)
class Seen:
    """What was done, and what it changed of the others; `steps` in the order they were taken.

    `related` are objects that it refers to, or that refer to it, as they read before and after.
    """

    steps: tuple[Exchange, ...]
    changed: tuple[str, ...]
    related: tuple[Twice, ...] = ()


class Beside:
    """An operation that changes an object, and others of the kind."""

    def __init__(self, lab: Lab, operation: Operation) -> None:
        self.lab = lab
        self.operation = operation
        self.seen: Seen | None = None
        self._own = (operation.subject or named_by(operation.path_parameters[-1])).rstrip("!")

    def play(self) -> Seen:
        """Do it once more, to another object. Raises Unavailable."""
        self.seen = self._played()
        return self.seen

    def _played(self) -> Seen:
        with self.lab.standing():
            others, ids = self._stood()
            before, first = self._look(others, ids)
            bound = Bound(self.lab, self.operation, ids)
        if not before:
            raise Unavailable("there is no other object of the kind", *first)
        done = tuple(self._done(ids))
        after, last = self._look(others, ids)
        related = bound.again()
        resource = self.lab.contracts.resource(self.operation.resource)
        changed = [
            f"{name}: {field}" for name, item in before.items() if name in after
            for field in moved(self.lab.contracts, resource, item, after[name])
        ]  # fmt: skip
        return Seen((*first, *done, *last), tuple(changed), related)

    def _stood(self) -> tuple[tuple[dict[str, str], ...], dict[str, str]]:
        """Return the ids in the paths of an older and a newer object, and of the one between."""
        resource, _, state = self._own.partition(":")
        if not self.lab.provision.makes(resource, state):
            if self.operation.kind != "update":
                raise Unavailable(f"no call makes the {resource} that this would use up")
            return (), self.lab.subject(self.operation, fresh=False)
        older, ids, newer = (
            self.lab.subject(self.operation, f"{self._own}!", fresh=True) for _ in range(3)
        )
        names = [_last(found) for found in (older, ids, newer)]
        if len(set(names)) < len(names):
            raise Unavailable(SAME_BORN)
        return (older, newer), ids

    def _look(self, others: tuple[dict[str, str], ...], ids: Mapping[str, str]) -> Look:
        """Return the other objects as they read. Raises Unavailable."""
        if not others:
            return self._listed(_last(ids))
        found: Items = {}
        seen = []
        for other in others:
            exchange = self.lab.read(self.operation, other)
            if exchange is None or not exchange.accepted:
                reader = self.lab.reader(self.operation)
                blocker = f"{reader.id}.accepts" if reader else ""
                raise Unavailable("another object cannot be read", *filter(None, [exchange]),
                                  blocked_by=blocker)  # fmt: skip
            seen.append(exchange)
            found[_last(other)] = exchange.item
        return found, seen

    def _listed(self, own: str) -> Look:
        listing = list_of(self.operation, self.lab.contracts)
        if listing is None:
            raise Unavailable("no call makes another object, and no list shows one")
        page = Shelf(self.lab, listing, {}, {}).page(limit=100)
        try:
            return {str(x["id"]): x for x in data_of(page) if x["id"] != own}, [page]
        except BadPage as bad:
            blocker = f"{listing.id}.accepts"
            raise Unavailable("the list cannot be read", bad.exchange, blocked_by=blocker) from None

    def _done(self, ids: dict[str, str]) -> Iterator[Exchange]:
        """Yield what the object was changed by. Raises Unavailable when nothing was accepted."""
        lab, operation, refused, sent = self.lab, self.operation, None, False
        for form in self._forms():
            answer, sent = lab.call(operation, lab.provision.fill(form), ids), True
            if resembles(answer, operation):
                yield answer
            elif refused is None:
                refused = answer
            lab.settle(answer, operation, ids)
        if refused is not None and not resembles(refused, operation):
            self._needed(refused)
        if not sent:
            raise Unavailable("nothing is known that it could be sent")

    def _needed(self, refused: Exchange) -> None:
        """Raises Unavailable when the smallest form was refused: then nothing was done."""
        if self.operation.kind != "update":
            blocker = f"{self.operation.id}.accepts"
            raise Unavailable(f"it was not accepted ({said(refused)})", refused, blocked_by=blocker)

    def _forms(self) -> list[Mapping[str, Any]]:
        """Return what is sent: an action once; of an update a mark, texts, states
        and another number; where it takes none of that, what it takes.
        """
        found = list(self._usual())
        whole = (sample.form for sample in coverage(self.operation) if not sample.subject)
        return found or [*islice(filter(None, whole), FEW)]

    def _usual(self) -> Iterator[Mapping[str, Any]]:
        base = smallest(self.operation)
        if self.operation.kind != "update":
            yield base
            return
        if self.operation.metadata:
            yield {**copy(base), self.operation.metadata: {"assay_beside": "@unique"}}
        yield from self._texts()
        yield from self._states()
        for sample in coverage(self.operation):
            row = next((row for row in self.operation.sent if row.path == sample.row), None)
            if row is not None and row.type == "integer" and not row.format and not sample.subject:
                yield otherwise(self.operation, sample) or sample.form
                return

    def _states(self) -> Iterator[Mapping[str, Any]]:
        """Yield two states that an update takes: the object is in one of them at most."""
        life = self.lab.contracts.resource(self.operation.returns).lifecycle
        base = smallest(self.operation)
        found = (sample.form for sample in coverage(self.operation)
                 if life is not None and sample.row == life.field not in base
                 and not sample.subject)  # fmt: skip
        yield from islice(found, 2)

    def _texts(self) -> Iterator[Mapping[str, Any]]:
        for found in written(self.operation):
            if found.subject:
                continue
            form = copy(found.form)
            for number, row in enumerate(found.rows):
                put(form, row, f"Beside {number}")
            yield form
            return


def _last(ids: Mapping[str, str]) -> str:
    """Return the id of the object itself, which stands behind those that it is below."""
    return list(ids.values())[-1]
