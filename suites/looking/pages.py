"""A list of the target, filled so that its pages can be told from what others make."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from contracts.model import Operation
from harness.exchange import Exchange
from suites.lab import Lab
from suites.law import Breach, Unavailable
from suites.looking.likeness import observed, resembles, wanted
from suites.looking.say import joined, said, shown

MAX_PAGES = 20
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
    if not exchange.accepted or data is None:
        raise BadPage(exchange, "a page of the list", said(exchange))
    if not all(isinstance(x, dict) and isinstance(x.get("id"), str) for x in data):
        raise BadPage(exchange, "objects with an id", "an element without an id")
    return data


def ids_of(exchange: Exchange) -> list[str]:
    """Return the ids of a page, in order. Raises BadPage."""
    return [str(item["id"]) for item in data_of(exchange)]


@dataclass(frozen=True, slots=True)
class Shelf:
    """A list operation with the filter and the ids in the path that make it this run's own."""

    lab: Lab
    operation: Operation
    filter: Mapping[str, Any]
    ids: Mapping[str, str]
    chosen: Mapping[str, Any] = field(default_factory=dict)  # values of the steps that fill it
    made: tuple[str, ...] = ()  # ids of what it was filled with

    def page(self, **cursor: Any) -> Exchange:
        """Return one page."""
        return self.lab.call(self.operation, {**self.filter, **cursor}, self.ids)

    def add(self) -> str:
        """Make one more object, where calls can, and return its id. Raises Unavailable."""
        plan, found = self.operation.population, ""
        for step in plan.steps if plan else ():
            found = self.lab.provision.take_step(step, "", self.chosen)
        return found

    def walk(self, limit: int, pages: int = 3) -> Iterator[Exchange]:
        """Yield the first pages of the list, forward by the last id. Raises BadPage."""
        cursor: dict[str, Any] = {}
        for _ in range(pages):
            page = self.page(limit=limit, **cursor)
            if data_of(page) and not resembles(page, self.operation):
                raise BadPage(page, wanted(self.operation), observed(page))
            yield page
            ids = ids_of(page)
            if page.more is not True or not ids:
                return
            cursor = {"starting_after": ids[-1]}

    def snapshot(self) -> tuple[list[str], bool]:
        """Return the ids of the first objects of the list (at most 3000), and whether that is all.

        Raises BadPage.
        """
        found: list[str] = []
        for page in self.walk(limit=100, pages=LONG):
            found += ids_of(page)
        return found, page.more is not True


def fill(lab: Lab, operation: Operation, count: int) -> Shelf:
    """Make `count` objects in a list, as its contract says, and return it.

    Where the target does not know the filter that makes the list this run's own, the whole list
    is returned. Raises Unavailable.
    """
    plan = operation.population
    if plan is None:
        raise Unavailable("the contract does not say how to fill this list")
    chosen = lab.provision.fill(plan.filter)
    ids = lab.subject(operation, plan.subject, fresh=False)
    base = lab.provision.fill({k: v for k, v in operation.base.items() if k not in chosen})
    shelf = Shelf(lab, operation, {**base, **chosen}, ids, chosen)
    made = tuple(shelf.add() for _ in range(count if plan.steps else 0))
    shelf = replace(shelf, made=made)
    required = any(row.required and row.name in chosen for row in operation.sent)
    if chosen and not required and not shelf.page(limit=1).accepted:
        return replace(shelf, filter=base)
    return shelf


def told_page(exchange: Exchange) -> str:
    """Return in words what stands on a page and whether it says that more follows."""
    ids = ids_of(exchange)
    more = shown(exchange.more)
    return f"{joined(ids) if ids else 'no object'}, has_more {more}"
