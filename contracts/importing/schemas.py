"""Reads a JSON Schema into one flat value: references followed, `allOf` merged, choices told apart.

What is read is one level deep; what stands below is read when somebody goes there, so that a cycle
is noticed by whoever walks into it. `allOf` is merged before anything is closed; what stands beside
a `$ref` follows its target; null and the empty text are no types but what a value may also be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from contracts.importing.circles import stands_in_itself
from contracts.importing.document import Node, NoTargetError
from contracts.importing.limits import Limits
from contracts.importing.merging import merged
from contracts.importing.shapes import Nodes, Shape

MOST = 64  # alternatives of one schema
_NONE = Node([], "", None)
_TRIES = 400  # alternatives inside each other
_UNJUDGED = ("type", "title", "description", "deprecated", "format", "x-enum-varname")  # beside one


@dataclass(slots=True)
class _Way:
    """The components that a choice stands in, and how many alternatives may still be read."""

    left: int = _TRIES
    targets: frozenset[int] = frozenset()


def read(nodes: Nodes, limits: Limits) -> Shape:
    """Return what a schema allows; of several ones, what all of them allow together."""
    return _read(nodes, limits, _Way())


def _read(nodes: Nodes, limits: Limits, way: _Way) -> Shape:
    parts = _Parts(way.targets)
    for node in nodes:
        parts.take(node, limits)
    base = merged(parts.plain, nodes[0].pointer, limits)
    name = next(iter(parts.targets.values()), "")
    base = replace(
        base, name=name, targets=frozenset(parts.targets), circles=frozenset(parts.circles)
    )
    if not parts.choices:
        return _sorted(base)
    return _chosen(base, tuple(parts.plain), parts.choices, limits, way)


@dataclass(slots=True)
class _Parts:
    """What a schema is made of: plain parts, choices between others, and the components in it."""

    above: frozenset[int]  # components that it stands in
    plain: list[Node] = field(default_factory=list)
    choices: list[list[Node]] = field(default_factory=list)
    targets: dict[int, str] = field(default_factory=dict)
    circles: set[int] = field(default_factory=set)  # those that stand in themselves
    open: list[int] = field(default_factory=list)  # references that are being followed

    def take(self, node: Node, limits: Limits) -> None:
        """Take a schema in: targets of references first, what stands beside them last."""
        if not isinstance(node.value, dict):
            if node.value is not True:
                nothing = "a schema that nothing fits"
                reason = nothing if node.value is False else "a schema is a mapping"
                limits.add("not read", node.pointer, reason)
            return
        self._follow(node, limits)
        for part in (node.get("allOf", list) or _NONE).items():
            self.take(part, limits)
        own = {k: v for k, v in node.value.items() if k not in ("$ref", "allOf", "anyOf", "oneOf")}
        if own:
            self.plain.append(Node(own, node.pointer, node.resolver))
        members = [list((node.get(word, list) or _NONE).items()) for word in ("anyOf", "oneOf")]
        self.choices += filter(None, members)

    def _follow(self, node: Node, limits: Limits) -> None:
        try:
            target = node.reference()
        except NoTargetError as trouble:
            limits.add("not read", node.pointer, str(trouble))
            return
        if target is None:
            return
        if id(target.value) in self.above or id(target.value) in self.open:
            limits.add("not read", node.pointer, "its references lead in a circle")
        elif id(target.value) not in self.targets:
            self.open.append(id(target.value))
            self.targets[id(target.value)] = target.name
            if stands_in_itself(target):
                self.circles.add(id(target.value))
            self.take(target, limits)
            self.open.pop()


def _chosen(
    base: Shape, parts: Nodes, choices: list[list[Node]], limits: Limits, way: _Way
) -> Shape:
    """Return a shape with its alternatives, each with what is said beside them."""
    told = choices[0] if len(choices[0]) <= MOST else list(_words(choices[0]))
    if len(told) > MOST:
        limits.add("not read", base.pointer, f"{len(told)} alternatives: {MOST} are read")
    further = tuple(
        Node({"anyOf": [member.value for member in more]}, base.pointer, more[0].resolver)
        for more in choices[1:]
    )
    above, way.targets = way.targets, way.targets | base.targets
    found: list[Shape] = []
    for member in told[:MOST]:
        way.left -= 1
        if way.left < 0:
            limits.add(
                "not read", base.pointer, f"more than {_TRIES} alternatives: the first are read"
            )
            break
        found += _read((*parts, member, *further), limits, way).whole
    way.targets = above
    nullable = any(_is_null(shape) or shape.nullable for shape in found)
    clearable = any(_is_empty(shape) or shape.clearable for shape in found)
    kept = [shape for shape in found if not _is_null(shape) and not _is_empty(shape)]
    kept = [shape for shape in kept if _says_something(shape, base)] or kept
    first, *rest = kept or [base]
    facts = {**first.facts, **{k: v for k, v in base.facts.items() if k != "format"}}
    alone = base.name if len(told) == 1 and not (nullable or base.nullable) else ""
    whole = replace(
        first, facts=facts, nullable=nullable or base.nullable, others=tuple(rest),
        clearable=clearable or base.clearable,
        name=alone or first.name or base.name, targets=first.targets | base.targets,
        circles=first.circles | base.circles,
        union=base.name if rest else "",
    )  # fmt: skip
    return _sorted(whole)


def _words(told: list[Node]) -> Iterator[Node]:
    """Yield alternatives, those that are each one value as one: `{type: integer, const: 1}`."""
    values: dict[Any, tuple[Node, list[Any]]] = {}
    for member in told:
        said = member.value if isinstance(member.value, dict) else {}
        one = [said["const"]] if "const" in said else said.get("enum")
        if not isinstance(one, list) or not {*said} <= {"const", "enum", *_UNJUDGED}:
            yield member
            continue
        kind = said.get("type")
        values.setdefault(kind if isinstance(kind, str) else None, (member, []))[1].extend(one)
    for kind, (first, every) in values.items():
        whole = {"enum": every} | ({"type": kind} if kind else {})
        yield Node(whole, first.pointer, first.resolver)


def _says_something(shape: Shape, base: Shape) -> bool:
    """Whether an alternative says more than which of its rows are needed."""
    return bool(shape.types or shape.properties or shape.enum) or not base.types


def _is_null(shape: Shape) -> bool:
    return shape.nullable and not shape.types and not shape.properties and not shape.enum


def _is_empty(shape: Shape) -> bool:
    """Whether nothing but the empty text fits."""
    if shape.clearable and shape.enum == ():
        return True
    return shape.type == "string" and shape.facts.get("maxLength") == 0


def _sorted(shape: Shape) -> Shape:
    """Tell the types of a union apart, what has rows of its own first."""
    shapes = [one for part in shape.whole for one in _typed(part)]
    ranks = {"object": 0, "array": 1, "string": 3, "": 4}
    first, *rest = sorted(shapes, key=lambda one: ranks.get(one.type, 2))
    first = replace(first, nullable=shape.nullable, clearable=shape.clearable)
    return replace(first, others=tuple(_distinct(first, rest)))


def _typed(shape: Shape) -> Iterator[Shape]:
    for kind in shape.types or ("",):
        fitting = shape.enum
        if fitting is not None and kind == "string" and len(shape.types) == 1:
            fitting = tuple(map(_as_text, filter(_is_scalar, fitting)))
        elif fitting is not None:
            fitting = tuple(v for v in fitting if _fits(v, kind)) or None
        yield replace(shape, types=(kind,) if kind else (), enum=fitting)


def _is_scalar(value: Any) -> bool:
    return isinstance(value, str | int | float)


def _as_text(value: Any) -> str:
    """Return a value of an enum of texts as it is sent: documents forget quotation marks."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _fits(value: Any, kind: str) -> bool:
    kinds: dict[str, Any] = {"string": str, "boolean": bool, "array": list, "object": dict}
    if kind in kinds:
        return isinstance(value, kinds[kind])
    if kind == "":
        return _is_scalar(value)
    return isinstance(value, int | float) and not isinstance(value, bool)


def any_of(shapes: list[Shape]) -> Shape:
    """Return what fits one of several shapes."""
    first, *rest = (one for shape in shapes for one in shape.whole)
    return _sorted(replace(
        first, others=tuple(rest), nullable=any(s.nullable for s in shapes),
        clearable=any(s.clearable for s in shapes),
    ))  # fmt: skip


def _distinct(first: Shape, rest: Iterable[Shape]) -> Iterator[Shape]:
    """Yield the alternatives that are no second scalar of a type that stands there already."""
    seen = {_mark(first)}
    for shape in rest:
        key = _mark(shape)
        if key not in seen:
            seen.add(key)
            yield replace(shape, others=())


def _mark(shape: Shape) -> tuple[object, ...]:
    """Return what tells a shape from others that are worth keeping beside it."""
    below = tuple(id(node.value) for nodes in (*shape.properties.values(), shape.items, shape.extra)
                  for node in nodes)  # fmt: skip
    return shape.type, repr(shape.enum), shape.targets, below
