"""Reading changes nothing: neither in a list nor in an object (G-72)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import Unavailable, held, law
from suites.laws.law._family import READ, Kept, earned
from suites.looking.likeness import resembles
from suites.looking.pages import data_of
from suites.looking.readings import Reading, steady
from suites.looking.say import said


@law(READ, clause="G-72", taking=True)
def changes_nothing(stood: Reading | Kept) -> Outcome:
    """Reading changes nothing. Raises Unavailable when nothing is ever seen to change."""
    found = _of_object(stood) if isinstance(stood, Kept) else _of_list(stood)
    return earned(found, stood.lab, stood.operation)


@steady(1)
def _of_list(read: Reading) -> Outcome:
    for attempt in (1, 2):  # what settles by itself has settled the second time
        before, after = read.shelf.page(limit=5), read.shelf.page(limit=5)
        if data_of(before) == data_of(after) or attempt > 1:
            break
    return held(data_of(before) == data_of(after), "the same objects", "others", after, before)


def _of_object(kept: Kept) -> Outcome:
    lab, operation = kept.lab, kept.operation
    seen = [lab.call(operation, {}, kept.ids) for _ in range(2)]
    if not resembles(seen[0], operation):
        reason = f"the object cannot be read ({said(seen[0])})"
        raise Unavailable(reason, seen[0], blocked_by=f"{operation.id}.accepts")
    if seen[1].item != seen[0].item:  # the first may have found it still settling
        seen.append(lab.call(operation, {}, kept.ids))
    good = seen[-1].item == seen[-2].item
    return held(good, "the same object each time", "another body", seen[-1], seen[-2])
