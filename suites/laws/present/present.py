"""An operation is there: it does not answer as a path does that is known not to exist.

What is asked of an operation that is not there would break one promise after the other; each of its
claims hangs on this one (`suites/absence.py`). Where its path has an id, the id is one of an object
that exists: to say that there is no such object is another breach.
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from suites.law import About, Unavailable, broken, law, passed
from suites.laws.present._family import PLACED, Place
from suites.looking.presence import lacking, mute
from suites.looking.say import said

EXPECTED = "another answer than a path has that does not exist"
_SAYS = {
    405: "which says that the path does not have this method",
    501: "which says that nothing has this method",
}


def _documented(operation: Operation, _contracts: Contracts) -> Iterator[About]:
    """Yield the operation, at the line that documents it."""
    line = operation.cited
    yield About(operation, clause=line, source=line)


@law(PLACED, clause="", each=_documented, broad=True, taking=True, presence=True)
def present(place: Place) -> Outcome:
    """An operation is there: it does not answer as a path does that is known not to exist."""
    shown = place.shown()
    if shown is not None:
        return passed(shown)
    answer = place.answer
    if lacking(answer):
        return broken(EXPECTED, f"{said(answer)}, {_SAYS[answer.status]}", answer)
    nowhere = place.nowhere(answer)
    told = not mute(answer) and not mute(nowhere)
    for exchange, other in ((answer, nowhere), *place.others(nowhere)):
        if not mute(exchange) and not mute(other) and not place.unknown(exchange, other):
            return passed(exchange)
    if not told:
        reason = "the answers do not tell whether the operation is there"
        raise Unavailable(f"{reason} ({said(answer)})", answer, nowhere)
    return broken(EXPECTED, f"the same answer as of one: {said(answer)}", answer, nowhere)
