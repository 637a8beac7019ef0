"""Reading changes nothing: neither in a list nor in an object, and a refused one neither (G-72).

Nor does it make an object, where a list shows what is made.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from contracts.model import Operation
from harness.claim import Outcome
from harness.exchange import Exchange
from strategies import smallest
from strategies.violations import UNKNOWN
from suites.lab import Lab
from suites.law import Unavailable, held, law
from suites.laws.law._family import READ, Kept, earned
from suites.looking.around import TOP, Around, Look
from suites.looking.ids import of_none
from suites.looking.likeness import resembles
from suites.looking.pages import data_of
from suites.looking.readings import Reading, steady
from suites.looking.say import said
from suites.objects.picking import named_by

OF = "a reading that was refused"
NOTHING: Mapping[str, Any] = {}


@law(READ, clause="G-72", taking=True)
def changes_nothing(stood: Reading | Kept) -> Outcome:
    """Reading changes nothing. Raises Unavailable when nothing is ever seen to change."""
    around, before = _around(stood)
    found = _held(stood)
    if around is not None and before is not None:
        if isinstance(stood, Kept):
            _nowhere(stood)
        made = around.more(before, around.look(TOP), lambda: _misread(stood), OF)
        if made is not None:
            return made
    if isinstance(found, Unavailable):
        raise found
    return earned(found, stood.lab, stood.operation)


def _held(stood: Reading | Kept) -> Outcome | Unavailable:
    """Return what readings of an object or of a list show, or why they show nothing.

    A list that each reading adds to is another one after each look.
    """
    try:
        return _of_object(stood) if isinstance(stood, Kept) else _of_list(stood)
    except Unavailable as lacking:
        return lacking


def _around(stood: Reading | Kept) -> tuple[Around | None, Look | None]:
    """Return what looks at the list of what can be made, and a look; None where none shows it."""
    maker = _maker(stood)
    around = Around(stood.lab, maker) if maker is not None else None
    if around is None or not around.sees:
        return None, None
    try:
        return around, around.look(TOP)
    except Unavailable:
        return None, None


def _misread(stood: Reading | Kept) -> Exchange:
    """Read an object as it is refused, and one that is not there; or a list."""
    if isinstance(stood, Reading):
        return _wrongly(stood.lab, stood.operation, stood.shelf.ids, stood.shelf.filter)
    _wrongly(stood.lab, stood.operation, stood.ids)
    return _nowhere(stood)


def _nowhere(kept: Kept) -> Exchange:
    """Read an object that is not there."""
    lab, operation = kept.lab, kept.operation
    last = operation.path_parameters[-1].name
    with lab.wrongly():
        ids = {**kept.ids, last: of_none(lab.contracts, operation.returns)}
        return lab.call(operation, lab.provision.fill(smallest(operation)), ids)


def _maker(stood: Reading | Kept) -> Operation | None:
    """Return what makes such objects; None where no call does."""
    return stood.lab.contracts.resource(stood.operation.returns).of_kind("create")


@steady(1)
def _of_list(read: Reading) -> Outcome:
    few = 5 if _maker(read) else 100  # of what nobody makes there is not much

    def look() -> Exchange:
        return read.shelf.page(limit=few)

    def wrongly() -> Exchange:
        return _wrongly(read.lab, read.operation, read.shelf.ids, read.shelf.filter)

    pages = [look(), wrongly(), look()]
    if data_of(pages[0]) != data_of(pages[-1]):  # what settles by itself has settled then
        pages = [look(), look()]
        if data_of(pages[0]) == data_of(pages[-1]):
            pages = [pages[-1], wrongly(), look()]
    good = data_of(pages[0]) == data_of(pages[-1])
    return held(good, "the same objects", "others", *reversed(pages))


def _of_object(kept: Kept) -> Outcome:
    first = _another(kept)  # what others have misread already may have changed for good
    seen = _read(kept, first, wrongly=True)
    if seen[-1].item != seen[0].item:  # the first may have found it still settling
        seen = _read(kept, first)
        if seen[-1].item == seen[0].item:
            ids = _another(kept)
            _read(kept, ids)
            seen = _read(kept, ids, wrongly=True)
    good = seen[-1].item == seen[0].item
    return held(good, "the same object each time", "another body", *reversed(seen))


def _another(kept: Kept) -> dict[str, str]:
    """Return the ids of an object that nothing was done to, where calls make one."""
    own = kept.operation.subject or named_by(kept.operation.path_parameters[-1])
    try:
        return kept.lab.subject(kept.operation, f"{own.rstrip('!')}!", fresh=True)
    except Unavailable:
        return kept.ids


def _read(kept: Kept, ids: Mapping[str, str], *, wrongly: bool = False) -> list[Exchange]:
    """Read an object twice, and `wrongly` in between. Raises Unavailable when it cannot be read."""
    lab, operation = kept.lab, kept.operation
    first = lab.call(operation, {}, ids)
    if not resembles(first, operation):
        reason = f"the object cannot be read ({said(first)})"
        raise Unavailable(reason, first, blocked_by=f"{operation.id}.accepts")
    between = [_wrongly(lab, operation, ids)] if wrongly else []
    return [first, *between, lab.call(operation, {}, ids)]


def _wrongly(
    lab: Lab, operation: Operation, ids: Mapping[str, str], chosen: Mapping[str, Any] = NOTHING
) -> Exchange:
    """Read with a row that nobody knows, whatever is answered: most refuse it.

    `chosen` are rows that say which objects a list is about.
    """
    least = {name: value for name, value in smallest(operation).items() if name not in chosen}
    with lab.wrongly():
        form = {**lab.provision.fill(least), **chosen, UNKNOWN: "1"}
        return lab.call(operation, form, ids)
