"""Merges what several parts of a schema say: all of them hold together."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from contracts.importing.document import Node
from contracts.importing.limits import Limits
from contracts.importing.shapes import Nodes, Shape

_FIRST = ("title", "description", "default", "example", "examples", "format", "pattern",
          "multipleOf", "minItems", "maxItems", "uniqueItems", "readOnly", "writeOnly",
          "discriminator", "deprecated")  # fmt: skip
_HIGHEST = ("minimum", "minLength", "exclusiveMinimum")
_LOWEST = ("maximum", "maxLength", "exclusiveMaximum")
_UNREAD = ("not", "if", "patternProperties", "prefixItems", "multipleOf", "dependentSchemas",
           "contains", "propertyNames", "$dynamicRef")  # fmt: skip
_OF_OBJECTS = ("properties", "additionalProperties", "required", "minProperties")
_OF_TEXTS = ("maxLength", "minLength", "pattern")
_OF_NUMBERS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")
MOST = 2_000  # values of an enum
_LONGEST = 10**12  # characters: no form has so many
_NOTHING = Node({}, "", None)


def merged(parts: list[Node], pointer: str, limits: Limits) -> Shape:
    """Return what all parts allow together; later ones win where a fact can stand only once."""
    merge = _Merge()
    for part in parts:
        merge.take(part, limits)
    return _without_empty(merge.shape(pointer))


@dataclass(slots=True)
class _Merge:
    facts: dict[str, Any] = field(default_factory=dict)
    properties: dict[str, Nodes] = field(default_factory=dict)
    needs: dict[str, tuple[str, ...]] = field(default_factory=dict)
    types: tuple[str, ...] | None = None
    enum: tuple[Any, ...] | None = None
    required: set[str] = field(default_factory=set)
    extra: Nodes = ()
    items: Nodes = ()
    nulls: list[bool] = field(default_factory=list)
    closed: bool = False

    def take(self, part: Node, limits: Limits) -> None:
        """Take one part in."""
        self._scalars(part, limits)
        self._objects(part)
        if (items := part.get("items")) is not None:
            self.items = (*self.items, items)
        for key in (k for k in _UNREAD if k in part.value):
            limits.add("not read", f"{part.pointer}/{key}", f"{key!r} has no place in a contract")

    def _scalars(self, part: Node, limits: Limits) -> None:
        value = part.value
        found, null = _types(part, limits)
        if found:
            self.types = found if self.types is None else _both(self.types, found)
            self.nulls.append(null)
        elif value.get("nullable") is True:
            self.nulls = [True]
        self.facts |= {key: value[key] for key in _FIRST if key in value}
        for key in _HIGHEST + _LOWEST:
            _bound(self.facts, key, value.get(key))
        listed = _enum(part, limits)
        if listed is not None:
            known = self.enum
            self.enum = listed if known is None else tuple(v for v in listed if v in known)

    def _objects(self, part: Node) -> None:
        value = part.value
        for name, inner in (part.get("properties") or _NOTHING).entries():
            self.properties[name] = (*self.properties.get(name, ()), inner)
        self.required |= {x for x in _list(value.get("required")) if isinstance(x, str)}
        for name, others in (part.get("dependentRequired") or _NOTHING).entries():
            self.needs[name] = tuple(x for x in _list(others.value) if isinstance(x, str))
        more = part.get("additionalProperties")
        if False in (value.get("additionalProperties"), value.get("unevaluatedProperties")):
            self.closed = True
        elif more is not None and more.value:
            self.extra = (*self.extra, more)

    def shape(self, pointer: str) -> Shape:
        """Return all of it."""
        types = self.types or _implied(
            self.facts, self.properties, self.items, self.extra, self.enum
        )
        return Shape(
            pointer, types, self.facts, self.enum, self.properties, frozenset(self.required),
            self.closed, self.extra, self.items, self.needs, bool(self.nulls) and all(self.nulls),
        )  # fmt: skip


def _types(part: Node, limits: Limits) -> tuple[tuple[str, ...], bool]:
    """Return the types of a part, without null, and whether null is one."""
    kind = part.value.get("type")
    found = [kind] if isinstance(kind, str) else [x for x in _list(kind) if isinstance(x, str)]
    null = "null" in found or part.value.get("nullable") is True
    known = ("string", "integer", "number", "boolean", "array", "object")
    if kind is not None and not isinstance(kind, str | list):
        limits.add("not read", f"{part.pointer}/type", f"{kind!r} is no type")
    for name in found:
        if name not in (*known, "null"):
            limits.add("not read", f"{part.pointer}/type", f"{name!r} is no type")
    types = tuple(name for name in found if name in known)
    if kind == "null" or found == ["null"]:
        return ("null",), True
    return types, null


def _both(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """Return the types that both allow; a whole number is a number."""
    found = [name for name in other if name in one]
    if not found and {"integer", "number"} <= {*one, *other}:
        return ("integer",)
    return tuple(found) or other


def _bound(facts: dict[str, Any], key: str, value: Any) -> None:
    if isinstance(value, bool):
        if value and key.startswith("exclusive"):
            facts[key] = True  # as version 3.0 has it
    elif isinstance(value, int | float):
        value = int(min(value, _LONGEST)) if key.endswith("Length") else value
        known = facts.get(key)
        pick = max if key in _HIGHEST else min
        narrowed = isinstance(known, int | float) and not isinstance(known, bool)
        facts[key] = pick(known, value) if narrowed else value


def _enum(part: Node, limits: Limits) -> tuple[Any, ...] | None:
    value = part.value
    told = [value["const"]] if "const" in value else value.get("enum")
    blank = [one for one in _list(told) if isinstance(one, str) and one != one.strip()]
    if blank:
        reason = f"{blank[0]!r} begins or ends with a blank: any value will do"
        limits.add("not read", f"{part.pointer}/{'const' if 'const' in value else 'enum'}", reason)
        return None
    if isinstance(told, list) and len(told) > MOST:
        reason = f"{len(told):,} values, more than {MOST:,}: any will do"
        limits.add("not read", f"{part.pointer}/enum", reason)
        return None
    return tuple(told) if isinstance(told, list) else None


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _implied(
    facts: dict[str, Any], properties: dict[str, Nodes], items: Nodes, extra: Nodes,
    enum: tuple[Any, ...] | None,
) -> tuple[str, ...]:  # fmt: skip
    """Return the type that a schema without one means."""
    if properties or extra:
        return ("object",)
    if items:
        return ("array",)
    names = {str: "string", bool: "boolean", int: "integer", float: "number"}
    kinds = tuple(dict.fromkeys(names[type(v)] for v in enum or () if type(v) in names))
    if kinds:
        return kinds
    if any(key in facts for key in _OF_TEXTS):
        return ("string",)
    return ("number",) if any(key in facts for key in _OF_NUMBERS) else ()


def _without_empty(shape: Shape) -> Shape:
    """Take null and the empty text out of the values: they are what else it may be."""
    enum = shape.enum
    types = tuple(name for name in shape.types if name != "null")
    if enum is None:
        return replace(shape, types=types)
    nullable = shape.nullable or None in enum
    clearable = "" in enum and len(enum) > 0
    kept = tuple(value for value in enum if value is not None and value != "")
    return replace(shape, types=types, enum=kept, nullable=nullable, clearable=clearable)
