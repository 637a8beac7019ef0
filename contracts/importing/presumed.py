"""The conventions of an API as its document lets one guess them: objects, lists, refusals.

What is counted is what most operations have; a convention that few follow is none. What a document
does not speak of (order, idempotency, codes by situation) is not written.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from contracts.importing.common import common, most, named
from contracts.importing.id_patterns import pattern_of_all
from contracts.importing.identity import id_field
from contracts.importing.limits import Limits
from contracts.importing.paging import Paging
from contracts.importing.resources import Act, Group
from contracts.importing.schemas import read
from contracts.importing.shapes import Shape

Entry = dict[str, Any]
_INVALID = ("integer", "minimum", "maximum", "enum", "boolean", "shape", "length")
_ERRORS = ("error", "errors", "fault")
_PARTS = {
    "type": ("type", "error_type", "category", "name"),
    "code": ("code", "error_code", "api_error_code", "status_code", "status", "reason", "error"),
    "param": ("param", "parameter", "field", "property"),
    "message": ("message", "detail", "error_message", "description", "title", "error_description",
                "msg", "why"),
}  # fmt: skip


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
        told = [read(shape.properties[field], self._limits)
                for shape in shapes if field in shape.properties]  # fmt: skip
        if most(one.type for one in told) == "integer":
            return {"type": "integer"}
        pattern = pattern_of_all([one.facts.get("pattern") for one in told])
        return {"pattern": pattern} if pattern else {}

    def pages(self) -> Entry:
        """Return how pages are written, and how they go on."""
        return Paging(self._acts, self._rows, self._limits).pages()

    def success(self) -> Entry:
        """Return the statuses of what was done, by kind: those of most of its operations."""
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
            told = [act.call.statuses for act in self._acts if act.kind == kind]
            if told:
                found[kind] = list(most(told, part=0))
        mark = self._mark()
        if mark is not None:
            found["mark"] = mark
        empty = {s for act in self._acts if act.call.answer is None for s in act.call.statuses}
        full = {s for act in self._acts if act.call.answer is not None for s in act.call.statuses}
        if 204 in empty - full:
            found["empty"] = [204]
        return found

    def errors(self) -> Entry:
        """Return how a refusal is told."""
        bodies = self._bodies()
        found: Entry = {}
        if not bodies:
            return found
        mark = next(self._marked(bodies), None)
        if mark is not None and self._mark() is not None:
            found |= {"told": "mark", "mark": mark}
        names = common(bodies)
        envelope = named(names, _ERRORS)
        inner = self._inside(bodies, envelope) if envelope else []
        if inner:
            found["envelope"] = envelope
        return found | self._parts(inner or bodies)

    def _bodies(self) -> list[Shape]:
        shapes = [shape for act in self._acts for shape in self._refusals(act)]
        return [shape for shape in shapes if shape.properties]

    def _mark(self) -> Entry | None:
        """Return the flag that every answer of success has, and no refusal; None for none."""
        every = [read((act.call.answer,), self._limits) for act in self._acts
                 if act.call.answer is not None]  # fmt: skip
        mark, other = (next(self._marked(shapes), None) for shapes in (every, self._bodies()))
        told = mark is not None and other == {**mark, "value": not mark["value"]}
        return mark if told else None

    def _marked(self, shapes: list[Shape]) -> Iterator[Entry]:
        """Yield the flags that have the same value in all of several answers."""
        for name in shapes[0].properties if shapes else ():
            values = [_constant(shape, name, self._limits) for shape in shapes]
            if values[0] is not None and all(value is values[0] for value in values):
                yield {"field": name, "value": values[0]}

    def _refusals(self, act: Act) -> list[Shape]:
        return [read((node,), self._limits) for node in act.call.refusals.values()
                if node.value]  # fmt: skip

    def _inside(self, bodies: list[Shape], envelope: str) -> list[Shape]:
        found = [
            read(b.properties[envelope], self._limits) for b in bodies if envelope in b.properties
        ]
        return [shape for shape in found if shape.type == "object" and shape.properties]

    def _parts(self, shapes: list[Shape]) -> Entry:
        names = common(shapes)
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


def _constant(shape: Shape, name: str, limits: Limits) -> bool | None:
    """Return the flag that stands in a field of every answer, None where none or both may."""
    if name not in shape.properties or name not in shape.required:
        return None
    values = read(shape.properties[name], limits).enum or ()
    return values[0] if len(values) == 1 and isinstance(values[0], bool) else None
