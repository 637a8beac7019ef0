"""Writes the schemas of a request as rows of a contract."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from math import ceil, floor
from typing import Any

from contracts.importing.bracketing import Entry, bracketed, place, unnamed
from contracts.importing.formats import FORMATS, INSTANCES, UNTOLD, contradicts
from contracts.importing.limits import Limits
from contracts.importing.objects import Row, rows_of
from contracts.importing.schemas import any_of, read
from contracts.importing.shapes import Nodes, Shape
from contracts.patterns import LONGEST, faulty

DEEPEST = 10  # rows inside each other
_GREATEST = 1e15  # of a bound
MOST = 6000  # rows of one operation
_SCALARS = ("string", "integer", "number", "boolean")


class Rows:
    """Writes rows, and remembers which components it stands in, so that a cycle ends."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self.count = 0

    def table(self, nodes: Nodes) -> dict[str, Entry]:
        """Return the rows of a body by name; none of one that is no object."""
        shape = read(nodes, self._limits)
        variants = [one for one in shape.whole if one.type in ("object", "")]
        if not variants or len(variants) < len(list(shape.whole)):
            self._limits.add("not read", shape.pointer, "a form is an object")
        trail = frozenset[int]().union(*(one.circles for one in variants))
        return self._rows(variants, trail, 0) if variants else {}

    def row(self, nodes: Nodes, *, required: bool = False) -> Entry:
        """Return one row of a path or a query."""
        return self.entry(Row("", read(nodes, self._limits), required), frozenset(), 0)

    def _rows(self, variants: list[Shape], trail: frozenset[int], depth: int) -> dict[str, Entry]:
        found: dict[str, Entry] = {}
        for row in rows_of(variants, self._limits):
            if row.shape.facts.get("readOnly") is True:
                continue
            name, below = bracketed(row.name)
            if why := unnamed(name):
                self._limits.add("not read", row.shape.pointer, why)
                continue
            if self._is_cut(row.shape, trail, depth):
                continue
            place(found, name, below, self.entry(row, trail, depth))
        for entry in found.values():
            _within(entry, found)
        return found

    def entry(self, row: Row, trail: frozenset[int], depth: int) -> Entry:
        """Return what a contract says of one row and of what stands below it."""
        self.count += 1
        shape = row.shape
        found = self._typed(shape, trail, depth)
        if row.required or row.sometimes:
            found["required"] = True
        if shape.clearable and not row.required:
            found["clearable"] = True
        if row.excludes:
            found["excludes"] = list(row.excludes)
        if row.needs:
            found["needs"] = list(row.needs)
        marks = {"excludes": row.chosen, "needs": row.chosen, "required": row.sometimes}
        guessed = [key for key, unsure in marks.items() if unsure and key in found]
        if guessed:
            found["guessed"] = guessed
        return found

    def _typed(self, shape: Shape, trail: frozenset[int], depth: int) -> Entry:
        kind = shape.type
        below = trail.union(*(one.circles for one in shape.whole))
        same = [one for one in shape.whole if one.type == kind]
        if kind == "object":
            found = self._object(same, below, depth)
        elif kind == "array":
            found = self._array(same, below, depth)
        else:
            found = self._scalar(same)
        others = [one for one in shape.others if one.type != kind]
        return self._with_others(found, others)

    def _is_cut(self, shape: Shape, trail: frozenset[int], depth: int) -> bool:
        """Whether a row is left out: it stands inside itself, or too deep for any form."""
        inner = read(shape.items, self._limits) if shape.items else shape
        reason = ""
        if (shape.targets | inner.targets) & trail:
            reason = "it stands inside itself: left out from here on"
        elif depth >= DEEPEST:
            reason = f"more than {DEEPEST} rows inside each other: left out from here on"
        elif self.count >= MOST:
            reason = f"the operation has more than {MOST} rows: left out from here on"
        if reason:
            self._limits.add("not read", shape.pointer, reason)
        return bool(reason)

    def _object(self, variants: list[Shape], trail: frozenset[int], depth: int) -> Entry:
        with_rows = [one for one in variants if one.properties]
        if with_rows:
            if any(one.extra for one in with_rows):
                reason = "names of one's own beside the rows of an object"
                self._limits.add("not read", with_rows[0].pointer, reason)
            children = self._rows(with_rows, trail, depth + 1)
            return {"type": "object", "children": children} if children else {"type": "object"}
        first = variants[0]
        if first.closed:
            return {"type": "object"}
        extra = next((one.extra for one in variants if one.extra), ())
        if not extra:
            return {"type": "map", "values": {"type": "string"}, "guessed": ["values"]}
        inner = Row("", read(extra, self._limits))
        return {"type": "map", "values": self.entry(inner, trail, depth + 1)}

    def _array(self, variants: list[Shape], trail: frozenset[int], depth: int) -> Entry:
        told = {tuple(id(n.value) for n in one.items): one.items for one in variants if one.items}
        if not told:
            return {**_ARRAY, "guessed": ["items"]}
        shapes = [read(nodes, self._limits) for nodes in told.values()]
        one = shapes[0] if len(shapes) == 1 else replace(any_of(shapes), joined=True)
        items = self.entry(Row("", one), trail, depth + 1)
        for key in ("required", "excludes", "needs"):
            items.pop(key, None)
        return {"type": "array", "items": items}

    def _scalar(self, variants: list[Shape]) -> Entry:
        first = variants[0]
        kind = first.type or "any"
        found: Entry = {"type": kind}
        enums = [one.enum for one in variants]
        if all(enums):
            values = list(dict.fromkeys(v for enum in enums for v in enum or ()))
            if kind in ("string", "integer"):
                found["enum"] = values
        if len(variants) > 1 and not all(enums):
            variants = [one for one in variants if not one.enum]
        found.update(self._bounds(variants, kind))
        example = _example(variants, kind, found)
        if example is not None:
            found["example"] = example
        return found

    def _bounds(self, variants: list[Shape], kind: str) -> Entry:
        facts = variants[0].facts
        found: Entry = {}
        if kind == "string" and not all(one.enum for one in variants):
            for name, key in (("maxLength", "max_length"), ("minLength", "min_length")):
                values = [one.facts.get(name, 0) for one in variants]
                if all(value > 0 for value in values):
                    found[key] = max(values) if key == "max_length" else min(values)
            if len(variants) == 1 and isinstance(facts.get("pattern"), str):
                reason = faulty(facts["pattern"])
                if reason:
                    self._limits.add("not read", variants[0].pointer, f"the pattern: {reason}")
                else:
                    found["pattern"] = facts["pattern"]
        if kind in ("integer", "number"):
            found.update(_range(variants))
        found.update(self._format(variants[0], kind))
        return self._possible(found, variants[0].pointer)

    def _possible(self, found: Entry, pointer: str) -> Entry:
        """Return bounds without those that nothing fits, each of which is a line."""
        for key in ("minimum", "maximum"):
            if abs(found.get(key, 0)) >= _GREATEST:
                self._limits.add("not read", pointer, f"no number comes near the {key}")
                del found[key]
        for low, high, most in (
            ("minimum", "maximum", None), ("min_length", "max_length", LONGEST),
        ):  # fmt: skip
            end = found.get(high, most) if most is None else min(found.get(high, most), most)
            if low in found and end is not None and found[low] > end:
                self._limits.add("not read", pointer, f"nothing fits: {low} is above {end}")
                found = {key: value for key, value in found.items() if key not in (low, high)}
        return found

    def _format(self, shape: Shape, kind: str) -> Entry:
        told = shape.facts.get("format")
        if not isinstance(told, str) or told in UNTOLD:
            return {}
        known = FORMATS.get(told)
        example = shape.facts.get("example")
        if known and contradicts(example, known):
            reason = f"its example {str(example)[:40]!r} is not of the format {told!r}"
            self._limits.add("not read", shape.pointer, reason)
            return {}
        if known and (kind == "string" or (kind == "integer" and known == "timestamp")):
            return {"format": known}
        self._limits.add("not read", shape.pointer, f"the format {told!r} has no place in a row")
        return {}

    def _with_others(self, found: Entry, others: list[Shape]) -> Entry:
        also: list[Entry] = []
        for one in others:
            if one.type in _SCALARS:
                entry: Entry = {"type": one.type}
                if one.enum and one.type == "string":
                    entry["enum"] = list(one.enum)
                _alternative(also, entry)
            elif one.type:
                reason = f"what may also be {one.type}: only {found['type']} is read"
                self._limits.add("not read", one.pointer, reason)
        also = [entry for entry in also if entry["type"] != found["type"]]
        return {**found, "also": also} if also else found


_ARRAY: Entry = {"type": "array", "items": {"type": "string"}}


def _alternative(also: list[Entry], entry: Entry) -> None:
    """Add one more type, or widen the values of one that stands there already."""
    for known in also:
        if known["type"] == entry["type"]:
            if "enum" in known and "enum" in entry:
                known["enum"] = list(dict.fromkeys([*known["enum"], *entry["enum"]]))
            else:
                known.pop("enum", None)
            return
    also.append(entry)


def _range(variants: list[Shape]) -> Entry:
    found: Entry = {}
    for low, name in ((True, "minimum"), (False, "maximum")):
        values = [_end(one, name, low=low) for one in variants]
        told = [v for v in values if v is not None]
        if told and len(told) == len(values):
            bound = min(told) if low else max(told)
            whole = variants[0].type == "integer"
            found[name] = (ceil(bound) if low else floor(bound)) if whole else bound
    return found


def _end(shape: Shape, name: str, *, low: bool) -> float | int | None:
    """Return the least, or the greatest, value; one that is excluded gives way to the next."""
    value, step = shape.facts.get(name), 1 if low else -1
    beyond = shape.facts.get(f"exclusive{name.capitalize()}")
    if beyond is True:
        beyond = value
    if isinstance(beyond, int | float) and not isinstance(beyond, bool):
        return beyond + step if shape.type == "integer" else beyond
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def _example(variants: list[Shape], kind: str, found: Entry) -> Any:
    """Return an example that fits the row."""
    facts = variants[0].facts
    told = [facts.get("example"), *(x for x in [facts.get("examples")] if isinstance(x, list))]
    flat: Iterable[Any] = (y for x in told for y in (x if isinstance(x, list) else [x]))
    instance = INSTANCES.get(str(facts.get("format")))
    for value in (*flat, *([instance] if instance else [])):
        if _fits(value, kind, found):
            return value
    return None


def _fits(value: Any, kind: str, found: Entry) -> bool:
    kinds: dict[str, type[Any]] = {"string": str, "integer": int, "boolean": bool}
    if kind not in kinds or type(value) is not kinds[kind]:
        return False
    if "enum" in found and value not in found["enum"]:
        return False
    if kind == "integer":
        return bool(found.get("minimum", value) <= value <= found.get("maximum", value))
    if kind == "boolean":
        return True
    if not value or value.startswith("@") or len(value) > found.get("max_length", len(value)):
        return False
    return len(value) >= found.get("min_length", 0) and _matches(found.get("pattern"), value)


def _matches(pattern: str | None, value: str) -> bool:
    """Whether a text fits a pattern; what cannot be decided quickly does not."""
    if pattern is None:
        return True
    if len(pattern) > 200 or len(value) > 100 or re.search(r"[*+}]\)*[*+{]", pattern):
        return False
    try:
        return re.search(pattern, value) is not None
    except re.error:
        return False


def _within(entry: Entry, table: dict[str, Entry]) -> None:
    """Keep what a row says of rows beside it, where these are there."""
    for key in ("excludes", "needs"):
        if key in entry:
            kept = [text for text in entry[key] if text.partition("=")[0] in table]
            entry[key] = kept
            if not kept:
                del entry[key]
    if "guessed" in entry:
        entry["guessed"] = [key for key in entry["guessed"] if key in entry]
        if not entry["guessed"]:
            del entry["guessed"]
