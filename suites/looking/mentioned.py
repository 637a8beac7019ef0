"""A refused request changes nothing that its form names (G-30): it is read around a batch of them.

What became another object is made again, and forms are sent with it alone, until one is known that
changes it each time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from harness.exchange import Exchange
from harness.reasons import TOOK_ALL, WITHHELD
from strategies import Violation, smallest
from suites.lab import Lab
from suites.law import Unavailable, broken, passed
from suites.looking.likeness import resembles
from suites.looking.moving import moved
from suites.merit import restless
from suites.subjects import reader_of_kind

_MOST = 2  # objects that are read around a batch
_ALONE = 12  # forms that are sent again, each with an object of its own


def mentions(operation: Operation, contracts: Contracts) -> bool:
    """Whether the smallest form of an operation names an object that its id alone retrieves."""
    return any(True for _ in _readers(operation, contracts))


def _readers(operation: Operation, contracts: Contracts) -> Iterator[tuple[str, Operation]]:
    """Yield the rows that name an object, each with what retrieves it."""
    form = smallest(operation)
    for row in operation.sent if operation.kind == "create" else ():
        for kind in row.references if row.name in form else ():
            reader = reader_of_kind(contracts, kind)
            if reader is not None and len(reader.path_parameters) == 1:
                yield row.name, reader


class Mentioned:
    """Looks at objects that forms name around a batch of refusals."""

    def __init__(self, lab: Lab, operation: Operation) -> None:
        self._lab = lab
        self._operation = operation
        self._readers = dict(_readers(operation, lab.contracts))
        self._before: dict[str, tuple[str, Exchange]] = {}  # by id: the row that names it, a look
        self._refused: list[tuple[Violation, Exchange]] = []
        self._taken: set[str] = set()  # ids that an accepted form named

    def sees(self, form: Mapping[str, Any]) -> None:
        """Read what a form names, before it is sent, where it was not read before."""
        for row, name in self._named(form):
            if name not in self._before and len(self._before) < _MOST:
                look = self._read(row, name)
                if look is not None:
                    self._before[name] = (row, look)

    def saw(self, violation: Violation, form: Mapping[str, Any], exchange: Exchange) -> None:
        """Remember an exchange of the batch; one that was accepted may well change things."""
        if not exchange.refused:
            self._taken.update(name for _, name in self._named(form))
        elif any(name in self._before for _, name in self._named(form)):
            self._refused.append((violation, exchange))

    def outcome(self) -> Outcome:
        """Look again and judge. Raises Unavailable when nothing was refused or can be read."""
        if not self._refused and self._lab.read_only:
            raise Unavailable(WITHHELD)
        kept = {n: seen for n, seen in self._before.items() if n not in self._taken}
        if not self._refused or not kept:
            raise Unavailable(TOOK_ALL if self._before else "nothing that a form names can be read",
                              blocked_by=f"{self._operation.id}.accepts")  # fmt: skip
        looks: list[Exchange] = []
        for name, (row, before) in kept.items():
            after = self._read(row, name)
            looks += [look for look in (after, before) if look is not None]
            changed = after is None or self._moved(row, before, after)
            if changed and not restless(partial(self._read, row, name), partial(self._moved, row)):
                steps = self._culprit(row)
                if steps:
                    return self._told(row, steps)
        return passed(*looks, self._refused[0][1])

    def _told(self, row: str, steps: list[Exchange]) -> Outcome:
        changed = ", ".join(self._moved(row, steps[-3], steps[-1]))
        return broken(f"the object that {row} names as it was before a refused request",
                      f"changed: {changed}", *steps)  # fmt: skip

    def _culprit(self, row: str) -> list[Exchange]:
        """Return set-up, object, refused request and object of the first form that changes it."""
        first: dict[str, Violation] = {}
        for violation, _ in self._refused:
            first.setdefault(violation.topic, violation)
        rest = [v for v, _ in self._refused if first[v.topic] is not v]
        for violation in (*first.values(), *rest)[:_ALONE]:
            steps = self._alone(row, violation)
            if steps and self._moved(row, steps[-3], steps[-1]):
                return steps
        return []

    def _alone(self, row: str, violation: Violation) -> list[Exchange]:
        """Return set-up, object, refused request and object again, of a new object."""
        lab, form = self._lab, dict(violation.form)
        asked = form.get(row)
        if not isinstance(asked, str) or not asked.startswith("@"):
            return []
        try:
            with lab.noting() as steps:
                form[row] = lab.provision.obtain(f"{asked.rstrip('!')}!")
                before = self._read(row, form[row])
            filled = lab.provision.fill(form)
            with lab.wrongly():
                exchange = lab.call(self._operation, filled)
        except Unavailable:
            return []
        after = self._read(row, form[row])
        if before is None or after is None or not exchange.refused:
            return []
        return [*(step for step in steps if step is not before), before, exchange, after]

    def _named(self, form: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """Yield the rows of a filled form that name an object, each with its id."""
        for row in self._readers:
            if isinstance(form.get(row), str) and form[row]:
                yield row, form[row]

    def _read(self, row: str, name: str) -> Exchange | None:
        reader = self._readers[row]
        found = self._lab.call(reader, {}, {reader.path_parameters[-1].name: name})
        return found if resembles(found, reader) else None

    def _moved(self, row: str, before: Exchange, after: Exchange) -> list[str]:
        contracts = self._lab.contracts
        kind = contracts.resource(self._readers[row].returns)
        return moved(contracts, kind, before.item, after.item)
