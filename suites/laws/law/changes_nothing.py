"""Reading changes nothing: neither in a list nor in an object, and a refused one neither (G-72)."""

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
from suites.looking.around import Around
from suites.looking.likeness import resembles
from suites.looking.pages import data_of
from suites.looking.readings import Reading, steady
from suites.looking.say import said
from suites.objects.picking import named_by

NOTHING: Mapping[str, Any] = {}


@law(READ, clause="G-72", taking=True)
def changes_nothing(stood: Reading | Kept) -> Outcome:
    """Reading changes nothing. Raises Unavailable when nothing is ever seen to change."""
    found = _of_object(stood) if isinstance(stood, Kept) else _left(stood) or _of_list(stood)
    return earned(found, stood.lab, stood.operation)


def _left(read: Reading) -> Outcome | None:
    """Return a breach where a reading that is refused leaves an object each time, else None."""
    around = Around(read.lab, read.operation)

    def wrongly() -> Exchange | None:
        asked = _wrongly(read.lab, read.operation, read.shelf.ids)
        return asked if asked.refused else None

    if not around.sees or not _made(read):
        return None
    before = around.look()
    asked = wrongly()
    return around.more(before, around.look(), wrongly, said(asked)) if asked else None


def _made(read: Reading) -> bool:
    """Whether calls make what a list holds."""
    resource = read.lab.contracts.resource(read.operation.returns)
    return resource.of_kind("create") is not None


@steady(1)
def _of_list(read: Reading) -> Outcome:
    few = 5 if _made(read) else 100  # of what nobody makes there is not much

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
