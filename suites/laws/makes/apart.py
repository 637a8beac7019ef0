"""Each creation makes an object of its own, and changes none that was made before it."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from strategies import Written
from suites.law import About, broken, law, passed
from suites.laws.accepts._family import ACCEPTED, Forms
from suites.laws.makes._laden import Laden, each, laden
from suites.looking.dig import named
from suites.looking.likeness import resembles
from suites.looking.moving import moved
from suites.looking.say import joined, shown
from suites.subjects import itself, reader_of


def _read(operation: Operation, contracts: Contracts) -> Iterator[About]:
    """Yield creations of what can be retrieved, with the line of what they make."""
    named = contracts.of(operation).api.id.chosen == "caller"  # by a form, as what it is made of
    if reader_of(contracts, operation) is not None and not named:
        for about in each(operation, contracts):
            line = operation.cite(1)  # the sentence below the path
            yield About(operation, given=about.given, clause=line, source=line)


@law(ACCEPTED, clause="", stands_on=("kind", "echo"), each=_read)
def apart(forms: Forms, form: Written) -> Outcome:
    """What is created twice with the same words is two objects, and what stood between them stays.

    Raises Unavailable where nothing is made twice.
    """
    made = laden(forms, form)
    first, second = made.first(), made.same()
    if first.item.get("id") == second.item.get("id"):
        return broken("another object than the one that was made before",
                      f"id {shown(second.item.get('id'))} again", second, first)  # fmt: skip
    names = _changed(made)
    if not names:
        return passed(second, first)
    return broken("what was created before as it was", f"changed: {joined(names, 5)}",
                  second, first)  # fmt: skip


def _changed(made: Laden) -> list[str]:
    """Return what became another value of an object when another was made after it.

    What its retrieval shows otherwise anyway is no doing of that: it is read around one more.
    """
    lab, operation, own = made.forms.lab, made.forms.operation, made.least()
    kind, ids = lab.contracts.resource(operation.returns), itself(named(own.item))
    before = lab.read(operation, ids)
    if (
        before is None
        or not before.accepted
        or not moved(lab.contracts, kind, own.item, before.item)
    ):
        return []
    own = made.anew()
    ids = itself(named(own.item))
    before, another, after = lab.read(operation, ids), made.anew(), lab.read(operation, ids)
    if before is None or after is None or not resembles(another, operation):
        return []
    return moved(lab.contracts, kind, before.item, after.item)
