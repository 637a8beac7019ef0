"""What one call returned is found by the calls that take its id (G-116)."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Operation
from contracts.openapi import led_to
from harness.claim import Outcome
from harness.exchange import Exchange
from suites.lab import Lab
from suites.law import About, Family, Unavailable, held, law
from suites.laws.schemathesis._tool import tool
from suites.looking.dig import named
from suites.looking.ids import of_none
from suites.looking.likeness import resembles
from suites.looking.say import said
from suites.subjects import reader_of

WALKS = {"smoke": (2, 3), "standard": (3, 4), "thorough": (80, 10)}  # walks, and steps of each
_TURNS = 8  # times that walks are drawn until one has read what it made


class Walked:
    """A creation that works, what the walks made, and how that was read."""

    def __init__(self, lab: Lab, creation: Operation, retrieve: Operation) -> None:
        self.lab = lab
        self.creation = creation
        self.retrieve = retrieve
        self.made: set[str] = set()
        self.read: list[Exchange] = []

    def walk(self) -> None:
        """Walk along the links of the resource. Raises Unavailable when no walk read anything."""
        for turn in range(_TURNS):
            tool().walk(self.lab, self.creation, self._note, *WALKS[self.lab.profile], turn)
            if self.read or not self.made:
                break
        if not self.read:
            reason = "no walk read what it made" if self.made else "nothing was made"
            raise Unavailable(reason, blocked_by=f"{self.retrieve.id}.accepts")

    def _note(self, used: Operation, exchange: Exchange) -> None:
        name = named(exchange.item)
        if used.kind == "delete" and not exchange.refused:  # the walk itself took it away
            self.made -= set(exchange.request.named)
        if used is self.creation and resembles(exchange, used) and name:
            self.made.add(name)
        elif used is self.retrieve and exchange.request.named[-1] in self.made:
            self.read.append(exchange)

    def nothing(self) -> Exchange:
        """Ask for an id that no object has. Raises Unavailable."""
        ids = {row.name: of_none(self.lab.contracts, next(iter(row.references), ""))
               for row in self.retrieve.path_parameters}  # fmt: skip
        with self.lab.wrongly():
            return self.lab.call(self.retrieve, {}, ids)


def _about(contracts: Contracts) -> Iterator[Operation]:
    for operation in contracts.operations:
        first = contracts.resource(operation.resource).of_kind("create")
        reader = reader_of(contracts, operation)
        if operation is first and reader is not None and led_to(operation, reader):
            yield operation


def _stand(lab: Lab, creation: Operation) -> Walked:
    """Return a creation that works. Raises Unavailable."""
    lab.merit.ready(creation)
    retrieve = lab.reader(creation)
    if retrieve is None:
        raise Unavailable("nothing reads what is made")
    return Walked(lab, creation, retrieve)


def _each(creation: Operation, contracts: Contracts) -> Iterator[About]:
    retrieve = reader_of(contracts, creation)
    if retrieve is not None:
        yield About(retrieve)


LINKED = Family("links", _about, _stand, draws=True, stands_on=("kind",))


@law(LINKED, clause="G-116", each=_each)
def linked(walked: Walked) -> Outcome:
    """What one call returned is found by the calls that take its id."""
    walked.walk()
    other = walked.nothing()
    lost = [exchange for exchange in walked.read if not resembles(exchange, walked.retrieve)]
    found = lost[0] if lost else walked.read[0]
    if resembles(other, walked.retrieve):
        raise Unavailable("ids that nothing has are found as well", other, found)
    if not lost and not other.refused:
        raise Unavailable("an id of nothing is answered as well", other, found)
    return held(not lost, "the object that was just made", said(found), found)
