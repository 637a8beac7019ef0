"""A list that was read once, and laws that are held against it, again where others changed it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from contracts.model import Operation
from harness.claim import Outcome
from harness.exchange import Exchange
from suites.lab import Lab
from suites.law import Breach, Unavailable
from suites.looking.pages import BadPage, Shelf, fill, ids_of

RETRIES = 5  # others may make objects while a list is walked
BUSY = "others make objects all the time: the list was another one after each look"
TWICE = "the list names objects twice, so it shows nothing"


class Reading:
    """A shelf, and what stood on it when it was last looked at.

    `own` is how many objects were made on it, `trouble` the page that no reading could go on from,
    if there was one.
    """

    def __init__(self, shelf: Shelf, own: int = 0) -> None:
        self.shelf = shelf
        self._own = own
        self.grown = False  # whether one more was made since
        self.ids: list[str] = []
        self.pages: tuple[Exchange, ...] = ()
        self.whole = False
        self.trouble: BadPage | None = None
        try:
            self.pages, self.whole = shelf.snapshot()
            self.ids = [name for page in self.pages for name in ids_of(page)]
        except BadPage as bad:
            self.trouble = bad

    @property
    def lab(self) -> Lab:
        """The bench that the list is read at."""
        return self.shelf.lab

    @property
    def operation(self) -> Operation:
        """The list."""
        return self.shelf.operation

    @property
    def made(self) -> tuple[str, ...]:
        """The ids of what the list was filled with."""
        return self.shelf.made

    @property
    def crowded(self) -> bool:
        """Whether others have objects in the list as well."""
        return 0 < self._own < len(self.ids)

    @property
    def top(self) -> list[str]:
        """The ids of as many objects as were made: what is asked does not depend on others'."""
        return self.ids[: self._own] if self.crowded else self.ids

    def again(self) -> Reading:
        """Return the list as it stands now."""
        return Reading(self.shelf, self._own)

    def take(self, other: Reading) -> None:
        """Go on from a later look."""
        self.ids, self.pages, self.whole = other.ids, other.pages, other.whole

    def grew(self, later: Reading) -> bool:
        """Whether all that happened since is that objects were made: the rest stands as it did."""
        known = set(self.ids)
        kept = [name for name in later.ids if name in known]
        cut = self.ids[: len(kept)] if not later.whole else self.ids
        return len(later.ids) > len(kept) > 0 and kept == cut


def read(lab: Lab, operation: Operation, count: int) -> Reading:
    """Fill a list with `count` objects and read it. Raises Unavailable."""
    try:
        plan = operation.population
        return Reading(fill(lab, operation, count), count if plan and plan.steps else 0)
    except Unavailable as lacking:
        reason = f"the list cannot be filled: {lacking}"
        raise Unavailable(reason, *lacking.exchanges, blocked_by=lacking.blocked_by) from None


Check = Callable[[Reading], Outcome]


def steady(objects: int, *, end: bool = False) -> Callable[[Check], Check]:
    """Let a law of lists be asked again when others changed the list meanwhile.

    `objects` is how many it takes, `end` whether it takes the end of the list.
    """

    def wrap(check: Check) -> Check:
        @wraps(check)
        def judge(reading: Reading, *given: Any) -> Outcome:
            if reading.trouble is not None:
                bad = reading.trouble
                reason = f"the list cannot be filled: {bad}"
                raise Unavailable(
                    reason, bad.exchange, blocked_by=f"{reading.operation.id}.accepts"
                )
            return _steadily(check, reading, objects, *given, end=end)

        return judge

    return wrap


def _steadily(check: Check, reading: Reading, objects: int, *given: Any, end: bool) -> Outcome:
    for attempt in range(RETRIES):
        _enough(reading, objects, end=end)
        found = _tried(check, reading, *given)
        fresh = reading if found.holds else _later(reading)
        if fresh.ids == reading.ids:
            break
        if attempt == RETRIES - 1 and reading.grew(fresh):
            raise Unavailable(BUSY, *found.evidence)
        reading.take(fresh)
    if found.holds and len(set(reading.ids)) < len(reading.ids):
        raise Unavailable(TWICE, *found.evidence)
    return found


def _enough(reading: Reading, objects: int, *, end: bool) -> None:
    """Raises Unavailable when a list is too short for a law, or too long."""
    if len(reading.ids) < objects:
        raise Unavailable(f"it takes {objects} objects, the list has {len(reading.ids)}")
    if end and not reading.whole:
        raise Unavailable("the list is too long to walk to its end")


def _tried(check: Check, reading: Reading, *given: Any) -> Outcome:
    try:
        return check(reading, *given)
    except Breach as breach:
        return breach.outcome


def _later(reading: Reading) -> Reading:
    found = reading.again()
    return reading if found.trouble is not None else found
