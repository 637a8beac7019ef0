"""Laws of lists and reads that hold whatever the data is (catalogue 1.4: G-57 to G-72)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl

import pytest

from contracts.model import Operation
from harness.exchange import Exchange
from suites.filters import one_of_each
from suites.law import Unavailable
from suites.legacy import Claim, Lab, said
from suites.looking.likeness import differing, resembles
from suites.looking.pages import BadPage, Shelf, data_of, fill, ids_of
from suites.looking.say import joined, shown
from suites.looking.variety import various
from suites.readings import Outcome, Reading, Rule, hold
from suites.scope import operations
from suites.unchanged import STILL, stirs

TOPIC = "law"
SIZES = {"standard": (1, 3, 100), "thorough": (1, 2, 3, 7, 100)}
FILLED = {"standard": 4, "thorough": 13}
WINDOW = {"standard": 4, "thorough": 9}  # how far each size is walked from the top
AS_READ = {"standard": 12, "thorough": 20}  # entries of a page that are retrieved as well
LOOKS = 3  # at an entry that others may be changing
UNKNOWN = "assayunknown00000000000"
_CURSORS = ("starting_after", "ending_before")


def page_sizes(read: Reading) -> Outcome:
    """Pages of any size walk to the same list (G-60).

    Raises Unavailable when pages are longer than asked for: all of them are the list then.
    """
    profile = read.shelf.lab.profile
    wanted = read.ids[: WINDOW[profile]]
    for size in SIZES[profile]:
        found, pages = _window(read, size, len(wanted))
        if any(len(ids_of(page)) > size for page in pages):
            raise Unavailable(f"a page holds more objects than it was asked for (limit={size})")
        if found[: len(wanted)] != wanted:
            return False, joined(wanted), f"{joined(found, 9)} (limit={size})", pages[:3]
    return True, "", "", pages


def _window(read: Reading, size: int, count: int) -> tuple[list[str], list[Exchange]]:
    found: list[str] = []
    pages = []
    for page in read.shelf.walk(size, pages=-(-count // size)):
        pages.append(page)
        found += ids_of(page)
    return found, pages


def both_ways(read: Reading) -> Outcome:
    """What is between two objects is the same page from both ends (G-58, G-59).

    Raises Unavailable when neither page is what stands there.
    """
    between = read.ids[1:-1][:3]
    after = read.shelf.page(starting_after=read.ids[0], limit=len(between))
    before = read.shelf.page(ending_before=read.ids[len(between) + 1], limit=len(between))
    down, up = ids_of(after), ids_of(before)
    if down != up:
        expected = f"{joined(down)} from below as from above"
        return False, expected, f"{joined(up)} from below", [before, after]
    if not set(down) & set(between) or read.ids[0] in down:
        raise Unavailable(f"the page after {read.ids[0]} is not what stands there")
    return _entries_alike(read, [before, after])


def _entries_alike(read: Reading, pages: list[Exchange]) -> Outcome:
    """Judge that pages show of an object what the first page shows (G-60)."""
    for attempt in (1, 2):  # what others changed meanwhile shows itself alike the second time
        first = read.shelf.page(limit=100)
        known = {item["id"]: item for item in data_of(first)}
        wrong = [(page, item["id"], names) for page in pages for item in data_of(page)
                 if (names := differing(item, known.get(item["id"], item)))]  # fmt: skip
        if not wrong or attempt > 1:
            break
        pages = [read.shelf.page(**dict(parse_qsl(page.request.query))) for page in pages]
    if not wrong:
        return True, "", "", pages
    page, name, names = wrong[0]
    seen = f"other values of: {', '.join(names[:6])}"
    return False, f"{name} as the first page has it", seen, [page, first]


def more_of_direction(read: Reading) -> Outcome:
    """With `ending_before`, `has_more` speaks of newer objects (G-61)."""
    for index in (1, 2):
        page = read.shelf.page(ending_before=read.ids[index], limit=1)
        ids, more, wanted = ids_of(page), page.body.get("has_more"), index > 1
        if ids != [read.ids[index - 1]] or more is not wanted:
            expected = f"{read.ids[index - 1]}, has_more {shown(wanted)}"
            return False, expected, f"{joined(ids)}, has_more {shown(more)}", [page]
    return True, "", "", [page]


def bogus_cursor_first(read: Reading) -> Outcome:
    """Of two cursors the one that names nothing is complained about first (G-63)."""
    bogus = read.ids[0][: read.ids[0].find("_") + 1] + UNKNOWN
    pairs = (_CURSORS, _CURSORS[::-1])
    for real, wrong in pairs if read.shelf.lab.profile == "thorough" else pairs[:1]:
        twin = read.shelf.page(**{real: read.ids[0]}, limit=1)
        data_of(twin)
        page = read.shelf.page(**{real: read.ids[0], wrong: bogus}, limit=1)
        if page.status != 400 or page.error_body.get("code") != "resource_missing":
            return False, "status 400, resource_missing", said(page), [page, twin]
    return True, "", "", [page, twin]


def stable(read: Reading) -> Outcome:
    """The order is the same each time, also of objects of one second (G-65)."""
    page = read.shelf.page(limit=100)
    found, wanted = ids_of(page), read.ids[:100]
    return found == wanted, f"the order {joined(wanted, 4)}", joined(found, 4), [page]


def exclusive(read: Reading) -> Outcome:
    """The object that a cursor names is never on the page (G-57); it is on the page without one.

    Raises Unavailable when it is not.
    """
    if read.ids[0] not in ids_of(read.shelf.page(limit=100)):
        raise Unavailable("the list shows other objects each time it is read")
    for name, cursor in zip(_CURSORS, (read.ids[0], read.ids[-1]), strict=True):
        if name not in {row.name for row in read.shelf.operation.sent}:
            continue
        page = read.shelf.page(**{name: cursor}, limit=100)
        ids = ids_of(page)
        if not ids or cursor in ids:
            return False, f"objects other than {cursor}", f"{joined(ids, 4)} ({name})", [page]
    return True, "", "", [page]


def changes_nothing(read: Reading) -> Outcome:
    """Reading a list changes nothing in it (G-72)."""
    for attempt in (1, 2):  # what settles by itself has settled the second time
        before, after = read.shelf.page(limit=5), read.shelf.page(limit=5)
        if data_of(before) == data_of(after) or attempt > 1:
            break
    return data_of(before) == data_of(after), "the same objects", "others", [after, before]


def entries(read: Reading) -> Outcome:
    """The entries of a list are the objects as they are retrieved (G-116).

    Raises Unavailable when none could be held against its object.
    """
    page = read.shelf.page(limit=100)
    fields = read.shelf.lab.contracts.resource(read.shelf.operation.returns).fields
    count = AS_READ[read.shelf.lab.profile]
    chosen = [(entry, page) for entry in various(data_of(page), fields, count)]
    newest = {e["id"]: (e, at) for at in _newest_of_all(read) for e in data_of(at)}
    chosen += [newest[e["id"]] for e in various([e for e, _ in newest.values()], fields, count)]
    alike = None
    for entry, at in [*chosen, *_of_states(read)]:
        found = _as_read(read, entry, at)
        if found is not None and not found[0]:
            return found
        alike = alike or found
    if alike is None:
        raise Unavailable("no entry stays in the list long enough to be retrieved")
    return alike


def _newest_of_all(read: Reading) -> Iterator[Exchange]:
    """Yield the first pages without the filter that makes the list this run's own."""
    shelf = read.shelf
    if shelf.filter and not any(row.required for row in shelf.operation.sent):
        yield from Shelf(shelf.lab, shelf.operation, {}, shelf.ids).walk(limit=100)


def _of_states(read: Reading) -> Iterator[tuple[dict[str, Any], Exchange]]:
    """Yield the entries of objects in each state that calls can make, found from below."""
    lab, listing = read.shelf.lab, read.shelf.operation
    if not set(_CURSORS) <= {row.name for row in listing.sent if not row.required}:
        return
    whole = Shelf(lab, listing, lab.provision.fill(listing.base), read.shelf.ids)
    for name in one_of_each(lab, listing):
        below = whole.page(starting_after=name, limit=1)
        for under in ids_of(below) if below.accepted else ():
            page = whole.page(ending_before=under, limit=1)
            yield from ((entry, page) for entry in data_of(page) if entry["id"] == name)


def _as_read(read: Reading, entry: dict[str, Any], page: Exchange) -> Outcome | None:
    """Return whether an entry is the object as it is retrieved; None when it is gone by then.

    It is not only when it differs twice over: others may change it meanwhile, and it may go on by
    itself.
    """
    lab, listing, before = read.shelf.lab, read.shelf.operation, None
    query = dict(parse_qsl(page.request.query))
    for _ in range(LOOKS):
        again = lab.read(listing, {"id": entry["id"]})
        if again is None:
            return None
        if not differing(entry, again.body):
            return True, "", "", [again, page]
        if before is not None and again.body == before.body:
            names = ", ".join(differing(entry, again.body)[:6])
            seen = f"other values of: {names}" if again.accepted else said(again)
            return False, f"{entry['id']} as it is listed", seen, [again, page]
        before, page = again, lab.call(listing, query, read.shelf.ids)
        found = (item for item in data_of(page) if item["id"] == entry["id"])
        entry = next(found, {})
        if not entry:
            return None
    return None


RULES = tuple(Rule(*row) for row in (
    (page_sizes, "G-60", "must", 2, "starting_after"),
    (both_ways, "G-60", "must", 3, "ending_before"),
    (more_of_direction, "G-61", "should", 3, "ending_before"),
    (bogus_cursor_first, "G-63", "should", 1, "ending_before"),
    (stable, "G-65", "must", 2, ""),
    (exclusive, "G-57", "must", 2, ""),
    (changes_nothing, "G-72", "must", 1, ""),
    (entries, "G-116", "must", 1, ""),
))  # fmt: skip


def _listing(operation: Operation) -> bool:
    return operation.kind == "list"


@pytest.mark.parametrize("operation", operations(_listing))
def test_laws(lab: Lab, operation: Operation) -> None:
    """A filled list is read in several ways that have to agree."""
    if lab.profile == "smoke":
        return
    names = {row.name for row in operation.sent}
    claims = [(rule, rule.claim(operation, TOPIC)) for rule in RULES
              if not rule.cursor or rule.cursor in names]  # fmt: skip
    claims = [(rule, claim) for rule, claim in claims if lab.judge.asked(claim.id)]
    if lab.reader(operation) is None:
        claims = [(rule, claim) for rule, claim in claims if rule.check is not entries]
    if not claims:
        return
    try:
        reading = Reading(fill(lab, operation, FILLED[lab.profile]))
    except (Unavailable, BadPage) as reason:
        for _, claim in claims:
            lab.untestable(claim, f"the list cannot be filled: {reason}")
        return
    for rule, claim in claims:
        still = rule.check in (changes_nothing, entries) and not stirs(lab, operation)
        reading = hold(lab, claim, rule, reading, STILL if still else "")


@pytest.mark.parametrize("operation", operations(lambda o: o.kind == "retrieve"))
def test_reading_changes_nothing(lab: Lab, operation: Operation) -> None:
    """An object that was read is the same when it is read again (G-72)."""
    claim = Claim(f"{operation.id}.law.changes_nothing", "G-72", operation.title)
    if lab.profile == "smoke" or not lab.judge.asked(claim.id):
        return
    try:
        ids = lab.subject(operation, fresh=False)
    except Unavailable as reason:
        lab.untestable(claim, str(reason))
        return
    seen = [lab.call(operation, {}, ids) for _ in range(2)]
    if not resembles(seen[0], operation):
        lab.untestable(claim, f"the object cannot be read ({said(seen[0])})", seen[0])
        return
    if seen[1].body != seen[0].body:  # the first may have found it still settling
        seen.append(lab.call(operation, {}, ids))
    good = seen[-1].body == seen[-2].body
    if good and not stirs(lab, operation):
        lab.untestable(claim, STILL, *seen[-2:])
        return
    lab.held(claim, good, "the same object each time", "another body", seen[-1], seen[-2])
