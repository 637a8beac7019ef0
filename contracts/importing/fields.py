"""Writes the schemas of an answer as fields of a contract.

A component that is a resource is named where it stands, not repeated; where the id may stand in its
place, the field can be expanded.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from contracts.importing.limits import Limits
from contracts.importing.objects import rows_of
from contracts.importing.schemas import read
from contracts.importing.shapes import Nodes, Shape

Entry = dict[str, Any]
Named = Callable[[Shape], str]  # the resource that a shape is, "" for none
DEEPEST = 8  # fields inside each other
MOST = 6000  # fields of one answer
_FORMATS = {"unix-time": "timestamp", "decimal": "decimal", "currency": "currency"}
_SCALARS = ("string", "integer", "number", "boolean")


class Fields:
    """Writes fields. `named` says which resource a shape is."""

    def __init__(self, limits: Limits, named: Named) -> None:
        self._limits = limits
        self._named = named
        self._count = 0

    def table(self, shapes: list[Shape]) -> dict[str, Entry]:
        """Return the fields of an object that may have several forms."""
        trail = frozenset(target for shape in shapes for target in shape.targets)
        self._count = 0
        return self._fields(shapes, trail, 0)

    def _fields(self, variants: list[Shape], trail: frozenset[int], depth: int) -> dict[str, Entry]:
        found: dict[str, Entry] = {}
        for row in rows_of(variants, self._limits):
            if row.shape.facts.get("writeOnly") is True:
                continue
            entry = self._entry(row.shape, trail, depth)
            if entry is not None:
                found[row.name] = {**entry, "required": True} if row.required else entry
        return found

    def _entry(self, shape: Shape, trail: frozenset[int], depth: int) -> Entry | None:
        """Return one field; None for one of which nothing is known, and for one too many."""
        self._count += 1
        if self._count > MOST:
            reason = f"the answer has more than {MOST} fields: left out from here on"
            self._limits.add("not read", shape.pointer, reason)
            return None
        named = [self._named(one) for one in shape.whole if one.type == "object"]
        resources = list(dict.fromkeys(name for name in named if name))
        found = self._typed(shape, trail, depth, resources)
        if found is None:
            return None
        return {**found, "nullable": True} if shape.nullable else found

    def _typed(
        self, shape: Shape, trail: frozenset[int], depth: int, resources: list[str]
    ) -> Entry | None:
        whole = list(shape.whole)
        if resources:
            one = {"resource": resources[0]} if len(resources) == 1 else {}
            if any(other.type == "string" for other in whole):
                return {"type": "string", **({"expandable": True, **one} if one else {})} | (
                    {} if one else {"also": [{"type": "object"}]}
                )
            return {"type": "object", **one}
        kind = shape.type
        if not kind:
            return None
        if kind in ("object", "array") and (shape.targets & trail or depth >= DEEPEST):
            return {"type": "object"} if kind == "object" else {"type": "array"}
        below = trail | shape.targets
        same = [one for one in whole if one.type == kind]
        if kind == "object":
            found = self._object(same, below, depth)
        elif kind == "array":
            found = self._array(same, below, depth)
        else:
            found = _scalar(same)
        also = [_scalar([one]) for one in shape.others if one.type in _SCALARS and one.type != kind]
        also += [{"type": "array"} for one in shape.others if one.type == "array" != kind]
        return {**found, "also": also} if also else found

    def _object(self, variants: list[Shape], trail: frozenset[int], depth: int) -> Entry:
        with_rows = [one for one in variants if one.properties]
        if with_rows:
            children = self._fields(with_rows, trail, depth + 1)
            return {"type": "object", "children": children} if children else {"type": "object"}
        extra = variants[0].extra
        if not extra:
            return {"type": "object"}
        inner = self._entry(read(extra, self._limits), trail, depth + 1)
        return {"type": "map", "values": inner} if inner else {"type": "object"}

    def _array(self, variants: list[Shape], trail: frozenset[int], depth: int) -> Entry:
        told: Nodes = next((one.items for one in variants if one.items), ())
        inner = self._entry(read(told, self._limits), trail, depth + 1) if told else None
        return {"type": "array", **({"items": inner} if inner else {})}


def _scalar(variants: list[Shape]) -> Entry:
    first = variants[0]
    found: Entry = {"type": first.type}
    enums = [one.enum for one in variants]
    if first.type == "string" and all(enums):
        found["enum"] = list(dict.fromkeys(str(v) for enum in enums for v in enum or ()))
        if any(one.clearable for one in variants):
            found["open"] = True
    told = _FORMATS.get(str(first.facts.get("format")))
    if told and (first.type == "integer") == (told == "timestamp"):
        found["format"] = told
    if first.type == "string" and isinstance(first.facts.get("pattern"), str):
        found["pattern"] = first.facts["pattern"]
    longest = first.facts.get("maxLength")
    if first.type == "string" and isinstance(longest, int) and longest > 0 and len(variants) == 1:
        found["max_length"] = longest
    return found


def without_patterns(value: Any) -> Any:
    """Return fields without the patterns that only told resources apart."""
    if isinstance(value, list):
        return [without_patterns(inner) for inner in value]
    if not isinstance(value, dict):
        return value
    kept = {k: v for k, v in value.items() if not (k == "pattern" and isinstance(v, str))}
    return {key: without_patterns(inner) for key, inner in kept.items()}
