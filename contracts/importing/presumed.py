"""The conventions of an API as its document lets one guess them: objects, lists, refusals.

What is counted is what most operations have; a convention that few follow is none. What a document
does not speak of (order, idempotency, codes by situation) is not written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from contracts.importing.answers import Answer
from contracts.importing.identity import id_field
from contracts.importing.limits import Limits
from contracts.importing.resources import Act, Group
from contracts.importing.schemas import read
from contracts.importing.shapes import Shape

Entry = dict[str, Any]
_MORE = ("has_more", "hasmore", "more", "has_next", "hasnext")
_NEXT_LINK = ("next_page_uri", "next_page_url", "next_url", "next", "next_uri", "next_link")
_NEXT_TOKEN = ("next_page_token", "nextpagetoken", "next_cursor", "nextcursor", "next_token",
               "cursor", "next_page", "next")  # fmt: skip
_TOKEN_ROWS = ("page_token", "pagetoken", "cursor", "next_cursor", "next_token", "token", "page")
_AFTER = ("starting_after", "after", "after_id", "since_id", "cursor")
_BEFORE = ("ending_before", "before", "before_id", "max_id")
_LIMIT = ("limit", "page_size", "pagesize", "per_page", "perpage", "count", "max_results", "size")
PAGING_ROWS = (*_AFTER, *_BEFORE, "page_token", "pagetoken", "next_cursor", "next_token")
_TOTAL = ("total", "total_count", "totalcount", "count")
_PAGE, _OFFSET = ("page", "page_number"), ("offset", "skip", "start")
_INVALID = ("integer", "minimum", "maximum", "enum", "boolean", "shape", "length")
_ERRORS = ("error", "errors", "fault")
_PARTS = {
    "type": ("type", "error_type", "category", "name"),
    "code": ("code", "error_code", "status_code", "status"),
    "param": ("param", "parameter", "field", "property"),
    "message": ("message", "detail", "error_message", "description", "title", "error_description",
                "msg"),
}  # fmt: skip


def most(values: Iterable[Any], *, part: float = 0.5) -> Any:
    """Return what more than a part of the values are, None for none."""
    told = list(values)
    if not told:
        return None
    value, count = Counter(told).most_common(1)[0]
    return value if count > part * len(told) else None


def named(names: Iterable[str], wanted: Iterable[str]) -> str:
    """Return the first of some wanted names that is there, whatever its case."""
    there = {name.lower(): name for name in reversed(list(names))}
    return next((there[name] for name in wanted if name in there), "")


class Presumed:
    """Reads the conventions off all operations of a document."""

    def __init__(self, groups: dict[str, Group], rows: dict[str, Entry], limits: Limits) -> None:
        """`rows` are the tables of each operation, by id."""
        self._groups = list(groups.values())
        self._acts = [act for holder in self._groups for act in holder.acts.values()]
        self._rows = rows
        self._limits = limits

    def objects(self) -> Entry:
        """Return what objects have, and where an answer holds one."""
        found: Entry = {"id": id_field(self._groups)}
        kind = most(holder.kind_field for holder in self._groups)
        if kind:
            found["object"] = kind
        told = [a for a in self._acts if a.shape == "object" and not a.answer.empty]
        nouns = sum(a.answer.stands == a.resource.rpartition(".")[2] for a in told)
        stands = "noun" if nouns * 2 > len(told) else most(a.answer.stands for a in told)
        if stands:
            found["stands"] = stands
        return found

    def ids(self, field: str) -> Entry:
        """Return what ids are like."""
        shapes = [shape for holder in self._groups for shape in holder.shapes]
        kinds = [read(shape.properties[field], self._limits).type
                 for shape in shapes if field in shape.properties]  # fmt: skip
        return {"type": "integer"} if most(kinds) == "integer" else {}

    def pages(self) -> Entry:
        """Return how pages are written, and how they go on."""
        acts = [act for act in self._acts if act.kind == "list" and act.answer.many]
        if not acts:
            return {}
        stands = most(act.answer.stands for act in acts) or ""
        fit = [act for act in acts if act.answer.stands == stands] if stands else acts
        found: Entry = {"items": stands} if stands else {}
        wrapper = most(act.answer.wrapper for act in fit)
        if wrapper:
            found["wrapper"] = wrapper
        found |= self._around([act.answer for act in fit])
        found |= self._further(fit, found)
        return found

    def _around(self, answers: list[Answer]) -> Entry:
        """Return the names of what stands around the items."""
        around = [answer.around for answer in answers if answer.around is not None]
        names = self._common(around)
        found: Entry = {}
        kind = named(names, ("object",))
        values = [self._constant(shape, kind) for shape in around] if kind else []
        if most(values):
            found["object"] = most(values)
        for key, wanted in (("more", _MORE), ("url", ("url",)), ("total", _TOTAL)):
            name = named(names, wanted)
            if name:
                found[key] = name
        return found

    def _common(self, around: list[Shape]) -> list[str]:
        """Return the names that most pages have."""
        counted = Counter(name for shape in around for name in shape.properties)
        return [name for name, count in counted.items() if count > len(around) / 2]

    def _constant(self, shape: Shape, name: str) -> str:
        inner = read(shape.properties[name], self._limits) if name in shape.properties else None
        return str(inner.enum[0]) if inner and inner.enum and len(inner.enum) == 1 else ""

    def _further(self, acts: list[Act], page: Entry) -> Entry:
        """Return how a list goes on: by what its rows and its pages name."""
        rows = self._asked(acts)
        shapes = [act.answer.around for act in acts if act.answer.around is not None]
        names = self._common(shapes)
        found: Entry = self._size(acts, rows)
        after, link, token = (
            named(rows, _AFTER),
            named(names, _NEXT_LINK),
            named(names, _NEXT_TOKEN),
        )
        row = named(rows, _TOKEN_ROWS)
        linked = bool(link) and self._is_link(shapes, link)
        if after and not linked and not (after.lower() == "cursor" and token):
            before = named(rows, _BEFORE)
            found |= {"by": "cursor", "after": after, **({"before": before} if before else {})}
        elif linked:
            found |= {"by": "link", "next": link, "end": "no_next"}
        elif row and token and row.lower() != "page":
            found |= {"by": "token", "token": {"row": row, "field": token}, "end": "no_next"}
        elif named(rows, _OFFSET):
            found |= {"by": "offset", "offset": {"row": named(rows, _OFFSET)}}
        elif named(rows, _PAGE):
            found |= {"by": "page", "page": {"row": named(rows, _PAGE)}}
        if "by" in found and "end" not in found:
            found["end"] = "more" if "more" in page else "total" if "total" in page else "short"
        return found

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
        maximum = most(row.get("maximum") for row in told)
        default = most(self._default(act, name) for act in acts)
        if isinstance(maximum, int):
            found["maximum"] = maximum
        if isinstance(default, int):
            found["default"] = default
        return found

    def _default(self, act: Act, name: str) -> Any:
        for place, one, node in act.call.parameters:
            schema = node.get("schema")
            if place == "query" and one == name and schema is not None:
                return read((schema,), self._limits).facts.get("default")
        return None

    def success(self) -> Entry:
        """Return the statuses of what was done, by kind."""
        found: Entry = {}
        for kind in (
            "create",
            "retrieve",
            "update",
            "replace",
            "delete",
            "list",
            "search",
            "action",
        ):
            told = {s for act in self._acts if act.kind == kind for s in act.call.statuses}
            if told:
                found[kind] = sorted(told)
        empty = {s for act in self._acts if act.call.answer is None for s in act.call.statuses}
        full = {s for act in self._acts if act.call.answer is not None for s in act.call.statuses}
        if 204 in empty - full:
            found["empty"] = [204]
        return found

    def errors(self) -> Entry:
        """Return how a refusal is told."""
        shapes = [shape for act in self._acts for shape in self._refusals(act)]
        bodies = [shape for shape in shapes if shape.properties]
        found: Entry = {}
        if not bodies:
            return found
        names = self._common(bodies)
        envelope = named(names, _ERRORS)
        inner = self._inside(bodies, envelope) if envelope else []
        if inner:
            found["envelope"] = envelope
        return found | self._parts(inner or bodies)

    def _refusals(self, act: Act) -> list[Shape]:
        return [read((node,), self._limits) for node in act.call.refusals.values()
                if node.value]  # fmt: skip

    def _inside(self, bodies: list[Shape], envelope: str) -> list[Shape]:
        found = [
            read(b.properties[envelope], self._limits) for b in bodies if envelope in b.properties
        ]
        return [shape for shape in found if shape.type == "object" and shape.properties]

    def _parts(self, shapes: list[Shape]) -> Entry:
        names = self._common(shapes)
        found: Entry = {}
        for part, wanted in _PARTS.items():
            name = named(names, wanted)
            if name and name not in found.values():
                found[part] = name
        first = next((s for s in shapes if found.get("type") in s.properties), None)
        kinds = read(first.properties[found["type"]], self._limits).enum if first else None
        if kinds and all(isinstance(kind, str) for kind in kinds):
            found["types"] = [str(kind) for kind in kinds]
        return found

    def situations(self) -> Entry:
        """Return what is refused because the document states it; how, it seldom says.

        A required row is a promise of both sides. That a server looks at types and values is
        likely, and no more.
        """
        told = {int(s) for act in self._acts for s in act.call.refusals if s.isdigit()}
        found: Entry = {
            **{name: {"level": "must"} for name in ("required", "required_nested")},
            **{name: {"level": "should"} for name in _INVALID},
            "exclusive": {"level": "probe"},
        }
        if 404 in told:
            found["unknown_id"] = {"level": "must", "status": [404]}
        return found

    def changing(self) -> Entry:
        """Return by which methods objects are changed, replaced and deleted."""
        found: Entry = {}
        for kind, usual in (("update", "POST"), ("replace", "PUT"), ("delete", "DELETE")):
            acts = [act for act in self._acts if act.kind == kind]
            method = most(act.call.method for act in acts)
            if method and method != usual:
                found[kind] = {"method": method}
            answer = most(act.shape for act in acts) if kind == "delete" else None
            if answer and answer != "any":
                found.setdefault(kind, {})["answer"] = answer
        return found
