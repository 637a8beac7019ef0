"""The entry of a list is the object as it is retrieved (G-116)."""

from __future__ import annotations

import json

from contracts.model import Contracts
from harness.claim import Outcome
from strategies import Sample
from suites.law import Unavailable, held, law
from suites.laws.copies._family import COPIED, Copied, Copies, beside, each, place_of
from suites.looking.dig import named
from suites.looking.likeness import differing
from suites.subjects import lister_of


def _last_of_each(copied: Copied, contracts: Contracts) -> tuple[Sample, ...]:
    """Return a form of each object: what is sent alike is made once, and is one entry."""
    if lister_of(contracts, copied.operation) is None:
        return ()
    return tuple({json.dumps(s.form, sort_keys=True): s for s in copied.samples}.values())


@law(COPIED, clause="G-116", each=each("create", _last_of_each))
def listed(copies: Copies, sample: Sample) -> Outcome:
    """The entry of a list is the object as it is retrieved.

    Raises Unavailable when it is not among the first pages: others may have made many.
    """
    again = copies.kept.get(place_of(sample))
    if again is None:
        blocker = ".".join(filter(None, (f"{copies.operation.id}.copies.retrieved",
                                         place_of(sample))))  # fmt: skip
        raise Unavailable("it was not retrieved as it was created", blocked_by=blocker)
    name, listing = named(again.item), copies.listing()
    if name not in listing.entries:
        evidence = (listing.bad.exchange,) if listing.bad else ()
        blocker = f"{listing.operation.id}.accepts" if listing.bad else ""
        reason = f"{name} is not on the pages of the list that were read"
        raise Unavailable(reason, *evidence, blocked_by=blocker)
    entry, page = listing.entries[name]
    names = differing(again.item, entry)
    if names:  # it may have changed since it was retrieved
        again = copies.again(again)
        names = differing(again.item, entry)
    seen = beside(names, entry, again.item)
    return held(not names, "the entry of a list as it is retrieved", seen, page, again)
