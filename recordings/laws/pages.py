"""Judges one recorded page: its size, its cursors, its order, its filters."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from typing import Any

from contracts.model import Contracts
from harness.verdict import Finding
from recordings.entry import Rule, Seen, real
from recordings.read.masking import masked
from suites.looking.say import shown
from suites.looking.walk import returned

# Lists whose order nobody documents (T-47), or that come in the order in which they were sent.
OTHER_ORDER = ("financial_connections.", "issuing.token", "payment_attempt_record")
_FILTERS = (
    "active", "card", "cardholder", "customer", "customer_account", "exp_month", "exp_year",
    "last4", "ownership", "payment_record", "personalization_design", "status", "transaction",
    "type",
)  # fmt: skip
_BOUNDS: dict[str, Callable[[int, int], bool]] = {
    "created": operator.eq, "created[gt]": operator.gt, "created[gte]": operator.ge,
    "created[lt]": operator.lt, "created[lte]": operator.le,
}  # fmt: skip


def size(seen: Seen, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding when a page holds more than `limit` allows (G-54, G-55)."""
    if not paged(seen) or not seen.exchange.request.query:
        return
    asked = seen.one("limit")
    named = any(name == "limit" for name, _ in seen.sent)
    if named and not (asked.isdecimal() and 1 <= int(asked) <= 100):
        return  # what is out of range is answered in more than one way (T-02)
    most = int(asked) if asked else 10
    count = len(seen.exchange.body["data"])
    if count > most:
        yield Finding(f"at most {most} objects on the page", f"{count} objects")


def cursors(seen: Seen, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding when a page holds its own cursor, or an object twice (G-57, G-60)."""
    if not paged(seen):
        return
    names = [item.get("id") for item in returned(seen.exchange, seen.operation)]
    found = [name for name in names if real(name)]
    for cursor in ("starting_after", "ending_before"):
        if seen.one(cursor) in found:
            yield Finding(f"a page without its {cursor}", f"the page holds {seen.one(cursor)}")
    if len(found) != len(set(found)):
        yield Finding("each object once on the page", "an object is on the page twice")


def order(seen: Seen, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding when a page is not newest first (G-65)."""
    if not paged(seen) or seen.operation.kind != "list":
        return
    if seen.operation.returns.startswith(OTHER_ORDER):
        return
    times = [item.get("created") for item in returned(seen.exchange, seen.operation)]
    made = [time for time in times if isinstance(time, int) and not isinstance(time, bool)]
    if len(made) == len(times) and made != sorted(made, reverse=True):
        place = next(i for i in range(1, len(made)) if made[i] > made[i - 1])
        yield Finding("newest first", f"created {made[place - 1]} before {made[place]}")


def filters(seen: Seen, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding for each filter that an object on the page does not satisfy (G-69)."""
    if not paged(seen) or not seen.plain:
        return
    rows = {row.name for row in seen.operation.sent}
    for name in _FILTERS:
        asked = seen.one(name)
        if name not in rows or not asked or masked(asked):
            continue
        for item in returned(seen.exchange, seen.operation):
            if name in item and not _satisfies(item[name], asked):
                words = f"{name} {asked} in each object of the page"
                yield Finding(words, f"{name} {shown(_id(item[name]))}", name)
                break


def bounds(seen: Seen, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding for the first object that was made outside the asked time (G-68)."""
    if not paged(seen) or not seen.plain:
        return
    for name, fits in _BOUNDS.items():
        asked = seen.one(name)
        for item in returned(seen.exchange, seen.operation) if asked.isdecimal() else ():
            found = item.get("created")
            if isinstance(found, int) and not fits(found, int(asked)):
                yield Finding(f"{name} {asked}", f"created {found}", "created")
                break


def more(seen: Seen, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding for a page that is not full and says there is more (G-60, G-62).

    That an empty page ends a walk is certain; that a short one does, only likely.
    """
    if not paged(seen) or seen.operation.kind != "list" or not seen.plain:
        return
    asked, count = seen.one("limit"), len(seen.exchange.body["data"])
    if seen.exchange.body.get("has_more") is not True:
        return
    most = int(asked) if asked.isdecimal() and 1 <= int(asked) <= 100 else 10
    if count == 0:
        yield Finding("has_more false on an empty page", "has_more true")
    elif count < most and (asked.isdecimal() or seen.sent):
        yield Finding(f"{most} objects on a page that is not the last", f"{count} objects",
                      level="should")  # fmt: skip


def _id(value: Any) -> Any:
    return value.get("id") if isinstance(value, dict) else value


def _satisfies(value: Any, asked: str) -> bool:
    found = _id(value)
    if isinstance(found, int) and not isinstance(found, bool):
        return not asked.isdecimal() or int(asked) == found
    text = str(found).lower() if isinstance(found, bool) else found
    return text == asked or (isinstance(text, str) and masked(text))


def paged(seen: Seen) -> bool:
    """Whether an exchange brought a page."""
    data = seen.exchange.body.get("data")
    return seen.operation.shape != "object" and seen.exchange.accepted and isinstance(data, list)


RULES = (
    Rule("page.size", "G-55", size),
    Rule("page.cursor", "G-57", cursors),
    Rule("page.order", "G-65", order),
    Rule("page.filter", "G-69", filters),
    Rule("page.filter", "G-68", bounds),
    Rule("page.more", "G-62", more),
)
