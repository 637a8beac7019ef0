"""What an answer of success is: an object, a list of them, something wrapped, or nothing.

A document does not say which of its answers are lists: that is read off their form, off the names
in it and off the path.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from contracts.importing.calls import Call
from contracts.importing.limits import Limits
from contracts.importing.paths import singular, tidy
from contracts.importing.schemas import read
from contracts.importing.shapes import Shape

LISTS = ("data", "items", "results", "records", "entries", "values", "list", "rows", "elements",
         "objects")  # fmt: skip
MARKS = ("ok", "success", "status", "code", "message", "msg", "error", "errors", "meta", "warning",
         "warnings", "api_id", "request_id", "requestid", "response_metadata", "metadata",
         "timestamp", "links", "_links", "jsonapi", "included")  # fmt: skip
PAGING = ("has_more", "hasmore", "next", "previous", "prev", "first", "last", "next_page",
          "next_page_uri", "previous_page_uri", "first_page_uri", "next_url", "previous_url",
          "next_page_token", "nextpagetoken", "next_cursor", "cursor", "page", "pages", "page_size",
          "pagesize", "per_page", "limit", "offset", "total", "total_count", "totalcount", "count",
          "start", "end", "uri", "url", "object", "paging", "pagination", "size", "num_pages",
          "page_count", "next_token", "next_page_url", "previous_page_url", "first_page_url",
          "last_page_url", "uri", "end", "num_items")  # fmt: skip
_SCALARS = ("string", "integer", "number", "boolean")


@dataclass(frozen=True, slots=True)
class Answer:
    """The object that an answer shows, where it stands, and the page around it."""

    shapes: tuple[Shape, ...] = ()  # of the object, or of an element of the list; none: nothing
    many: bool = False
    stands: str = ""  # dotted name of what holds it; "" where it is the whole answer
    wrapper: str = ""  # each element of a list holds the object under this name
    around: Shape | None = None  # what stands around it

    @property
    def empty(self) -> bool:
        """Whether nothing is known of what is answered."""
        return not self.shapes


def answer_of(call: Call, limits: Limits) -> Answer:
    """Return what a call answers with."""
    if call.answer is None:
        return Answer()
    shape = read((call.answer,), limits)
    if shape.type == "array":
        return Answer(_elements(shape, limits), many=True, around=None)
    if shape.type != "object":
        return Answer()
    whole = tuple(one for one in shape.whole if one.type == "object")
    if call.method == "GET" and len(whole) == 1 and not _identified(shape):
        found = _listed(call, shape, limits)
        if found is not None:
            return found
    if shape.properties and all(name.lower() in MARKS for name in shape.properties):
        return Answer()  # it says how the call went, and shows nothing
    inner = _wrapped(call, shape, limits) if len(whole) == 1 else None
    return inner or Answer(whole)


def _identified(shape: Shape) -> bool:
    """Whether an object has an id of its own."""
    return any(name in shape.properties for name in ("id", "sid", "uuid", "_id"))


def _elements(shape: Shape, limits: Limits) -> tuple[Shape, ...]:
    if not shape.items:
        return ()
    return tuple(one for one in read(shape.items, limits).whole if one.type == "object")


def words(name: str) -> str:
    """Return a name as it is compared: lower case, without what joins its words."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _listed(call: Call, shape: Shape, limits: Limits) -> Answer | None:
    """Return the list that an object holds; None when it is no page."""
    last = next((p for p in reversed(call.segments) if not p.startswith("{")), "")
    nouns = {words(last.removesuffix(".json")), words(last.partition(".")[0]),
             words(last.rpartition(".")[2])}  # fmt: skip
    arrays: dict[str, Shape] = {}
    for name, nodes in shape.properties.items():
        inner = read(nodes, limits)
        if inner.type == "array" and _elements(inner, limits):
            arrays[name] = inner
        elif inner.type == "object" and name == "data" and not _identified(inner):
            below = _listed(call, inner, limits)
            if below is not None:
                return Answer(below.shapes, True, f"data.{below.stands}".rstrip("."),
                              below.wrapper, shape)  # fmt: skip
    named = [name for name in arrays if words(name) in nouns]
    usual = [name for name in arrays if name.lower() in LISTS]
    others = [n for n in shape.properties if n not in arrays
              and n.lower() not in (*MARKS, *PAGING)]  # fmt: skip
    alone = list(arrays) if len(arrays) == 1 and not others else []
    paged = len(arrays) == 1 and any(n.lower() in PAGING for n in shape.properties)
    plain = len(arrays) == 1 and singular(last) != last and all(
        read(shape.properties[name], limits).type in _SCALARS for name in others
    )  # fmt: skip
    chosen = [
        *named,
        *(usual if not others or paged else []),
        *alone,
        *(list(arrays) if plain or (paged and len(others) < 3) else []),
    ]
    if not chosen or (tidy(call.path).endswith("}") and not paged):
        return None
    name = chosen[0]
    shapes = _elements(arrays[name], limits)
    wrapper = _wrapper(shapes, nouns, limits)
    if wrapper:
        inner = read(shapes[0].properties[wrapper], limits)
        shapes = tuple(one for one in inner.whole if one.type == "object")
    return Answer(shapes, True, name, wrapper, shape)


def _wrapper(shapes: tuple[Shape, ...], nouns: set[str], limits: Limits) -> str:
    """Return the name under which each element of a list holds its object, "" for none.

    It is the only name, or that of the list, of one; what stands beside it belongs to the object.
    """
    if len(shapes) != 1 or _identified(shapes[0]):
        return ""
    inside = {name: read(nodes, limits) for name, nodes in shapes[0].properties.items()}
    named = [name for name in inside if words(name) in {singular(noun) for noun in nouns}]
    for name in named or (list(inside) if len(inside) == 1 else []):
        if inside[name].type == "object" and (named or _identified(inside[name])):
            return name
    return ""


def _wrapped(call: Call, shape: Shape, limits: Limits) -> Answer | None:
    """Return the object that stands inside an answer beside marks alone; None for none.

    Of several the one counts that the path speaks of: the others go with it.
    """
    if _identified(shape) or len(shape.properties) > len(MARKS):
        return None
    inside: list[tuple[str, Shape]] = []
    for name, nodes in shape.properties.items():
        inner = read(nodes, limits)
        if inner.type == "object" and inner.properties and name.lower() not in MARKS:
            inside.append((name, inner))
        elif name.lower() not in MARKS:
            return None
    nouns = {singular(words(part)) for part in call.segments if not part.startswith("{")}
    inside = [one for one in inside if words(one[0]) in nouns] or inside
    if len(inside) != 1 or not (inside[0][0] in shape.required or len(shape.properties) > 1
                                or _identified(inside[0][1])):  # fmt: skip
        return None
    name, inner = inside[0]
    return Answer(tuple(o for o in inner.whole if o.type == "object"), False, name, "", shape)
