"""A list with objects, and what it answers to cursors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from contracts.model import Operation
from harness.claim import Outcome
from harness.exchange import Exchange
from suites.lab import Lab
from suites.law import Family, Unavailable
from suites.looking.pages import CURSORS, BadPage, Shelf, fill, ids_of
from suites.looking.refusals import refused
from suites.looking.say import said
from suites.subjects import kind

_HELD = 2  # objects that the list is filled with


@dataclass(frozen=True, slots=True)
class Held:
    """A list, and the ids of its first objects."""

    shelf: Shelf
    ids: list[str]
    alone: dict[str, Exchange] = field(default_factory=dict)  # by cursor: the page behind one

    def sent(self, situation: str, names: Sequence[str], values: Sequence[str]) -> Outcome:
        """Send cursors and judge how they are refused.

        Raises Unavailable when one that names an object of the list is refused as well.
        """
        for name in names if self.ids else ():
            if name not in self.alone:
                self.alone[name] = self.shelf.page(**{name: self.ids[0]})
            if not self.alone[name].accepted:
                reason = f"{name} with an object of the list is refused ({said(self.alone[name])})"
                raise Unavailable(reason, self.alone[name])
        with self.shelf.lab.wrongly():
            exchange = self.shelf.page(**dict(zip(names, values, strict=True)))
        known = self.shelf.lab.contracts.refusal(situation, self.shelf.operation)
        rows = [self.shelf.operation.paging[name] for name in names]
        return refused(known, rows, exchange)


def cursors_of(operation: Operation) -> list[str]:
    """Return the cursors that a list takes."""
    return [name for name in CURSORS if name in operation.paging]


def _stand(lab: Lab, operation: Operation) -> Held:
    """Return a list with objects, or without where none can be made. Raises Unavailable."""
    try:
        shelf = fill(lab, operation, _HELD)
    except Unavailable:
        shelf = fill(lab, operation, 0)
    try:
        return Held(shelf, ids_of(shelf.page(limit=_HELD)))
    except BadPage as bad:
        raise Unavailable(f"the list cannot be read: {bad}", bad.exchange) from None


CURSED = Family("cursor", kind("list"), _stand, stands_on=("list", "kind"))
