"""Laws between the pages of a recording: a next page continues the one before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from harness.verdict import Finding
from recordings.entry import Seen, real
from recordings.laws.pages import OTHER_ORDER, paged
from suites.looking.walk import returned

Told = tuple[Seen, str, str, Finding]  # where, name of the check, clause, complaint
_CURSORS = ("starting_after", "ending_before", "limit")
_CHANGING = ("status", "active")  # an object may come to match these between two pages
_DEFAULT = 10


def walks(exchanges: Sequence[Seen]) -> Iterator[Told]:
    """Yield a complaint for each page that does not fit the page before it."""
    pages = [seen for seen in exchanges if paged(seen) and seen.operation.kind == "list"]
    yield from _long(pages)
    before: dict[tuple[Any, ...], Seen] = {}
    for seen in pages:
        if not seen.plain or seen.one("ending_before"):
            continue
        follows = before.get((*_question(seen), seen.one("starting_after")))
        if follows is not None:
            yield from _continued(follows, seen)
        items = returned(seen.exchange, seen.operation)
        last = items[-1].get("id") if items else None
        if real(last):
            before[(*_question(seen), last)] = seen


def _question(seen: Seen) -> tuple[Any, ...]:
    """Return what the pages of one walk have in common."""
    asked = sorted(pair for pair in seen.sent if pair[0] not in _CURSORS)
    return seen.host, seen.exchange.request.path, tuple(asked)


def _continued(before: Seen, seen: Seen) -> Iterator[Told]:
    first = returned(before.exchange, before.operation)
    items = returned(seen.exchange, seen.operation)
    changing = any(name in _CHANGING for name, _ in seen.sent)
    if items and before.exchange.body.get("has_more") is False and not changing:
        yield (
            seen,
            "page.more",
            "G-62",
            Finding("an empty page: the one before had no more", f"{len(items)} objects"),
        )
    known = {item.get("id") for item in first}
    again = [item["id"] for item in items if item.get("id") in known]
    if again:
        yield (
            seen,
            "page.cursor",
            "G-60",
            Finding("objects that were not on the page before", f"{again[0]}"),
        )
    older, newer = first[-1].get("created"), items[0].get("created") if items else None
    ordered = not seen.operation.returns.startswith(OTHER_ORDER)
    if ordered and isinstance(older, int) and isinstance(newer, int) and newer > older:
        yield (
            seen,
            "page.order",
            "G-58",
            Finding(f"objects made at {older} or before", f"created {newer}"),
        )


def _long(pages: Sequence[Seen]) -> Iterator[Told]:
    """A page without a limit; only where other pages show that the recorder keeps queries."""
    kept = {seen.host for seen in pages if seen.exchange.request.query}
    for seen in pages:
        count = len(seen.exchange.body["data"])
        if not seen.exchange.request.query and seen.host in kept and count > _DEFAULT:
            yield (
                seen,
                "page.size",
                "G-54",
                Finding(f"at most {_DEFAULT} objects on the page", f"{count} objects"),
            )
