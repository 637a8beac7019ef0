"""On a list the path of an expansion starts with the name of its entries, as `data.` (G-89)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from harness.exchange import Exchange
from strategies import in_answer
from suites.conventions import spoken
from suites.lab import Lab
from suites.law import Family, Unavailable, broken, held, law
from suites.looking.dig import dig
from suites.looking.expansion import (
    PATHS,
    ids_below,
    is_object,
    listed_table,
    of_another_time,
    replaced,
    table_of,
    told,
)
from suites.looking.likeness import differing
from suites.looking.pages import BadPage, Shelf, data_of, fill
from suites.looking.say import joined, said

_FEW = (20, 100)  # objects that are looked at: more where others have made the newest


@dataclass(frozen=True, slots=True)
class Listed:
    """A list, its first page without expansions, and the paths at which objects on it have ids."""

    shelf: Shelf
    plain: Exchange
    paths: list[str]
    few: int


def _about(contracts: Contracts) -> Iterator[Operation]:
    for operation in contracts.operations if contracts.api.expansion is not None else ():
        asked = operation.kind == "list" and operation.expansion
        if asked and listed_table(contracts, operation):
            yield operation


def _rich(lab: Lab, operation: Operation) -> Shelf:
    """Return a list whose first objects have references, two of them where a cursor can name the
    first. Raises Unavailable.
    """
    wanted = lab.contracts.resource(operation.returns).rich
    recipe = lab.contracts.recipe(*wanted.partition(":")[::2]) if wanted else None
    plan = operation.population
    if recipe is None or not recipe.steps or (plan is not None and plan.rich):
        return fill(lab, operation, 2)
    for _ in range(2 if "starting_after" in operation.paging else 1):
        lab.provision.obtain(f"@{wanted}!")
    subject = plan.subject if plan else ""
    return Shelf(lab, operation, {}, lab.subject(operation, subject, fresh=False))


def _stand(lab: Lab, operation: Operation) -> Listed:
    shelf = _rich(lab, operation)
    for few in _FEW:
        plain = shelf.page(limit=few)
        paths = _paths(lab, operation, plain)
        if paths:
            return Listed(shelf, plain, paths, few)
        if plain.more is not True:
            break
    raise Unavailable("every expandable field of the listed objects is empty", plain)


def _paths(lab: Lab, operation: Operation, plain: Exchange) -> list[str]:
    """Return where objects of a page name others by their ids. Raises Unavailable."""
    try:
        items = data_of(plain)
    except BadPage as bad:
        reason = f"the list cannot be read: {bad}"
        raise Unavailable(reason, plain, blocked_by=f"{operation.id}.accepts") from None
    table = listed_table(lab.contracts, operation)
    right = lab.right(items, operation)
    first = ids_below(right[0], table) if right else []  # others have made those behind it
    return first or list(dict.fromkeys(p for item in right for p in ids_below(item, table)))


LISTED = Family("expand.listed", _about, _stand, stands_on=("kind",))


class _Ask(NamedTuple):
    """A page that is asked for with some paths expanded, and what is to be on it.

    `ids` are those of its objects, in their order, None where others' may stand there too; `going`
    says that it has one object and is not the last, `bracketed` that arrays are written as `a[]`.
    """

    paths: list[str]
    rows: dict[str, Any]
    ids: list[str] | None = None
    going: bool = False
    bracketed: bool = False


@law(LISTED, clause="G-89")
def listed(stood: Listed) -> Outcome:
    """What is expanded on a list is the object, and the rest of an entry, and the page, stay."""
    shelf, plain = stood.shelf, stood.plain
    for number in range(len(_asks(stood, plain))):
        for attempt in range(2):  # others may have changed an object meanwhile
            plain = shelf.page(limit=stood.few) if attempt else plain
            ask = _asks(stood, plain)[number]
            answer = _expanded(shelf, ask)
            due, seen = _misfit(shelf, answer, plain, ask)
            if not seen:
                break
        if seen:
            break
    if seen and ask.bracketed:
        numbered = ask._replace(bracketed=False)
        usual = _expanded(shelf, numbered)
        if not _misfit(shelf, usual, plain, numbered)[1]:
            due = f"{due}, where it is asked for as {shelf.operation.expansion}[]"
            return broken(due, seen, answer, usual, clause="G-46")
    return held(not seen, due, seen, answer, plain)


def _asks(stood: Listed, plain: Exchange) -> list[_Ask]:
    """Return what is asked: a whole page, a short one, and one on either side of an object."""
    known, names = stood.shelf.operation.paging, list(by_id(plain))
    short = "limit" in known
    found = [_Ask(stood.paths[:PATHS], {"limit": 100})]
    if short and names[1:]:
        brackets = spoken(stood.shelf.lab.contracts).writing.usual
        found.append(_Ask(stood.paths[:1], {"limit": 1}, going=True, bracketed=brackets))
    for cursor, step in (("starting_after", -1), ("ending_before", 1)):
        place = _telling(plain, stood.paths[:1], range(1, len(names) - (step > 0)))
        if cursor in known and place:
            rows = {cursor: names[place + step], "limit": 1}
            found.append(_Ask(stood.paths[:1], rows, names[place : place + 1] if short else None))
    return found


def _telling(plain: Exchange, paths: list[str], places: range) -> int:
    """Return the place of an object that names another at a path, the first where none does; 0 if
    there are no places.
    """
    items, wanted = list(by_id(plain).values()), dict.fromkeys(paths, "")
    naming = (place for place in places if ids_below(items[place], wanted))
    return next(naming, next(iter(places), 0))


def _expanded(shelf: Shelf, ask: _Ask) -> Exchange:
    """Return a page, expanded."""
    operation = shelf.operation
    paths = [in_answer(shelf.lab.contracts, operation, path) for path in ask.paths]
    page = shelf.bracketed if ask.bracketed else shelf.page
    return page(**ask.rows, **{operation.expansion: paths})


def by_id(page: Exchange) -> dict[str, Any]:
    """Return the objects of a page by their ids."""
    found = page.entries or []
    return {str(item.get("id")): item for item in found if isinstance(item, dict)}


def unlike(answer: Exchange, olds: dict[str, Any], paths: list[str]) -> tuple[str, str]:
    """Return what is due of the objects of a page, and what else one of them shows, or "".

    `olds` are the objects without expansions, by their ids.
    """
    due = f"{paths[0]} is the object that stood there by its id, and the rest as it was"
    known = [(x, olds[name]) for name, x in by_id(answer).items() if name in olds]
    for new, old in known:
        rest = new
        for path in ids_below(old, dict.fromkeys(paths, "")):
            name, value = dig(old, path), dig(new, path)
            if not is_object(value, name):
                return f"{path} is the object {name}", told(value)
            rest = replaced(rest, path, name)
        if rest != old:
            return due, f"other values of: {', '.join(differing(rest, old)[:6])}"
    return due, "" if known else f"{said(answer)}, none of the objects of before"


def _misfit(shelf: Shelf, answer: Exchange, plain: Exchange, ask: _Ask) -> tuple[str, str]:
    """Hold a page against one without expansions, the first of each kind against itself."""
    due, seen = _amiss(answer, plain, ask)
    table = table_of(shelf.lab.contracts, shelf.operation.returns)
    for path in ask.paths if not seen else ():
        found = [dig(entry, path) for entry in by_id(answer).values()]
        for copied in [value for value in found if isinstance(value, dict)][:1]:
            due, seen = of_another_time(shelf.lab, table[path], path, copied)
        if seen:
            break
    return due, seen


def _amiss(answer: Exchange, plain: Exchange, ask: _Ask) -> tuple[str, str]:
    """Return what is due of a page, and what else it holds, or ""."""
    entries = list(by_id(answer))
    if ask.ids is not None and entries != ask.ids:
        told = joined(entries, 4) if answer.accepted else said(answer)
        return f"{joined(ask.ids, 4)}, as without what is expanded", told
    if ask.going and answer.accepted:
        ends = plain.more is not None and answer.more is False
        if len(entries) != 1 or ends:
            return "one object, and more that follow", f"{len(entries)}, of more: {answer.more}"
        if not {*entries} & by_id(plain).keys():
            return "", ""  # another's is the newest
    return unlike(answer, by_id(plain), ask.paths)
