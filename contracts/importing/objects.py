"""The rows of an object: one schema's, or those of several that may stand in its place.

A contract has one table where a document offers several: it holds the rows of all of them. What
stands in some alone excludes what stands in others alone, and needs what these demand. Inside them,
where a row above decides which is meant, what some demand is sent: with it an object fits them all.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from contracts.importing.limits import Limits
from contracts.importing.schemas import any_of, read
from contracts.importing.shapes import Nodes, Shape

MOST = 12  # alternatives whose rows are told apart
_ROWS = 300  # rows that are told apart
LARGEST = 6_000  # names in one object


@dataclass(frozen=True, slots=True)
class Row:
    """A name in an object: its schema, whether each form needs it, and what goes with it."""

    name: str
    shape: Shape
    required: bool = False
    excludes: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    chosen: bool = False  # it stands in some of several alternatives
    sometimes: bool = False  # some of them require it, and which is meant stands above


def rows_of(variants: list[Shape], limits: Limits) -> list[Row]:
    """Return the rows of an object that may have several forms."""
    names = list(dict.fromkeys(name for shape in variants for name in shape.properties))
    if len(names) > LARGEST:
        reason = f"{len(names):,} names in an object: the first {LARGEST:,} are read"
        limits.add("not read", variants[0].pointer, reason)
        names = names[:LARGEST]
    required = frozenset.intersection(*(shape.required for shape in variants))
    told = len(variants) <= MOST and len(names) <= _ROWS
    if len(variants) > 1 and not told:
        reason = "which of its rows go together: too many rows, or alternatives"
        limits.add("not read", variants[0].pointer, reason)
    holders = {
        name: tuple(shape for shape in variants if name in shape.properties) for name in names
    }
    shapes = {name: _joined(name, holders[name], limits) for name in names}
    found = []
    for name in names:
        some = told and len(holders[name]) < len(variants)
        found.append(Row(
            name, shapes[name], name in required,
            _excluded(name, holders) if some else (),
            _needed(name, holders[name], required, shapes) if some else _stated(name, variants),
            some, _sometimes(name, variants) and name not in required,
        ))  # fmt: skip
    return found


def _sometimes(name: str, variants: list[Shape]) -> bool:
    """Whether an object fits each alternative for sure only where it has a row."""
    told = any(shape.joined for shape in variants)
    everywhere = all(name in shape.properties for shape in variants)
    return told and everywhere and any(name in shape.required for shape in variants)


def _stated(name: str, variants: list[Shape]) -> tuple[str, ...]:
    """Return what `dependentRequired` says that goes with a row."""
    return tuple(dict.fromkeys(n for shape in variants for n in shape.needs.get(name, ())))


def _joined(name: str, holders: tuple[Shape, ...], limits: Limits) -> Shape:
    different: dict[tuple[int, ...], Nodes] = {}
    for shape in holders:
        nodes = shape.properties[name]
        different.setdefault(tuple(id(node.value) for node in nodes), nodes)
    shapes = [read(nodes, limits) for nodes in different.values()]
    if len(shapes) == 1:
        return shapes[0]
    values = [shape.enum for shape in shapes]
    if all(shape.type == shapes[0].type for shape in shapes) and all(values):
        every = tuple(dict.fromkeys(v for enum in values for v in enum or ()))
        return replace(shapes[0], enum=every)
    return replace(any_of(shapes), joined=True)


def _excluded(name: str, holders: dict[str, tuple[Shape, ...]]) -> tuple[str, ...]:
    """Return the rows that no alternative has beside this one."""
    mine = {id(shape) for shape in holders[name]}
    return tuple(
        other for other, theirs in holders.items()
        if other != name and not mine & {id(shape) for shape in theirs}
    )  # fmt: skip


def _needed(
    name: str, holders: tuple[Shape, ...], required: frozenset[str], shapes: dict[str, Shape]
) -> tuple[str, ...]:
    """Return what each alternative that has the row demands, and the value that tells it."""
    demanded = frozenset.intersection(*(shape.required for shape in holders)) - required - {name}
    found = [other for other in shapes if other in demanded]
    if len(holders) == 1:
        for other, shape in shapes.items():
            own = holders[0].properties.get(other)
            value = _only(own[-1].value) if own and other != name else ""
            if value and shape.enum and len(shape.enum) > 1:
                return (*(n for n in found if n != other), f"{other}={value}")
    return tuple(found)


def _only(schema: object) -> str:
    """Return the one text that a schema allows, "" for another schema."""
    if not isinstance(schema, dict):
        return ""
    values = [schema["const"]] if "const" in schema else schema.get("enum")
    one = values[0] if isinstance(values, list) and len(values) == 1 else ""
    return one if isinstance(one, str) else ""
