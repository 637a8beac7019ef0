"""The next page of an answer, however an API goes on: by cursor, token, offset, number or link.

Nothing else knows how a list goes on. Of a link the query alone is followed, with the list's own
operation: the key goes to no other host, whatever an answer says.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from contracts.model import Api, Operation
from harness.exchange import Exchange
from suites.looking.dig import dig, named

_LONGEST = 4_000  # letters of a token or a link that is sent back


@dataclass(frozen=True, slots=True)
class Onward:
    """How the next page is asked for: rows by the names of `Operation.paging`, or a query."""

    rows: Mapping[str, Any] = field(default_factory=dict)
    query: str | None = None


@dataclass(frozen=True, slots=True)
class Lost:
    """Why nobody can go on from a page, and what should be there instead."""

    expected: str
    observed: str


def onward(
    page: Exchange, operation: Operation, api: Api, rows: Mapping[str, Any], seen: int
) -> Onward | Lost | None:
    """Return how to ask for the page behind one that was asked with `rows`; None where it is the
    last one. `seen` counts the objects up to its end.
    """
    if ended(page, api, rows, seen):
        return None
    ways = {"cursor": _cursor, "token": _token, "offset": _offset, "page": _number, "link": _link}
    way = ways.get(api.list.by)
    return way(page, operation, api, rows) if way else None


def ended(page: Exchange, api: Api, rows: Mapping[str, Any], seen: int) -> bool:
    """Whether a page says that nothing follows, as its API says that."""
    entries, shape = page.entries or [], api.list
    if shape.end == "total":
        total = dig(page.json, shape.total)
        return not entries or not isinstance(total, int) or seen >= total
    if shape.end == "no_next":
        field = shape.next if shape.by == "link" else shape.token.field if shape.token else ""
        return dig(page.json, field) in (None, "", False)
    if shape.end == "short":
        return len(entries) < int(rows.get("limit") or shape.default or 1)
    if shape.end == "empty":
        return not entries
    return page.more is not True or not entries


def _cursor(
    page: Exchange, _operation: Operation, _api: Api, _rows: Mapping[str, Any]
) -> Onward | Lost:
    return Onward({"starting_after": named((page.entries or [{}])[-1])})


def _token(
    page: Exchange, _operation: Operation, api: Api, _rows: Mapping[str, Any]
) -> Onward | Lost:
    field = api.list.token.field if api.list.token else ""
    token = dig(page.json, field)
    if isinstance(token, int) and not isinstance(token, bool):
        token = str(token)
    if not isinstance(token, str) or not token or len(token) > _LONGEST:
        return Lost(f"{field} with the token of the next page", f"{field} {str(token)[:60]}")
    return Onward({"token": token})


def _offset(
    page: Exchange, _operation: Operation, _api: Api, rows: Mapping[str, Any]
) -> Onward | Lost:
    return Onward({"offset": int(rows.get("offset") or 0) + len(page.entries or [])})


def _number(
    _page: Exchange, _operation: Operation, api: Api, rows: Mapping[str, Any]
) -> Onward | Lost:
    first = api.list.page.first if api.list.page else 1
    return Onward({"page": int(rows.get("page", first)) + 1})


def _link(
    page: Exchange, operation: Operation, api: Api, _rows: Mapping[str, Any]
) -> Onward | Lost:
    field = api.list.next
    link = dig(page.json, field)
    if not isinstance(link, str) or len(link) > _LONGEST:
        return Lost(f"{field} with the address of the next page", f"{field} {str(link)[:60]}")
    try:
        parts = urlsplit(link)
    except ValueError:
        return Lost(f"{field} with an address", f"{field} {link[:60]}")
    count = operation.path.count("/")
    if parts.path and _tail(parts.path, count) != _tail(page.request.target.split("?")[0], count):
        return Lost(f"{field} to the list itself", f"{field} {link[:80]}")
    return Onward(query=parts.query)


def _tail(path: str, count: int) -> list[str]:
    return path.strip("/").split("/")[-count:]
