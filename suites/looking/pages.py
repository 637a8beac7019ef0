"""A list of the target, filled so that its pages can be told from what others make."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from contracts.model import Api, Operation
from harness.exchange import Exchange
from strategies import smallest
from suites.lab import Lab
from suites.law import Breach, Unavailable
from suites.looking.likeness import observed, resembles, wanted
from suites.looking.paging import Lost, Onward, onward
from suites.looking.say import joined, said, shown
from suites.subjects import takes

UNFILLED = "the contract does not say how to fill this list"
MAX_PAGES = 20
CURSORS = ("starting_after", "ending_before")
NAMES = ("limit", *CURSORS, "token", "offset", "page")
LONG = 30  # pages of a hundred: a list to which runs add is walked to its end for some time


class BadPage(Breach):
    """A page that no walk can go on from. Carries the exchange."""

    def __init__(self, exchange: Exchange, expected: str, observed: str) -> None:
        super().__init__(expected, observed, exchange)
        self.exchange = exchange
        self.expected = expected
        self.observed = observed


def data_of(exchange: Exchange) -> list[dict[str, Any]]:
    """Return the objects of a page. Raises BadPage when it is none."""
    data = exchange.entries
    if not exchange.accepted:
        raise BadPage(exchange, "a page of the list", said(exchange))
    if data is None:
        lacking = "no list" if exchange.body else "no JSON object"
        raise BadPage(exchange, "a page of the list", f"{said(exchange)}, {lacking}")
    if not all(isinstance(x, dict) and isinstance(x.get("id"), str) for x in data):
        raise BadPage(exchange, "objects with an id", "an element without an id")
    return data


def ids_of(exchange: Exchange) -> list[str]:
    """Return the ids of a page, in order. Raises BadPage."""
    return [str(item["id"]) for item in data_of(exchange)]


def asked_again(lab: Lab, operation: Operation, ids: Mapping[str, str], page: Exchange) -> Exchange:
    """Return a page that is asked for as another one of a list or of a search was."""
    sent = page.request
    if not operation.encloses:
        return lab.call(operation, {}, ids, raw_query=sent.query)
    return lab.call(operation, {}, ids, raw_query=sent.query, raw_body=sent.body)


@dataclass(frozen=True, slots=True)
class Shelf:
    """A list operation with the filter and the ids in the path that make it this run's own."""

    lab: Lab
    operation: Operation
    filter: Mapping[str, Any]
    ids: Mapping[str, str]
    chosen: Mapping[str, Any] = field(default_factory=dict)  # values of the steps that fill it
    made: tuple[str, ...] = ()  # ids of what it was filled with

    @property
    def _api(self) -> Api:
        """The conventions of the list."""
        return self.lab.contracts.of(self.operation).api

    def page(self, **rows: Any) -> Exchange:
        """Return one page; rows by the names of `Operation.paging`. Raises Unavailable.

        No page is asked for that is longer than the API allows, nor a limit where there is none.
        """
        asked = {**self._required(), **self.filter, **self._sent(rows)}
        return self.lab.call(self.operation, asked, self.ids)

    def bracketed(self, **rows: Any) -> Exchange:
        """Return one page that is asked for with arrays as `a[]`. Raises Unavailable."""
        asked = {**self._required(), **self.filter, **self._sent(rows)}
        return self.lab.call(self.operation, asked, self.ids, arrays="bracket")

    def beyond(self) -> None:
        """Ask for a page that is longer than pages are, and not of this run's objects alone.

        It may be refused, and it may be as long as pages are: `response.page_maximum` looks at it.
        A limit whose row has a maximum of its own is a broken one, and is not asked for here.
        """
        row, most = self.operation.paging.get("limit", ""), self._api.list.maximum
        told = self.operation.rows.get(row)
        if most and told is not None and told.maximum is None:
            self.lab.call(self.operation, {**self._required(), row: most + 1}, self.ids)

    def full(self, page: Exchange) -> bool:
        """Whether a page is as long as pages are."""
        most = self._api.list.maximum
        return bool(most) and len(page.entries or ()) >= most

    def _required(self) -> dict[str, Any]:
        """Return the rows without which the list is refused, as a smallest form has them."""
        names = {row.name for row in self.operation.sent if row.required} - self.filter.keys()
        if not names:
            return {}
        form = smallest(self.operation)
        wanted: dict[str, Any] = {name: form[name] for name in form if name in names}
        filled: dict[str, Any] = self.lab.provision.fill(wanted)
        return filled

    def _sent(self, rows: Mapping[str, Any]) -> dict[str, Any]:
        known, most = self.operation.paging, self._api.list.maximum
        found = {}
        for name, value in rows.items():
            if name in NAMES and name not in known and not takes(self.operation, name):
                if name != "limit":
                    raise Unavailable(f"{self.operation.title} is not paged through by {name}")
                continue
            cut = name == "limit" and most and value > most
            found[known.get(name, name)] = most if cut else value
        return found

    def onward(self, page: Exchange, rows: Mapping[str, Any], seen: int) -> Onward | None:
        """Return how to ask for the page behind one, None behind the last. Raises BadPage."""
        found = onward(page, self.operation, self._api, rows, seen)
        if isinstance(found, Lost):
            raise BadPage(page, found.expected, found.observed)
        return found

    def follow(self, way: Onward, **rows: Any) -> Exchange:
        """Return the page that another led to."""
        if way.query is None:
            return self.page(**{**rows, **way.rows})
        return self.lab.call(self.operation, {}, self.ids, raw_query=way.query)

    def again(self, page: Exchange) -> Exchange:
        """Return a page that is asked for as another one was."""
        return asked_again(self.lab, self.operation, self.ids, page)

    def around(self, name: str) -> tuple[Exchange, ...]:
        """Return pages with those before an object of the list, then the one that begins with it.

        A list that is long and not newest first does not show on its first pages what was just
        made. Where the target does not go backwards from it, it is walked to, over `LONG` pages at
        most. There are none where it is not found so, where nothing is before it, and where the
        list takes no cursors. Raises BadPage and Unavailable.
        """
        if not {"starting_after", "ending_before"} <= self.operation.paging.keys():
            return ()
        above = self.page(ending_before=name, limit=100)
        if above.refused:
            return self._walked_to(name)
        before = ids_of(above)
        if not before:
            return ()
        below = self.page(starting_after=before[-1], limit=100)
        return (above, below) if ids_of(below)[:1] == [name] else self._walked_to(name)

    def _walked_to(self, name: str) -> tuple[Exchange, ...]:
        """Return the same pages by a walk forward. Raises BadPage and Unavailable."""
        last: tuple[Exchange, ...] = ()
        for page in self.walk(limit=100, pages=LONG):
            names = ids_of(page)
            if name in names[1:]:
                before = names[names.index(name) - 1]
                return (*last, page, self.page(starting_after=before, limit=100))
            if name in names:
                return (*last, page) if last else ()
            last = (page,)
        return ()

    def add(self) -> str:
        """Make one more object, where calls can, and return its id. Raises Unavailable."""
        plan, found = self.operation.population, ""
        for step in plan.steps if plan else ():
            found = self.lab.provision.take_step(step, "", self.chosen)
        return found

    def walk(self, limit: int, pages: int = 3) -> Walk:
        """Return a walk through the first pages of the list, forward as the API goes on."""
        return Walk(self, limit, pages)

    def most(self, limit: int) -> int:
        """Return how many objects a page can have that is asked for so many."""
        shape = self._api.list
        if "limit" not in self.operation.paging:
            return shape.default or limit
        return min(limit, shape.maximum or limit)

    def snapshot(self) -> tuple[tuple[Exchange, ...], bool]:
        """Return the first pages of the list (at most 3000 objects), and whether that is all.

        Raises BadPage.
        """
        walk = self.walk(limit=100, pages=LONG)
        return tuple(walk), walk.whole


@dataclass
class Walk:
    """Pages of a list, one behind the other, `pages` at most; `whole` once its end was seen.

    Raises BadPage.
    """

    shelf: Shelf
    limit: int
    pages: int
    whole: bool = False

    def __iter__(self) -> Iterator[Exchange]:
        """Yield the pages."""
        shelf, way, seen, full = self.shelf, Onward(), 0, False
        rows: dict[str, Any] = {"limit": shelf.most(self.limit)}
        for _ in range(self.pages):
            page = shelf.follow(way, **rows)
            if data_of(page) and not resembles(page, shelf.operation):
                raise BadPage(page, wanted(shelf.operation), observed(page))
            seen += len(ids_of(page))
            rows |= way.rows
            further = shelf.onward(page, rows, seen)
            if further is not None and shelf.full(page) and not full:
                full = True
                shelf.beyond()
            self.whole = further is None
            yield page
            if further is None:
                return
            way = further


def fill(lab: Lab, operation: Operation, count: int) -> Shelf:
    """Make `count` objects in a list, as its contract says, and return it.

    Where the target does not know the filter that makes the list this run's own, and where a run
    only reads, the whole list is returned. Raises Unavailable.
    """
    plan = operation.population
    if plan is None:
        raise Unavailable(UNFILLED)
    if lab.read_only:
        ids = lab.subject(operation, plan.subject, fresh=False)
        return Shelf(lab, operation, lab.provision.fill(operation.base), ids)
    chosen = lab.provision.fill(plan.filter)
    ids = lab.subject(operation, plan.subject, fresh=False)
    base = lab.provision.fill({k: v for k, v in operation.base.items() if k not in chosen})
    shelf = Shelf(lab, operation, {**base, **chosen}, ids, {**ids, **chosen})
    made = tuple(shelf.add() for _ in range(count if plan.steps else 0))
    shelf = replace(shelf, made=made)
    required = any(row.required and row.name in chosen for row in operation.sent)
    if chosen and not required and not shelf.page(limit=1).accepted:
        return replace(shelf, filter=base)
    return shelf


def ends(page: Exchange, api: Api) -> bool:
    """Whether a page says that nothing follows; one that says nothing of it does not deny it."""
    says = bool(api.list.more) or api.list.end in ("more", "no_next")
    return page.more is False if says else page.more is not True


def told_page(exchange: Exchange) -> str:
    """Return in words what stands on a page and whether it says that more follows."""
    ids = ids_of(exchange)
    more = shown(exchange.more)
    return f"{joined(ids) if ids else 'no object'}, has_more {more}"
