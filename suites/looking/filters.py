"""Filters of lists, held against a listing by hand (catalogue 1.4, G-67 to G-71).

The objects of a listing whose values are known say which of them a filter has to return. A row of
the table filters by the field of the same name, or by the one that it is `shown_as`.
"""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from operator import eq
from typing import Any

from contracts.model import Operation, Parameter
from harness.exchange import Exchange
from suites.lab import Lab
from suites.law import Unavailable
from suites.looking.dig import dig, id_of
from suites.looking.pages import LONG, BadPage, Shelf, data_of, fill

TIME = "created"  # a row that is a time has bounds
FREQUENT = 4  # of the values that occur most often
VALUES = 2  # values that occur, a filter; of an enum all
BOUNDS = ("gt", "gte", "lt", "lte", "exact", "both")  # forms of a time
OWNERS = 2  # whose objects a list has: those of one tell a filter by owner from none
_EARLY = 1  # unix time of no object
Item = dict[str, Any]
Test = Callable[[Item], bool | None]  # None: the object does not say


@dataclass(frozen=True, slots=True)
class Probe:
    """What is sent to filter, and the same said of an object."""

    query: Mapping[str, Any]
    test: Test

    def __str__(self) -> str:
        """Return the query in words."""
        return ", ".join(f"{name}={value}" for name, value in _pairs(self.query))


def _pairs(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Yield names and values of a query: `a[0]`, `a[b]`."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _pairs(inner, f"{name}[{key}]" if name else str(key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _pairs(inner, f"{name}[{index}]")
    else:
        yield name, str(value).lower() if isinstance(value, bool) else str(value)


def rows_of(operation: Operation) -> Iterator[Parameter]:
    """Yield the rows of a list that filter; those inside an object one by one."""
    for row in operation.sent:
        if row.compares or row.name in operation.paging.values() or row.format == "cursor":
            continue
        below = row.children if row.children and row.name != TIME else (row,)
        yield from (one for one in below if not one.compares)


def value_of(item: Item, row: Parameter) -> Any:
    """Return what an object says of a filter: an id for an object that stands for one."""
    return id_of(dig(item, row.filters_by))


def equal(row: Parameter, value: Any) -> Probe:
    """Return the probe of one value."""
    sent = [value] if row.type == "array" else value

    def test(item: Item) -> bool | None:
        found = value_of(item, row)
        return None if found is None and row.type == "boolean" else found == value

    return Probe(nested(row, sent), test)


def nested(row: Parameter, value: Any) -> dict[str, Any]:
    """Return the query of one row, which may stand inside an object."""
    parent, _, name = row.path.rstrip("]").rpartition("[")
    return {parent: {name: value}} if parent else {row.name: value}


def any_of(row: Parameter, values: list[Any]) -> Probe:
    """Return the probe of several values of a filter that takes an array: one of them fits."""
    return replace(equal(row, values[0]), query={row.name: values},
                   test=lambda item: value_of(item, row) in values)  # fmt: skip


def both(first: Probe, second: Probe) -> Probe:
    """Return the probe of two filters at once."""
    query = {**first.query}
    for name, value in second.query.items():
        inside = isinstance(value, Mapping) and name in query
        query[name] = {**query[name], **value} if inside else value

    def test(item: Item) -> bool | None:
        said = first.test(item), second.test(item)
        return False if False in said else None if None in said else True

    return Probe(query, test)


def present(row: Parameter, listing: Listing) -> list[Any]:
    """Return values that occur, those first that not all objects have; of an enum in its order."""
    items = listing.samples
    found: dict[Any, int] = {}
    for item in items:
        value = value_of(item, row)
        if isinstance(value, str | int) and value != "":
            found[value] = found.get(value, 0) + 1
    if row.name == TIME:  # how many seconds occur is up to others; above the oldest stands another
        return sorted(found)[:1]
    count = len(row.enum) or VALUES
    order = {value: place for place, value in enumerate(row.enum)}
    return sorted(
        found, key=lambda v: (found[v] == len(items), found[v], order.get(v, len(order)))
    )[:count]


def frequent(row: Parameter, items: list[Item]) -> list[Any]:
    """Return the values that most of the objects have: among those others are likeliest to vary."""
    values = (value_of(item, row) for item in items)
    counts = Counter(value for value in values if isinstance(value, str | int) and value != "")
    return [value for value, _ in counts.most_common(FREQUENT)]


def absent(lab: Lab, row: Parameter, items: list[Item], *, whole: bool) -> Any:
    """Return a value that no object has; the id of a new object for a reference, or None.

    Of a list that was not read to its end nobody knows which of a few values do not occur.
    """
    taken = {value_of(item, row) for item in items}
    if len(row.absent) == 1:
        return lab.provision.fill(row.absent[0])
    if row.name == TIME:
        return _EARLY
    if row.references:
        new = _fresh(lab, row)
        return None if new in taken else new
    choices = row.absent or row.enum or ((True, False) if row.type == "boolean" else ())
    if choices:
        return next((value for value in choices if value not in taken), None) if whole else None
    return None if row.type == "integer" else lab.provision.unique()


def _fresh(lab: Lab, row: Parameter) -> Any:
    if not isinstance(row.example, str):
        return None
    try:
        return lab.provision.fill(row.example.rstrip("!") + "!")
    except Unavailable:
        return None


def bounds(items: list[Item]) -> Iterator[tuple[str, list[Probe]]]:
    """Yield every form of `created`, once with a value that lets objects in and once not (G-68)."""
    times = [item[TIME] for item in items if isinstance(item.get(TIME), int)]
    if not times:
        return
    low, high = min(times), max(times)
    for name, values, holds in (
        ("gt", (high - 1, high), lambda at, edge: at > edge),
        ("gte", (high, high + 1), lambda at, edge: at >= edge),
        ("lt", (low + 1, low), lambda at, edge: at < edge),
        ("lte", (low, low - 1), lambda at, edge: at <= edge),
    ):
        yield name, [dated({name: edge}, partial(holds, edge=edge)) for edge in values]
    yield "exact", [dated(edge, partial(eq, edge)) for edge in (high, _EARLY)]
    both = [({"gte": edge, "lte": edge}, edge) for edge in (high, _EARLY)]
    both.append(({"gt": high, "lt": high + 2}, high + 1))  # without the first, all are let in
    yield "both", [dated(sent, partial(eq, edge)) for sent, edge in both]


def dated(sent: Any, holds: Callable[[int], bool]) -> Probe:
    """Return the probe of a time, and which times it lets in."""
    return Probe({TIME: sent}, lambda item: holds(item[TIME]))


@dataclass(frozen=True, slots=True)
class Listing:
    """A list without the filter in question: what a filter must return is found here by hand."""

    shelf: Shelf
    items: list[Item]
    whole: bool
    once: set[str] = field(default_factory=set)  # ids that stood in the list at another time
    page: Exchange | None = None  # the last one that was read
    made: frozenset[str] = frozenset()  # ids of what was made for it

    @property
    def samples(self) -> list[Item]:
        """The objects whose values are asked for: those made for it, else all that are right."""
        return [item for item in self.items if item["id"] in self.made] or self.right

    @property
    def known(self) -> set[str]:
        """The ids of all objects that were ever seen in the list."""
        return self.once | {item["id"] for item in self.items}

    @property
    def right(self) -> list[Item]:
        """The objects that no wrong request made or changed."""
        return self.shelf.lab.right(self.items, self.shelf.operation)

    def and_newer(self) -> Listing:
        """Return this with the ids of what stands above it in the list now. Raises BadPage.

        That is less to read than all of it, where others made objects meanwhile and no more; what
        was read is known from then on.
        """
        for page in self.shelf.walk(limit=100, pages=LONG):
            ids, known = {item["id"] for item in data_of(page)}, self.known
            self.once.update(ids)
            if ids & known:
                break
        return replace(self, page=page)

    def and_later(self) -> Listing:
        """Return the objects that stand in the list now as they did, and the ids of either time.

        Others make and change objects meanwhile: what a filter returned between two listings
        can only be held against what both show. Raises BadPage.
        """
        items, whole, page = _walked(self.shelf)
        before = {item["id"]: item for item in self.items}
        lasting = [item for item in items if before.get(item["id"]) == item]
        ids = self.known | {item["id"] for item in items}
        return Listing(self.shelf, lasting, self.whole and whole, ids, page, self.made)

    def promises_more(self, probe: Probe, items: list[Item]) -> None:
        """Raise BadPage when the page of the last object that fits says that more follow.

        It is the one behind the object above it, whatever that is: how many fit is up to others.
        """
        shelf = self._filtered(probe)
        if "starting_after" not in shelf.operation.paging:
            return
        above = self._above(items[-1]["id"])
        page = shelf.page(starting_after=above, limit=1) if above else shelf.page(limit=len(items))
        ids = [item["id"] for item in data_of(page)]
        if not ids or page.more is not True:
            return
        if not data_of(shelf.page(limit=1, starting_after=ids[-1])):
            raise BadPage(page, "has_more false, for nothing follows", "has_more true")

    def _above(self, name: str) -> str:
        """Return the object above one in the list, "" where there is none or it is no cursor."""
        ids = [item["id"] for item in self.items]
        place = ids.index(name) if name in ids else 0
        return ids[place - 1] if place else ""

    def _filtered(self, probe: Probe) -> Shelf:
        held = {name: value for name, value in self.shelf.filter.items() if name not in probe.query}
        shelf = self.shelf
        return Shelf(shelf.lab, shelf.operation, {**held, **probe.query}, shelf.ids)

    def first(self, probe: Probe, **rows: Any) -> Exchange:
        """Return the first page of what a filter returns, which may be a refusal."""
        return self._filtered(probe).page(**rows)

    def asked(self, probe: Probe) -> tuple[list[Item], bool, Exchange]:
        """Return what a filter returns (300 at most), whether that is all, and the first page.

        Raises BadPage.
        """
        found: list[Item] = []
        pages, walk = [], self._filtered(probe).walk(limit=100)
        for page in walk:
            pages.append(page)
            found += data_of(page)
        return found, walk.whole, pages[0]

    def sides(self, probe: Probe) -> tuple[int, int]:
        """Return how many objects a filter lets in, and how many it keeps out."""
        said = [probe.test(item) for item in self.items]
        return said.count(True), said.count(False)


def one_of_each(lab: Lab, operation: Operation) -> list[str]:
    """Return ids of objects of each state and kind that calls can make, made where none was."""
    found = []
    for recipe in lab.contracts.resource(operation.returns).recipes:
        if recipe.resource == operation.returns and recipe.steps:
            with contextlib.suppress(Unavailable):
                found.append(lab.provision.obtain(f"@{recipe.resource}:{recipe.state}"))
    return list(dict.fromkeys(found))


def listing(lab: Lab, operation: Operation) -> Listing:
    """Return the list, with different objects in it. Raises Unavailable, BadPage."""
    plan, made = operation.population, list[str]()
    if any(row.enum or row.type == "boolean" for row in rows_of(operation)):
        made += one_of_each(lab, operation)
    for _ in range(OWNERS if plan and plan.steps else 0):
        made += fill(lab, operation, 1).made
    required = {row.name for row in operation.sent if row.required}
    chosen = {k: v for k, v in (plan.filter if plan else {}).items() if k in required}
    ids = lab.subject(operation, plan.subject if plan else "", fresh=False)
    shelf = Shelf(lab, operation, lab.provision.fill(chosen), ids)
    items, whole, page = _walked(shelf)
    return Listing(shelf, items, whole, page=page, made=frozenset(made))


def _walked(shelf: Shelf) -> tuple[list[Item], bool, Exchange]:
    """Return the objects of a list (3000 at most), whether that is all, and the last page.

    Raises BadPage.
    """
    items: list[Item] = []
    walk = shelf.walk(limit=100, pages=LONG)
    for page in walk:
        items += data_of(page)
    return items, walk.whole, page
