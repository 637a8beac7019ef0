"""A list that was read once, and rules that are held against it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from contracts.model import Level, Operation
from harness.exchange import Exchange
from suites.law import Unavailable
from suites.legacy import Claim, Lab
from suites.looking.pages import BadPage, Shelf

RETRIES = 3  # others may make objects while a list is walked
BUSY = "others make objects all the time: the list was another one after each look"
Outcome = tuple[bool, str, str, list[Exchange]]  # holds, expected, observed, evidence


class Reading:
    """A shelf and what was on it when the checks began."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self.ids, self.whole = shelf.snapshot()

    def grew(self, later: Reading) -> bool:
        """Whether all that happened since is that objects were made: the rest stands as it did."""
        known = set(self.ids)
        kept = [name for name in later.ids if name in known]
        cut = self.ids[: len(kept)] if not later.whole else self.ids
        return len(later.ids) > len(kept) > 0 and kept == cut


class Rule(NamedTuple):
    """One check of a list, its clause and level, and what it takes: objects, a cursor, the end."""

    check: Callable[[Reading], Outcome]
    clause: str
    level: Level
    objects: int
    cursor: str
    end: bool = False  # whether it takes the end of the list

    def claim(self, operation: Operation, topic: str) -> Claim:
        """Return the claim: `<operation>.<topic>.<name of the check>`."""
        name = f"{operation.id}.{topic}.{self.check.__name__}"
        return Claim(name, self.clause, operation.title, self.level)


def hold(lab: Lab, claim: Claim, rule: Rule, reading: Reading, unearned: str = "") -> Reading:
    """Record one check; when others changed the list meanwhile, look again.

    `unearned` says why it would mean nothing that the check holds; a check that finds that the list
    shows nothing about it raises Unavailable.
    """
    for attempt in range(RETRIES):
        if len(reading.ids) < rule.objects:
            reason = f"it takes {rule.objects} objects, the list has {len(reading.ids)}"
            lab.untestable(claim, reason)
            return reading
        if rule.end and not reading.whole:
            lab.untestable(claim, "the list is too long to walk to its end")
            return reading
        try:
            holds, expected, observed, evidence = _try(rule, reading)
        except Unavailable as reason:
            lab.untestable(claim, str(reason))
            return reading
        fresh = reading if holds else _again(reading)
        if fresh.ids == reading.ids:
            break
        if attempt == RETRIES - 1 and reading.grew(fresh):
            lab.untestable(claim, BUSY, *evidence)
            return fresh
        reading = fresh
    if len(set(reading.ids)) < len(reading.ids):
        unearned = "the list names objects twice, so it shows nothing"
    if holds and unearned:
        lab.untestable(claim, unearned, *evidence)
        return reading
    lab.held(claim, holds, expected, observed, *evidence)
    return reading


def _try(rule: Rule, reading: Reading) -> Outcome:
    try:
        return rule.check(reading)
    except BadPage as bad:
        return False, bad.expected, bad.observed, [bad.exchange]


def _again(reading: Reading) -> Reading:
    try:
        return Reading(reading.shelf)
    except BadPage:
        return reading
