"""A key of metadata holds none of the characters that it may not have (G-100)."""

from __future__ import annotations

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from suites.law import law
from suites.laws.metadata._limits import LIMITED, Taker, longest
from suites.looking.say import shown


def _excluded(_operation: Operation, contracts: Contracts) -> bool:
    limits = contracts.api.metadata
    return limits is not None and bool(limits.key_without)


@law(LIMITED, clause="G-100", where=_excluded)
def limit_key_characters(taker: Taker) -> Outcome:
    """A key that holds one of these characters is refused, where one without it is accepted."""
    longest_key = longest(taker.limits)
    found = [
        taker.refused(longest_key, {f"as{character}say": "1"}, f"a key with {shown(character)}")
        for character in taker.limits.key_without
    ]
    return next((outcome for outcome in found if not outcome.holds), found[-1])
