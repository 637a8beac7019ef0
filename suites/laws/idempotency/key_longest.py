"""A key may be as long as the API says, and all of it counts (G-111)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import Unavailable, held, law
from suites.laws.idempotency._keys import new_key
from suites.laws.idempotency._limits import LIMITED, Limits, each, limited
from suites.looking.likeness import observed, resembles
from suites.looking.say import said
from suites.merit import SAME_BORN

OTHER = "x"  # other keys of this length end in what they are filled up with


@law(LIMITED, clause="G-111", level="should", each=each, where=limited)
def key_longest(limits: Limits) -> Outcome:
    """A key of the greatest length makes one object of two requests, where a short one does."""
    good, seen, short = limits.one_of_two(new_key(limits.lab))
    if not good:
        reason = f"a short key makes no one object either ({seen})"
        blocker = f"{limits.operation.id}.idempotency.replayed"
        raise Unavailable(reason, *short, blocked_by=blocker)
    if limits.lab.merit.same_born(limits.operation):
        raise Unavailable(SAME_BORN, *short)
    key = limits.key()
    good, seen, long = limits.one_of_two(key)
    if not good:
        return held(good, "one object", seen, *long)
    other = limits.sent(f"{key[:-1]}{OTHER}")
    good = resembles(other, limits.operation) and other.item["id"] != long[0].item["id"]
    words = "another object for a key that differs in its last character"
    return held(good, words, f"{said(other)}, {observed(other)}", other, *long)
