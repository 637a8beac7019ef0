"""How the lists of a document are written and how they go on, as most that are paged through do.

What leads on is read off the names and the types of rows and of the fields of a page, also of those
one level below (`paging.next`).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

from contracts.importing.answers import PAGING, Answer
from contracts.importing.common import common, most, named
from contracts.importing.limits import Limits
from contracts.importing.names import snake
from contracts.importing.resources import Act
from contracts.importing.schemas import read
from contracts.importing.shapes import Shape

Entry = dict[str, Any]
_MORE = ("has_more", "hasmore", "more", "has_next", "hasnext")
_NEXT_LINK = ("next_page_uri", "next_page_url", "next_url", "next", "next_uri", "next_link")
_NEXT_TOKEN = ("next_page_token", "nextpagetoken", "next_cursor", "nextcursor", "next_token",
               "next_offset", "cursor", "next_page", "next")  # fmt: skip
_TOKEN_ROWS = ("page_token", "pagetoken", "cursor", "next_cursor", "next_token", "token", "offset",
               "page")  # fmt: skip
_AFTER = ("starting_after", "after", "after_id", "since_id", "cursor")
_BEFORE = ("ending_before", "before", "before_id", "max_id")
_LIMIT = ("limit", "page_size", "pagesize", "per_page", "perpage", "count", "max_results", "size")
PAGING_ROWS = (*_AFTER, *_BEFORE, "page_token", "pagetoken", "next_cursor", "next_token")
_TOTAL = ("total", "total_count", "totalcount", "count")
_PAGE, _OFFSET = ("page", "page_number"), ("offset", "skip", "start")
_HOLDERS = ("paging", "pagination", "meta", "metadata", "response_metadata", "links", "_links",
            "page_info", "pageinfo", "page", "cursors")  # fmt: skip
_WHOLE = ("integer", "number")


class Paging:
    """Reads how lists go on off the operations that are lists. `rows` are tables by id."""

    def __init__(self, acts: list[Act], rows: dict[str, Entry], limits: Limits) -> None:
        self._rows, self._limits = rows, limits
        self._acts = [act for act in acts if act.kind == "list" and act.answer.many]

    def pages(self) -> Entry:
        """Return how pages are written, and how they go on; {} where there are no lists."""
        if not self._acts:
            return {}
        stands = most(act.answer.stands for act in self._acts) or ""
        fit = [act for act in self._acts if act.answer.stands == stands] if stands else self._acts
        found: Entry = {"items": stands} if stands else {}
        wrapper = self._wrapper(fit)
        if wrapper:
            found["wrapper"] = wrapper
        paged = [act for act in fit if self._is_paged(act)] or fit
        found |= self._around([act.answer for act in paged])
        return found | self._further(paged, found)

    def _wrapper(self, acts: list[Act]) -> str:
        """Return under which name each element holds its object: "noun" where it is the kind."""
        told = [act.answer.wrapper for act in acts]
        same = all(act.answer.wrapper == act.resource.rpartition(".")[2] for act in acts)
        return "noun" if same and len(set(told)) > 1 else most(told) or ""

    def _is_paged(self, act: Act) -> bool:
        rows = self._rows[act.id].get("query", {})
        known = (*_LIMIT, *PAGING_ROWS, *_TOKEN_ROWS, *_PAGE, *_OFFSET)
        return bool(named(rows, known) or self._told(act.answer))

    def _told(self, answer: Answer) -> bool:
        """Whether a page says how it goes on."""
        around = self._level(answer.around) if answer.around is not None else None
        return around is not None and any(name.rpartition(".")[2].lower() in PAGING
                                          for name in around.properties)  # fmt: skip

    def _level(self, shape: Shape) -> Shape:
        """Return a page with what stands one level below beside its own fields, dotted."""
        found = dict(shape.properties)
        for name, nodes in shape.properties.items():
            if name.lower() in _HOLDERS:
                inner = read(nodes, self._limits)
                found |= {f"{name}.{below}": more for below, more in inner.properties.items()}
        return replace(shape, properties=found)

    def _around(self, answers: list[Answer]) -> Entry:
        """Return the names of what stands around the items."""
        around = [self._level(a.around) for a in answers if a.around is not None]
        names = common(around)
        found: Entry = {}
        kind = named(names, ("object",))
        values = [self._constant(shape, kind) for shape in around] if kind else []
        if most(values):
            found["object"] = most(values)
        for key, wanted in (("more", _MORE), ("url", ("url",)), ("total", _TOTAL)):
            name = named(names, wanted) if key == "url" else _last(names, wanted)
            if name:
                found[key] = name
        return found

    def _constant(self, shape: Shape, name: str) -> str:
        inner = read(shape.properties[name], self._limits) if name in shape.properties else None
        return str(inner.enum[0]) if inner and inner.enum and len(inner.enum) == 1 else ""

    def _further(self, acts: list[Act], page: Entry) -> Entry:
        """Return how a list goes on: by what its rows and its pages name."""
        rows = self._asked(acts)
        shapes = [self._level(a.answer.around) for a in acts if a.answer.around is not None]
        names = common(shapes)
        found: Entry = self._size(acts, rows)
        link, token = _last(names, _NEXT_LINK), _last(names, _NEXT_TOKEN)
        after, row = named(rows, _AFTER), named(rows, _TOKEN_ROWS)
        linked = bool(link) and self._is_link(shapes, link)
        if after and not linked and not (after.lower() == "cursor" and token):
            before = named(rows, _BEFORE)
            found |= {"by": "cursor", "after": after, **({"before": before} if before else {})}
        elif linked:
            found |= {"by": "link", "next": link, "end": "no_next"}
        elif row and token and self._is_text(acts, row):
            found |= {"by": "token", "token": {"row": row, "field": token}, "end": "no_next"}
        elif (name := named(rows, _OFFSET)) and not self._is_text(acts, name):
            found |= {"by": "offset", "offset": {"row": name}}
        elif (name := named(rows, _PAGE)) and not self._is_text(acts, name):
            found |= {"by": "page", "page": {"row": name}}
        if "by" in found and "end" not in found:
            found["end"] = "more" if "more" in page else "total" if "total" in page else "short"
        return found

    def _is_text(self, acts: list[Act], name: str) -> bool:
        """Whether a row takes texts: no number of a page, or of objects, is one."""
        kinds = {self._rows[act.id].get("query", {}).get(name, {}).get("type") for act in acts}
        return not kinds & set(_WHOLE)

    def _is_link(self, shapes: list[Shape], name: str) -> bool:
        """Whether a field of a page holds a text that is an address."""
        for shape in shapes:
            if name in shape.properties:
                inner = read(shape.properties[name], self._limits)
                text = name.lower().endswith(("uri", "url", "link"))
                return inner.type == "string" and (text or inner.facts.get("format") == "uri")
        return False

    def _asked(self, acts: list[Act]) -> list[str]:
        """Return the rows that most lists have."""
        tables = [self._rows[act.id].get("query", {}) for act in acts]
        counted = Counter(name for table in tables for name in table)
        return [name for name, count in counted.items() if count > len(tables) / 2]

    def _size(self, acts: list[Act], rows: list[str]) -> Entry:
        """Return the row of the limit; its default and maximum where the document states them."""
        name = named(rows, _LIMIT)
        if not name:
            return {}
        found: Entry = {"limit": name}
        told = [self._rows[act.id].get("query", {}).get(name, {}) for act in acts]
        maximum = most(_count(row.get("maximum")) for row in told)
        default = most(_count(self._default(act, name)) for act in acts)
        if maximum:
            found["maximum"] = maximum
        if default:
            found["default"] = default
        return found

    def _default(self, act: Act, name: str) -> Any:
        for place, one, node in act.call.parameters:
            schema = node.get("schema")
            if place == "query" and snake(one) == snake(name) and schema is not None:
                return read((schema,), self._limits).facts.get("default")
        return None


def _count(value: Any) -> int:
    """Return a number of objects, 0 for what is none."""
    return value if type(value) is int and value > 0 else 0


def _last(names: list[str], wanted: tuple[str, ...]) -> str:
    """Return the first of some wanted names, what stands higher comes first."""
    every = sorted(names, key=lambda name: name.count("."))
    there = {name.rpartition(".")[2].lower(): name for name in reversed(every)}
    return next((there[name] for name in wanted if name in there), "")
