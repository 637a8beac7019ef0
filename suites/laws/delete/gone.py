"""What is deleted is gone: it is retrieved no more, or says of itself that it is deleted."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from harness.exchange import Exchange
from suites.law import About, Unavailable, held, law
from suites.laws.delete._family import ABSENT, DELETED, Deletion
from suites.looking.dig import dig
from suites.looking.say import said, shown
from suites.subjects import reader_of

_AS = "as of what is not there"


def _each(operation: Operation, contracts: Contracts) -> Iterator[About]:
    if operation.afterwards and reader_of(contracts, operation) is not None:
        yield About(operation, clause=operation.cited, source=operation.cited)


@law(DELETED, clause="", each=_each, sequence=True)
def gone(deletion: Deletion) -> Outcome:
    """What is deleted is retrieved no more, or says of itself that it is deleted."""
    before = deletion.before.read
    if before is None or not before.accepted:
        raise Unavailable("the object cannot be read", *filter(None, [before]))
    done, after = deletion.done(), deletion.after().read
    if after is None:
        raise Unavailable("nothing retrieves the object", done)
    field = deletion.operation.afterwards
    if field != ABSENT:
        return _told(field, before, after, done)
    known = deletion.lab.contracts.situation("gone", deletion.operation)
    if after.conventions.refusal is not None:
        codes = known.code if known else ()
        good = after.refused and (not codes or after.code in codes)
        wanted = " or ".join(codes) or "a refusal"
        return held(good, f"{wanted}, {_AS}", said(after), after, done, before)
    statuses = (known.status if known else ()) or (404, 410)
    wanted = f"status {' or '.join(map(str, statuses))}, {_AS}"
    return held(after.status in statuses, wanted, said(after), after, done, before)


def _told(field: str, before: Exchange, after: Exchange, done: Exchange) -> Outcome:
    """Judge that a field says that the object is gone, which it did not say before."""
    told, earlier = dig(after.item, field), dig(before.item, field)
    if told and told == earlier:
        raise Unavailable(f"{field} is {shown(told)} of what is not deleted as well", after, before)
    seen = f"{field} {shown(told)}" if after.accepted else said(after)
    return held(bool(told), f"{field} says that it is gone", seen, after, done, before)
