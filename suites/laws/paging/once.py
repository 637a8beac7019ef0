"""All pages of a list together show each object once."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import Unavailable, held, law
from suites.laws.paging._family import WALKED, documented, sized, stride, walked
from suites.looking.readings import Reading, steady
from suites.looking.say import joined


@law(WALKED, clause="", each=documented, where=sized, sequence=True)
@steady(3)
def once(read: Reading) -> Outcome:
    """All pages of a list together show each object once, and no page more than was asked for."""
    limit = stride(read)
    found = walked(read, limit)
    if any(size > limit for size in found.sizes):
        reason = f"a page holds more objects than it was asked for (limit={limit})"
        raise Unavailable(reason, *found.pages[:3])
    twice = sorted({name for name in found.ids if found.ids.count(name) > 1})
    known = set(read.made or read.ids)
    missing = sorted(known - set(found.ids))
    seen = f"{len(found.ids)} objects, missing: {joined(missing, 3)}, repeated: {joined(twice, 3)}"
    wanted = f"{len(known)} objects, each once"
    return held(not twice and not missing, wanted, seen, *found.pages[:4])
