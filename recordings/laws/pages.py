"""Judges recorded pages: size, cursors, order and filters, alone and one page after another."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from contracts.model import Contracts, Parameter
from harness.numerals import whole
from recordings.checks import Finding, id_of, shown
from recordings.entry import Complaint, Entry, Rule, real
from recordings.read.masking import masked
from suites.looking.filters import rows_of, value_of

_FITS: dict[str, Callable[[int, int], bool]] = {
    "gt": operator.gt, "gte": operator.ge, "lt": operator.lt, "lte": operator.le,
}  # fmt: skip


def size(entry: Entry, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding when a page holds more than `limit` allows (G-54, G-55)."""
    if not paged(entry) or not entry.exchange.request.query:
        return
    asked = entry.one(entry.api.list.limit)
    named = any(name == entry.api.list.limit for name, _ in entry.sent)
    limit = whole(asked)
    if named and not (limit is not None and 1 <= limit <= entry.api.list.maximum):
        return  # what is out of range is answered in more than one way (T-02)
    most = entry.api.list.default if limit is None else limit
    count = len(_data(entry))
    if count > most:
        yield Finding(f"at most {most} objects on the page", f"{count} objects")


def cursors(entry: Entry, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding when a page holds its own cursor, or an object twice (G-57, G-60)."""
    if not paged(entry):
        return
    names = [item.get("id") for item in entry.items]
    found = [name for name in names if real(name)]
    for cursor in (entry.api.list.after, entry.api.list.before):
        if entry.one(cursor) in found:
            yield Finding(f"a page without its {cursor}", f"the page holds {entry.one(cursor)}")
    if len(found) != len(set(found)):
        yield Finding("each object once on the page", "an object is on the page twice")


def order(entry: Entry, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding when a page is not newest first (G-65)."""
    if not paged(entry) or not newest_first(entry):
        return
    times = [_made(entry, item) for item in entry.items]
    made = [time for time in times if isinstance(time, int) and not isinstance(time, bool)]
    if len(made) == len(times) and made != sorted(made, reverse=True):
        place = next(i for i in range(1, len(made)) if made[i] > made[i - 1])
        yield Finding("newest first", f"created {made[place - 1]} before {made[place]}")


def filters(entry: Entry, contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding for each filter that an object on the page does not satisfy (G-69)."""
    if not paged(entry) or not entry.plain:
        return
    for name in _filters(entry, contracts):
        asked = entry.one(name)
        if not asked or masked(asked):
            continue
        for item in entry.items:
            if name in item and not _satisfies(item[name], asked):
                words = f"{name} {asked} in each object of the page"
                yield Finding(words, f"{name} {shown(id_of(item[name]))}", name)
                break


def inner_filters(entry: Entry, contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding for each filter inside an object, or of several values, that does not hold.

    What is not shown, or not as a text, says nothing.
    """
    if not paged(entry) or not entry.plain or not entry.near:
        return
    for row in rows_of(entry.operation):
        if "[" not in row.path and row.type != "array":
            continue
        asked = [value for name, value in entry.sent if row.path in (name, _head(name, row))]
        if not asked or row.name in contracts.recordings.people or any(map(masked, asked)):
            continue
        found = (value_of(item, row) for item in entry.items)
        told = [one for one in found if isinstance(one, str) and not masked(one)]
        odd = [one for one in told if one not in asked]
        if odd:
            yield Finding(
                f"{row.path} {asked[0]} in each object of the page", shown(odd[0]), row.name
            )


def _head(name: str, row: Parameter) -> str:
    """Return the path of a row that takes several values, of a name with an index."""
    return name.rpartition("[")[0] if row.type == "array" else ""


def _filters(entry: Entry, contracts: Contracts) -> Iterator[str]:
    """Yield the filters that are fields as well; times and what tells of people are left out."""
    fields = {field.name for field in entry.resource.fields} - {*contracts.recordings.people}
    yield from (row.name for row in entry.operation.sent
                if row.name in fields and row.name != entry.api.list.order)  # fmt: skip


def bounds(entry: Entry, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding for the first object that was made outside the asked time (G-68)."""
    if not paged(entry) or not entry.plain:
        return
    order = entry.api.list.order
    for name, fits in _bounds(entry):
        asked = entry.one(name)
        bound = whole(asked)
        for item in entry.items if bound is not None else ():
            found = _made(entry, item)
            if isinstance(found, int) and bound is not None and not fits(found, bound):
                yield Finding(f"{name} {asked}", f"{order} {found}", order)
                break


def more(entry: Entry, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding for a page that is not full and says there is more (G-60, G-62).

    That an empty page ends a walk is certain; that a short one does, only likely.
    """
    if not paged(entry) or entry.operation.kind != "list" or not entry.plain:
        return
    shape = entry.api.list
    asked, count = entry.one(shape.limit), len(_data(entry))
    if entry.exchange.body.get(shape.more) is not True:
        return
    limit = whole(asked)
    stated = limit is not None and 1 <= limit <= shape.maximum
    most = limit if limit is not None and stated else shape.default
    if count == 0:
        yield Finding(f"{shape.more} false on an empty page", f"{shape.more} true")
    elif count < most and (asked.isdecimal() or entry.sent):
        yield Finding(f"{most} objects on a page that is not the last", f"{count} objects",
                      level="should")  # fmt: skip


def onward(entry: Entry, contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding when what a search says of more contradicts its token (G-79)."""
    search, more_of = contracts.api.search, entry.api.list.more
    if search is None or entry.operation.kind != "search" or not paged(entry) or not entry.near:
        return
    body = entry.exchange.body
    going, token = body.get(more_of), body.get(search.next)
    if search.next not in body or not isinstance(going, bool):
        return
    if going and token is None:
        yield Finding(f"{search.next} names the next page", f"{search.next} null", search.next)
    elif not going and isinstance(token, str) and not masked(token):
        seen = f"{search.next} {shown(token)}"
        yield Finding(f"{search.next} null on the last page", seen, search.next)


def _satisfies(value: Any, asked: str) -> bool:
    found = id_of(value)
    if isinstance(found, int) and not isinstance(found, bool):
        return not asked.isdecimal() or whole(asked) == found
    text = str(found).lower() if isinstance(found, bool) else found
    return text == asked or (isinstance(text, str) and masked(text))


def paged(entry: Entry) -> bool:
    """Whether an exchange brought a page."""
    data = entry.exchange.body.get(entry.api.list.items)
    return entry.operation.many and entry.exchange.accepted and isinstance(data, list)


def _data(entry: Entry) -> list[Any]:
    found = entry.exchange.body[entry.api.list.items]
    return found if isinstance(found, list) else []


def _made(entry: Entry, item: Mapping[str, Any]) -> Any:
    """Return the time by which lists are in order."""
    return item.get(entry.api.list.order)


def _bounds(entry: Entry) -> Iterator[tuple[str, Callable[[int, int], bool]]]:
    order = entry.api.list.order
    yield order, operator.eq
    yield from ((f"{order}[{name}]", _FITS[name]) for name in entry.api.list.range)


def newest_first(entry: Entry) -> bool:
    """Whether a list is promised, or was seen, to have the newest object first (T-47)."""
    return entry.operation.kind == "list" and (entry.operation.ordered or entry.beside.ordered)


# -- one page after another -----------------------------------------------------------------------


def walks(
    exchanges: Sequence[Entry], _others: Sequence[int], _contracts: Contracts
) -> Iterator[Complaint]:
    """Yield a complaint for each page that does not fit the page before it."""
    pages = [entry for entry in exchanges if paged(entry) and entry.operation.kind == "list"]
    yield from _long(pages)
    before: dict[tuple[Any, ...], Entry] = {}
    for entry in pages:
        if not entry.plain or entry.one(entry.api.list.before):
            continue
        follows = before.get((*_question(entry), entry.one(entry.api.list.after)))
        if follows is not None:
            yield from _continued(follows, entry)
        last = entry.items[-1].get("id") if entry.items else None
        if real(last):
            before[(*_question(entry), last)] = entry


def _question(entry: Entry) -> tuple[Any, ...]:
    """Return what the pages of one walk have in common."""
    shape = entry.api.list
    paging = (shape.after, shape.before, shape.limit)
    asked = sorted(pair for pair in entry.sent if pair[0] not in paging)
    return entry.host, entry.exchange.request.path, tuple(asked)


def _continued(before: Entry, entry: Entry) -> Iterator[Complaint]:
    first, items = before.items, entry.items
    if items and before.exchange.body.get(entry.api.list.more) is False and not _changing(entry):
        finding = Finding("an empty page: the one before had no more", f"{len(items)} objects")
        yield Complaint(entry, "page.more", "G-62", finding)
    known = {item.get("id") for item in first}
    again = [item["id"] for item in items if item.get("id") in known]
    if again:
        finding = Finding("objects that were not on the page before", f"{again[0]}")
        yield Complaint(entry, "page.cursor", "G-60", finding)
    older, newer = _made(entry, first[-1]), _made(entry, items[0]) if items else None
    if not newest_first(entry) or not isinstance(older, int) or not isinstance(newer, int):
        return
    if newer > older:
        finding = Finding(f"objects made at {older} or before", f"created {newer}")
        yield Complaint(entry, "page.order", "G-58", finding)


def _changing(entry: Entry) -> bool:
    """Whether an object may come to match the filters between two pages."""
    fields = {field.name: field for field in entry.resource.fields}
    filters = (fields[name] for name, _ in entry.sent if name in fields)
    return any(field.name == entry.state or field.type == "boolean" for field in filters)


def _long(pages: Sequence[Entry]) -> Iterator[Complaint]:
    """A page without a limit; only where other pages show that the recorder keeps queries."""
    kept = {entry.host for entry in pages if entry.exchange.request.query}
    for entry in pages:
        count = len(_data(entry))
        if (
            not entry.exchange.request.query
            and entry.host in kept
            and count > entry.api.list.default
        ):
            words = f"at most {entry.api.list.default} objects on the page"
            yield Complaint(entry, "page.size", "G-54", Finding(words, f"{count} objects"))


RULES = (
    Rule("page.size", "G-55", size),
    Rule("page.cursor", "G-57", cursors),
    Rule("page.order", "G-65", order),
    Rule("page.filter", "G-69", filters),
    Rule("page.filter", "G-69", inner_filters),
    Rule("page.filter", "G-68", bounds),
    Rule("page.more", "G-62", more),
    Rule("page.next", "G-79", onward),
)
BETWEEN = (walks,)
