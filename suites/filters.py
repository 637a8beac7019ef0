"""Filters of lists, held against a listing by hand (catalogue 1.4, G-67 to G-71).

The objects of a listing whose values are known say which of them a filter has to return. A row of
the table filters by the field of the same name; `MEMBERS` names the row that takes several values,
`HIDDEN` the one that no field shows.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from contracts.model import Operation, Parameter
from harness.exchange import Exchange
from suites.writings import pairs_of
from suites.law import Unavailable
from suites.legacy import Lab
from suites.looking.dig import dig
from suites.looking.pages import BadPage, Shelf, data_of, fill

MEMBERS = {"lookup_keys": "lookup_key"}
HIDDEN = ("session",)
PAGING = ("ending_before", "expand", "limit", "starting_after")
VALUES = 2  # values that occur, a filter; of an enum all
BOUNDS = ("gt", "gte", "lt", "lte", "exact", "both")  # forms of `created`
ABSENT = {"phone_number": "+18005550188", "created": 1}
CLAUSES = {
    "issuing.cardholder.list": {"created": "CH-02", "email": "CH-03", "phone_number": "CH-04",
                                "status": "CH-05", "type": "CH-06"},
    "issuing.card.list": {"cardholder": "CA-02", "created": "CA-03", "exp_month": "CA-04",
                          "exp_year": "CA-04", "last4": "CA-05", "personalization_design": "CA-06",
                          "status": "CA-07", "type": "CA-07"},
    "issuing.dispute.list": {"created": "DI-02", "status": "DI-03", "transaction": "DI-04"},
    "issuing.personalization_design.list": {
        "lookup_keys": "PD-02", "preferences[is_default]": "PD-03",
        "preferences[is_platform_default]": "PD-03", "status": "PD-04"},
    "issuing.physical_bundle.list": {"status": "PB-02", "type": "PB-03"},
    "issuing.token.list": {"card": "TK-01", "created": "TK-02", "status": "TK-02"},
    "issuing.transaction.list": {"card": "TX-02", "cardholder": "TX-02", "created": "TX-03",
                                 "type": "TX-03"},
    "financial_connections.account.list": {
        "account_holder[account]": "FA-02", "account_holder[customer]": "FA-02",
        "account_holder[customer_account]": "FA-02", "session": "FA-03"},
    "financial_connections.account_owner.list": {"ownership": "FA-08"},
    "payment_attempt_record.list": {"payment_record": "PAR-05"},
    "payment_intent.list": {"created": "PI-02", "customer": "PI-02", "customer_account": "PI-02"},
    "payment_link.list": {"active": "PL-02"},
}  # fmt: skip
Item = dict[str, Any]
Test = Callable[[Item], bool | None]  # None: the object does not say


@dataclass(frozen=True, slots=True)
class Probe:
    """What is sent to filter, and the same said of an object."""

    query: Mapping[str, Any]
    test: Test

    def __str__(self) -> str:
        """Return the query in words."""
        return ", ".join(f"{name}={value}" for name, value in pairs_of(self.query))


def rows_of(operation: Operation) -> Iterator[Parameter]:
    """Yield the rows of a list that filter; those inside an object one by one."""
    for row in operation.sent:
        if row.name in PAGING:
            continue
        yield from row.children if row.children and row.name != "created" else (row,)


def clause(operation: Operation, row: Parameter) -> str:
    """Return the clause that documents a filter."""
    return CLAUSES.get(operation.id, {}).get(row.path, "G-69")


def value_of(item: Item, row: Parameter) -> Any:
    """Return what an object says of a filter: an id for an object that stands for one."""
    path = row.path.replace("[", ".").replace("]", "")
    found = dig(item, MEMBERS.get(path, path))
    return found.get("id") if isinstance(found, dict) else found


def equal(row: Parameter, value: Any) -> Probe:
    """Return the probe of one value."""
    parent, _, name = row.path.rstrip("]").rpartition("[")
    sent = [value] if row.type == "array" else value

    def test(item: Item) -> bool | None:
        found = value_of(item, row)
        return None if found is None and row.type == "boolean" else found == value

    return Probe({parent: {name: sent}} if parent else {row.name: sent}, test)


def present(row: Parameter, items: list[Item]) -> list[Any]:
    """Return values that occur, those first that not all objects have."""
    found: dict[Any, int] = {}
    for item in items:
        value = value_of(item, row)
        if isinstance(value, str | int) and value != "":
            found[value] = found.get(value, 0) + 1
    count = len(row.enum) or VALUES
    return sorted(found, key=lambda v: (found[v] == len(items), found[v]))[:count]


def absent(lab: Lab, row: Parameter, items: list[Item], *, whole: bool) -> Any:
    """Return a value that no object has; the id of a new object for a reference, or None.

    Of a list that was not read to its end nobody knows which of a few values do not occur.
    """
    taken = {value_of(item, row) for item in items}
    if row.name in ABSENT:
        return ABSENT[row.name]
    if row.references:
        new = _fresh(lab, row)
        return None if new in taken else new
    few = row.enum or row.type in ("boolean", "integer") or row.name == "last4"
    if few and not whole:
        return None
    if row.enum:
        return next((value for value in row.enum if value not in taken), None)
    if row.type == "boolean":
        return next((value for value in (True, False) if value not in taken), None)
    if row.name == "last4":
        return next(text for n in range(10000) if (text := f"{n:04d}") not in taken)
    if row.type == "integer":
        choices = range(1, 13) if row.name.endswith("month") else range(2090, 2100)
        return next((number for number in choices if number not in taken), None)
    return f"{lab.provision.unique()}@example.com" if "mail" in row.name else lab.provision.unique()


def _fresh(lab: Lab, row: Parameter) -> Any:
    if not isinstance(row.example, str):
        return None
    try:
        return lab.provision.fill(row.example.rstrip("!") + "!")
    except Unavailable:
        return None


def bounds(items: list[Item]) -> Iterator[tuple[str, list[Probe]]]:
    """Yield every form of `created`, once with a value that lets objects in and once not (G-68)."""
    times = [item["created"] for item in items if isinstance(item.get("created"), int)]
    if not times:
        return
    low, high = min(times), max(times)
    for name, values, holds in (
        ("gt", (high - 1, high), lambda at, edge: at > edge),
        ("gte", (high, high + 1), lambda at, edge: at >= edge),
        ("lt", (low + 1, low), lambda at, edge: at < edge),
        ("lte", (low, low - 1), lambda at, edge: at <= edge),
    ):
        yield name, [_dated({name: edge}, edge, holds) for edge in values]
    for name, form in (
        ("exact", lambda edge: edge),
        ("both", lambda edge: {"gte": edge, "lte": edge}),
    ):
        yield name, [_dated(form(edge), edge, lambda at, edge: at == edge) for edge in (high, 1)]


def _dated(sent: Any, edge: int, holds: Callable[[int, int], bool]) -> Probe:
    return Probe({"created": sent}, lambda item: holds(item["created"], edge))


@dataclass(frozen=True, slots=True)
class Listing:
    """A list without the filter in question: what a filter must return is found here by hand."""

    shelf: Shelf
    items: list[Item]
    whole: bool
    once: frozenset[str] = frozenset()  # ids that stood in the list at another time

    @property
    def known(self) -> frozenset[str]:
        """The ids of all objects that were ever seen in the list."""
        return self.once | {item["id"] for item in self.items}

    def and_later(self) -> Listing:
        """Return the objects that stand in the list now as they did, and the ids of either time.

        Others make and change objects meanwhile: what a filter returned between two listings
        can only be held against what both show. Raises BadPage.
        """
        items, whole = _walked(self.shelf)
        before = {item["id"]: item for item in self.items}
        lasting = [item for item in items if before.get(item["id"]) == item]
        ids = self.known | {item["id"] for item in items}
        return Listing(self.shelf, lasting, self.whole and whole, ids)

    def promises_more(self, probe: Probe, items: list[Item]) -> None:
        """Raise BadPage when a page that holds all that fit says that more follow."""
        shelf = self._filtered(probe)
        page = shelf.page(limit=len(items))
        ids = [item["id"] for item in data_of(page)]
        if not ids or page.body.get("has_more") is not True:
            return
        if not data_of(shelf.page(limit=1, starting_after=ids[-1])):
            raise BadPage(page, "has_more false, for nothing follows", "has_more true")

    def _filtered(self, probe: Probe) -> Shelf:
        held = {name: value for name, value in self.shelf.filter.items() if name not in probe.query}
        shelf = self.shelf
        return Shelf(shelf.lab, shelf.operation, {**held, **probe.query}, shelf.ids)

    def asked(self, probe: Probe) -> tuple[list[Item], bool, Exchange]:
        """Return what a filter returns (300 at most), whether that is all, and the first page.

        Raises BadPage.
        """
        found: list[Item] = []
        pages = []
        for page in self._filtered(probe).walk(limit=100):
            pages.append(page)
            found += data_of(page)
        return found, pages[-1].body.get("has_more") is not True, pages[0]

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
    plan = operation.population
    if any(row.enum or row.type == "boolean" for row in rows_of(operation)):
        one_of_each(lab, operation)
    if plan and plan.steps:
        fill(lab, operation, 1)
    required = {row.name for row in operation.sent if row.required}
    chosen = {k: v for k, v in (plan.filter if plan else {}).items() if k in required}
    ids = lab.subject(operation, plan.subject if plan else "", fresh=False)
    shelf = Shelf(lab, operation, lab.provision.fill(chosen), ids)
    return Listing(shelf, *_walked(shelf))


def _walked(shelf: Shelf) -> tuple[list[Item], bool]:
    """Return the objects of a list (300 at most), and whether that is all. Raises BadPage."""
    items: list[Item] = []
    for page in shelf.walk(limit=100):
        items += data_of(page)
    return items, page.body.get("has_more") is not True
