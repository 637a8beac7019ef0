"""Tries ways to do one thing, first the one that worked before, until one is not refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from harness.reasons import OTHERWISE
from suites.law import Unavailable

Way = TypeVar("Way")
T = TypeVar("T")


def tried(ways: Mapping[int, Way], known: int, make: Callable[[Way], T]) -> tuple[int, T]:
    """Return the place of the first way that works, `known` before all others, and what it made.

    Raises Unavailable with every refusal when none works.
    """
    refused: list[Unavailable] = []
    for place in sorted(ways, key=lambda place: (place != known, place)):
        try:
            return place, make(ways[place])
        except Unavailable as reason:
            refused.append(reason)
            if not answered(reason):
                break
    raise all_of(refused)


def answered(reason: Unavailable) -> bool:
    """Whether the call in the way was answered: to one that is not, no other will be."""
    return all(exchange.status for exchange in reason.exchanges)


def all_of(refused: Sequence[Unavailable]) -> Unavailable:
    """Return every refusal as one; what has to be mended is what the first way needs."""
    if len(refused) == 1:
        return refused[0]
    every = {exchange.id: exchange for reason in refused for exchange in reason.exchanges}
    told = OTHERWISE.join(dict.fromkeys(map(str, refused)))
    return Unavailable(told, *every.values(), blocked_by=refused[0].blocked_by)
