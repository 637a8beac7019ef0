"""What is expanded is the object as it is retrieved itself (G-87)."""

from __future__ import annotations

from harness.claim import Outcome
from harness.exchange import Exchange
from suites.law import Unavailable, broken, law, passed
from suites.laws.expand._family import EXPANDED, Reference, leads
from suites.looking.dig import dig
from suites.looking.expansion import is_object, of_another_time


@law(EXPANDED, clause="G-87", where=leads, follows=("expand.object",))
def alike(reference: Reference) -> Outcome:
    """What is expanded is the object as it is retrieved itself, where there is a way to do so.

    Raises Unavailable when nothing is expanded.
    """
    shows: list[Exchange] = []
    answers = reference.answers
    for path in (path for path in reference.every if reference.table[path]):
        for attempt in range(2):  # others may have changed the object meanwhile
            fresh = attempt or path not in answers
            answer = reference.anew(path) if fresh else answers[path]
            found = dig(answer.item, path)
            resource = reference.table[path]
            due, seen = of_another_time(reference.lab, resource, path, found)
            if not seen:
                break
            if attempt:
                return broken(due, seen, answer)
        if is_object(found, dig(found, "id")):
            shows.append(answer)
    if not shows:
        reason = "nothing is expanded to an object"
        blocked = f"{reference.operation.id}.expand.object"
        raise Unavailable(reason, *answers.values(), blocked_by=blocked)
    return passed(*shows)
