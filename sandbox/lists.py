"""Pages: cursors, filters and the envelope (catalogue 1.4)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from typing import Any

from sandbox.call import Call
from sandbox.decode import whole
from sandbox.errors import invalid, no_such
from sandbox.store import Object

DEFAULT_LIMIT = 10
_PAGING = ("limit", "starting_after", "ending_before", "expand")
Matches = Callable[[Object], bool]


def page(call: Call, kind: str, matches: Matches | None = None) -> Object:
    """Return one page of a kind, newest first, of what `matches` (or the ordinary filters)."""
    test = matches or by_fields(call.params)
    after, before = call.get("starting_after"), call.get("ending_before")
    _check_cursor(call, kind, "starting_after", after)
    _check_cursor(call, kind, "ending_before", before)
    if after and before:
        raise invalid("You may send either starting_after or ending_before, not both.")
    source = (
        call.store.older(kind, after)
        if after
        else call.store.newer(kind, before)
        if before
        else call.store.newest(kind)
    )
    return _cut(call, (item for item in source if test(item)), backwards=bool(before))


def page_of(call: Call, items: list[Object]) -> Object:
    """Return one page of a given list, in its own order."""
    places = {item["id"]: index for index, item in enumerate(items)}
    after, before = call.get("starting_after"), call.get("ending_before")
    for name, cursor in (("starting_after", after), ("ending_before", before)):
        if cursor and cursor not in places:
            raise no_such("object", cursor, name, 400)
    if after and before:
        raise invalid("You may send either starting_after or ending_before, not both.")
    if before:
        return _cut(call, reversed(items[: places[before]]), backwards=True)
    return _cut(call, iter(items[places[after] + 1 :] if after else items), backwards=False)


def lenient_page(call: Call, kind: str, *filters: str) -> Object:
    """Return one page of a neighbour, whose parameters no table has validated."""
    limit = whole(call.get("limit"))
    wanted = {name: call.params[name] for name in filters if call.sent(name)}
    cursors = {name: call.params[name] for name in ("starting_after", "ending_before")
               if isinstance(call.get(name), str)}  # fmt: skip
    size = DEFAULT_LIMIT if limit is None else min(max(limit, 1), 100)
    call.params = {**wanted, **cursors, "limit": size}
    return page(call, kind, by_fields(wanted))


def _check_cursor(call: Call, kind: str, name: str, cursor: str | None) -> None:
    if cursor and call.store.peek(kind, cursor) is None:
        raise no_such(kind, cursor, name, 400)


def _cut(call: Call, items: Iterator[Object], *, backwards: bool) -> Object:
    limit = call.get("limit", DEFAULT_LIMIT)
    found = list(islice(items, limit + 1))
    data = found[:limit]
    if backwards:
        data.reverse()
    return envelope(call.path, data, has_more=len(found) > limit)


def envelope(url: str, data: Iterable[Object], *, has_more: bool) -> Object:
    """Return the list object."""
    return {"object": "list", "data": list(data), "has_more": has_more, "url": url}


def by_fields(params: dict[str, Any]) -> Matches:
    """Return the test of the ordinary filters: `created` by interval, the rest by equality."""
    wanted = {name: value for name, value in params.items() if name not in _PAGING}
    if not wanted:
        return lambda _item: True
    created = wanted.pop("created", None)
    bounds = _bounds(created)

    def matches(item: Object) -> bool:
        return all(bound(item.get("created", 0)) for bound in bounds) and all(
            _equal(item.get(name), value) for name, value in wanted.items()
        )

    return matches


def _bounds(created: Any) -> list[Callable[[int], bool]]:
    if created is None:
        return []
    if isinstance(created, int):
        return [lambda at: at == created]
    return [partial(_BOUNDS[name], edge=edge) for name, edge in created.items()]


def _gt(at: int, edge: int) -> bool:
    return at > edge


def _gte(at: int, edge: int) -> bool:
    return at >= edge


def _lt(at: int, edge: int) -> bool:
    return at < edge


def _lte(at: int, edge: int) -> bool:
    return at <= edge


_BOUNDS = {"gt": _gt, "gte": _gte, "lt": _lt, "lte": _lte}


def _equal(found: Any, wanted: Any) -> bool:
    if isinstance(found, dict) and "id" in found:
        return bool(found["id"] == wanted)
    return bool(found == wanted)
