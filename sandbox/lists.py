"""Pages: cursors, filters and the envelope (catalogue 1.4)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any
from urllib.parse import parse_qsl, urlencode

from contracts.model import Parameter
from sandbox import below
from sandbox.bounds import bound_of, bounds_of
from sandbox.call import Call
from sandbox.decode import whole
from sandbox.errors import invalid, no_such
from sandbox.shaping import NEXT, TOTAL
from sandbox.store import Object

DEFAULT_LIMIT = 10
MOST = 1_000  # objects of a page, whatever an API says of its limit
_PAGING = ("limit", "starting_after", "ending_before", "token", "offset", "page", "expand")
_LINK = "_from"  # what a link of ours sends: how many objects it passes over
_MARK = "pg"  # how our tokens begin
Matches = Callable[[Object], bool]
Fits = Callable[[Any, Any], bool]
Places = Iterator[tuple[str, Any, Fits]]
Names = Mapping[str, str]
_NO_ROWS: Mapping[str, Parameter] = {}
_NO_NAMES: Names = {}


def page(call: Call, kind: str, matches: Matches | None = None) -> Object:
    """Return one page of a kind, newest first, of what `matches` (or the ordinary filters)."""
    rows = call.operation.rows if call.operation else {}
    names = {call.contracts.api.object.created: "created"}
    wanted = matches or by_fields({**_parent(call, kind), **call.params}, rows, names)

    def test(item: Object) -> bool:
        return wanted(item) and below.stands(call, kind, item)

    by = call.contracts.api.list.by
    if by not in ("", "cursor") and call.operation is not None and call.operation.kind == "list":
        return _counted(call, [item for item in call.store.newest(kind) if test(item)])
    after, before = _cursor(call, "starting_after"), _cursor(call, "ending_before")
    _check_cursor(call, kind, "starting_after", after)
    _check_cursor(call, kind, "ending_before", before)
    if after and before:
        said = "You may send either starting_after or ending_before, not both."
        raise invalid(said, situation="both_cursors")
    source = (
        call.store.older(kind, after)
        if after
        else call.store.newer(kind, before)
        if before
        else call.store.newest(kind)
    )
    return _cut(call, (item for item in source if test(item)), backwards=bool(before))


def _parent(call: Call, kind: str) -> dict[str, Any]:
    """Return the ids of a path that objects of the kind have a field for."""
    known = call.contracts.described(kind)
    fields = {field.name: field for field in known.fields} if known else {}
    fields.pop(call.contracts.api.object.id, None)  # of the object, whatever a path calls so
    return {n: below.typed(fields[n], value) for n, value in call.ids.items() if n in fields}


def _counted(call: Call, items: list[Object]) -> Object:
    """Return the page of a list that goes on by a token, an offset, a number or a link."""
    shape = call.contracts.api.list
    limit = _count(call, "limit", shape.default or DEFAULT_LIMIT)
    start = _start(call, limit)
    found = envelope(call.path, items[start : start + limit], has_more=start + limit < len(items))
    onward = None
    if found["has_more"]:
        token = _MARK + str(start + limit)
        onward = token if shape.by == "token" else _address(call, start + limit)
    return {**found, NEXT: onward, TOTAL: len(items)}


def _start(call: Call, limit: int) -> int:
    """Return how many objects a page passes over. Raises ApiError (400) for a bad token."""
    shape = call.contracts.api.list
    if shape.by == "offset":
        return max(_count(call, "offset", 0), 0)
    if shape.by == "page":
        first = shape.page.first if shape.page else 1
        return max(_count(call, "page", first) - first, 0) * limit
    if shape.by == "link":
        return whole(dict(parse_qsl(call.query)).get(_LINK)) or 0
    token = call.get("token")
    count = whole(token.removeprefix(_MARK)) if isinstance(token, str) else 0
    if count is None or (token and not token.startswith(_MARK)):
        row = call.operation.paging["token"] if call.operation else ""
        raise no_such("page", token, row, 400, "unknown_token")
    return count


def _count(call: Call, name: str, usual: int) -> int:
    """Return a number by which a list is paged, the usual one where a row says something else."""
    told = call.get(name)
    told = whole(told) if isinstance(told, str) else told
    return int(told) if isinstance(told, int | float) else usual


def _address(call: Call, start: int) -> str:
    kept = [pair for pair in parse_qsl(call.query) if pair[0] != _LINK]
    return f"{call.path}?{urlencode([*kept, (_LINK, start)])}"


def without_link(text: str) -> str:
    """Return a query without what a link of ours sends."""
    if _LINK not in text:
        return text
    return "&".join(pair for pair in text.split("&") if not pair.startswith(f"{_LINK}="))


def page_of(call: Call, items: list[Object]) -> Object:
    """Return one page of a given list, in its own order."""
    places = {item["id"]: index for index, item in enumerate(items)}
    after, before = _cursor(call, "starting_after"), _cursor(call, "ending_before")
    for name, cursor in (("starting_after", after), ("ending_before", before)):
        if cursor and cursor not in places:
            raise no_such("object", cursor, _row(call, name), 400, "unknown_cursor")
    if after and before:
        said = "You may send either starting_after or ending_before, not both."
        raise invalid(said, situation="both_cursors")
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


def _cursor(call: Call, name: str) -> str:
    """Return the id that a cursor names, which may be a number; "" without one."""
    cursor = call.get(name)
    return "" if cursor is None else str(cursor)


def _row(call: Call, name: str) -> str:
    """Return what the API calls a cursor."""
    return call.operation.paging.get(name, name) if call.operation else name


def _check_cursor(call: Call, kind: str, name: str, cursor: str) -> None:
    if cursor and call.store.peek(kind, cursor) is None:
        raise no_such(kind, cursor, _row(call, name), 400, "unknown_cursor")


def _cut(call: Call, items: Iterator[Object], *, backwards: bool) -> Object:
    usual = call.contracts.api.list.default or DEFAULT_LIMIT
    limit = min(max(_count(call, "limit", usual), 1), MOST)
    found = list(islice(items, limit + 1))
    data = found[:limit]
    if backwards:
        data.reverse()
    return envelope(call.path, data, has_more=len(found) > limit)


def envelope(url: str, data: Iterable[Object], *, has_more: bool) -> Object:
    """Return the list object."""
    return {"object": "list", "data": list(data), "has_more": has_more, "url": url}


def by_fields(
    params: dict[str, Any], rows: Mapping[str, Parameter] = _NO_ROWS, names: Names = _NO_NAMES
) -> Matches:
    """Return the test of the ordinary filters: `created` by interval, the rest by equality or by
    the bound that a row is.

    `rows` are those of the list, by path: one may filter by a field of another name, and rows in an
    object filter one by one. `names` are those that fields have in here, where it is another one.
    """
    wanted = {name: value for name, value in params.items() if name not in _PAGING}
    if not wanted:
        return lambda _item: True
    created = wanted.pop("created", None)
    bounds, places = bounds_of(created), list(_places(wanted, rows, names))

    def matches(item: Object) -> bool:
        return all(bound(item.get("created", 0)) for bound in bounds) and all(
            fits(_there(item, place), value) for place, value, fits in places
        )

    return matches


def _places(
    params: dict[str, Any], rows: Mapping[str, Parameter], names: Names, above: str = ""
) -> Places:
    """Yield the dotted fields that filters stand for, their values, and how they are held."""
    for name, value in params.items():
        path = f"{above}[{name}]" if above else name
        row = rows.get(path)
        if isinstance(value, dict) and row is not None and row.children and not row.shown_as:
            yield from _places(value, rows, names, path)
        else:
            shown = row.filters_by if row else path.replace("[", ".").replace("]", "")
            yield names.get(shown, shown), value, bound_of(row) or _equal


def _there(item: Object, place: str) -> Any:
    found: Any = item
    for name in place.split("."):
        found = found.get(name) if isinstance(found, dict) else None
    return found


def _equal(found: Any, wanted: Any) -> bool:
    if isinstance(found, dict) and "id" in found:
        return bool(found["id"] == wanted)
    return bool(found == wanted)
