"""What a row of a request table brings along: the rows it stands in, requires, needs and forbids.

A form is never drawn and then filtered: it is put together from closures, and a closure knows
beforehand what it can be combined with.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from contracts.model import Operation, Parameter

_MOST = 4096  # tables that are kept
_known: dict[tuple[int, bool], Table] = {}  # by `id`: a table keeps its operation alive


@dataclass(frozen=True, slots=True)
class Closure:
    """Rows that are sent together, the values fixed among them, and what must stay away.

    `subject` is the "resource:state" that the object in the path must be ("" when any will do).
    """

    paths: frozenset[str] = frozenset()
    pins: Mapping[str, Any] = field(default_factory=dict)
    excluded: frozenset[str] = frozenset()
    subject: str = ""

    def join(self, other: Closure) -> Closure | None:
        """Return both together, or None when they contradict each other."""
        whole = Whole(self)
        return whole.closure() if whole.add(other) else None


class Whole:
    """Closures put together one after the other, as long as they do not contradict each other."""

    __slots__ = ("excluded", "paths", "pins", "subject")

    def __init__(self, start: Closure) -> None:
        self.paths = set(start.paths)
        self.pins = dict(start.pins)
        self.excluded = set(start.excluded)
        self.subject = start.subject

    def add(self, part: Closure) -> bool:
        """Add a closure; return False, and change nothing, when it contradicts what is there."""
        if not (part.paths.isdisjoint(self.excluded) and part.excluded.isdisjoint(self.paths)):
            return False
        if part.subject and self.subject and part.subject != self.subject:
            return False
        if part.pins:
            if any(self.pins.get(path, value) != value for path, value in part.pins.items()):
                return False
            self.pins.update(part.pins)
        self.paths |= part.paths
        self.excluded |= part.excluded
        self.subject = self.subject or part.subject
        return True

    def closure(self) -> Closure:
        """Return all of it as one closure."""
        return Closure(frozenset(self.paths), self.pins, frozenset(self.excluded), self.subject)


def composite(row: Parameter) -> bool:
    """Whether a row holds other rows (an object, an array or a map of such) and no own value."""
    if row.type == "array":
        return row.items is not None and composite(row.items)
    if row.type == "map":
        return row.values is not None and composite(row.values)
    return row.type == "object" and bool(row.children)


def unforeseen(operation: Operation, row: Parameter) -> bool:
    """Whether valid values depend on what the target holds or returns: cursors, expansions."""
    return row.format == "cursor" or (row.path == operation.expansion and row.example is None)


class Table:
    """The rows of one operation that forms are made of, with their closures.

    With `plain_only`, rows that a plain account refuses are left out.
    """

    def __init__(self, operation: Operation, *, plain_only: bool = True) -> None:
        self.operation = operation
        self.rows: dict[str, Parameter] = {}
        self.parents: dict[str, str] = {}
        for row in operation.sent:
            self._enter(row, "")
        self.order = {path: place for place, path in enumerate(self.rows)}
        self.composite = frozenset(path for path, row in self.rows.items() if composite(row))
        self._plain_only = plain_only
        self._closures: dict[str, Closure | None] = {}
        self.growing: set[str] = set()  # rows whose closures are being worked out
        self._usable: dict[str, bool] = {}
        self._base = tuple(self._base_parts(operation.base, ""))
        self.core = self._core()
        self.start = self.with_base(self.core)
        self.optional = tuple(path for path, row in self.rows.items() if self._is_optional(row))

    def _enter(self, row: Parameter, parent: str) -> None:
        self.rows[row.path] = row
        self.parents[row.path] = parent
        for below in below_of(row):
            self._enter(below, row.path)

    def _is_optional(self, row: Parameter) -> bool:
        """Whether forms may choose to send the row (what they choose are leaves)."""
        if composite(row) or not row.name or row.path in self.start.paths:
            return False
        return not unforeseen(self.operation, row) and self.usable(row)

    def usable(self, row: Parameter) -> bool:
        """Whether a form may hold the row at all."""
        if row.path not in self._usable:
            self._usable[row.path] = self._judged(row)
        return self._usable[row.path]

    def _judged(self, row: Parameter) -> bool:
        if row.required and not self.parents[row.path]:
            return True
        if composite(row):
            return any(self.usable(below) for below in below_of(row))
        return row.plain or not self._plain_only

    def closure(self, path: str) -> Closure | None:
        """Return everything that is sent when the row is, or None when no valid form has it."""
        if path not in self._closures:
            self.growing.add(path)
            self._closures[path] = self.pinned(path)
            self.growing.discard(path)
        return self._closures[path]

    def pinned(self, path: str, *values: Any) -> Closure | None:
        """Return the closure of a row that has one fixed value (when one is given)."""
        return _Growth(self).grow(path, *values)

    def complete(self, *parts: Closure | None) -> Closure | None:
        """Return the parts with all that any form has: the required rows and the base.

        Returns None when a part is None or when they contradict each other.
        """
        whole: Closure | None = self.core
        for part in parts:
            if part is None or whole is None:
                return None
            whole = whole.join(part)
        return whole and self.with_base(whole)

    def with_base(self, closure: Closure) -> Closure:
        """Return a closure with the rows of the operation's base that it does not exclude."""
        whole = Whole(closure)
        self.add_base(whole)
        return whole.closure()

    def add_base(self, whole: Whole) -> None:
        """Add the rows of the operation's base that do not contradict what is there."""
        for part in self._base:
            whole.add(part)

    def _core(self) -> Closure:
        """Return the required rows with all they bring along."""
        whole: Closure | None = Closure()
        for row in self.operation.sent:
            if row.required and whole:
                found = self.closure(row.path)
                whole = whole.join(found) if found else None
        if whole is None:
            message = f"{self.operation.id}: no form can hold all of its required rows"
            raise ValueError(message)
        return whole

    def _base_parts(self, values: Mapping[str, Any], parent: str) -> Iterable[Closure]:
        for name, value in values.items():
            path = f"{parent}[{name}]" if parent else name
            row = self.rows[path]
            if isinstance(value, Mapping) and row.children:
                yield from self._base_parts(value, path)
            elif row.items and row.items.children and isinstance(value, list):
                yield from self._base_parts(value[0], f"{path}[]")
            else:
                # The base is a working call as it stands: it brings no needs of its own.
                yield Closure(frozenset(self.lineage(path)), {path: value}, frozenset(row.excludes))

    def lineage(self, path: str) -> list[str]:
        """Return the row and the rows it stands in, innermost first."""
        found = []
        while path:
            found.append(path)
            path = self.parents[path]
        return found


def table_of(operation: Operation, *, plain_only: bool = True) -> Table:
    """Return the table of an operation; as long as it lives, it is worked out once."""
    key = (id(operation), plain_only)
    found = _known.get(key)
    if found is None:
        if len(_known) >= _MOST:
            _known.clear()
        found = _known[key] = Table(operation, plain_only=plain_only)
    return found


def below_of(row: Parameter) -> tuple[Parameter, ...]:
    """Return the rows directly below a row, elements of arrays and maps included."""
    return (*row.children, *(inner for inner in (row.items, row.values) if inner))


class _Growth:
    """One closure in the making."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.paths: set[str] = set()
        self.pins: dict[str, Any] = {}
        self.excluded: set[str] = set()
        self.subject = ""

    def grow(self, path: str, *values: Any) -> Closure | None:
        """Return the closure of one row, or None."""
        fits = self._add(path, *values) and self._fill_hollow() and not self.paths & self.excluded
        if not fits:
            return None
        return Closure(frozenset(self.paths), self.pins, frozenset(self.excluded), self.subject)

    def _add(self, path: str, *values: Any) -> bool:
        row = self.table.rows[path]
        if not self.table.usable(row) or self._contradicts(path, row, *values):
            return False
        if values:
            self.pins[path] = values[0]
        if path in self.paths:
            return True
        self.paths.add(path)
        self.excluded.update(row.excludes)
        self.subject = self.subject or row.subject
        parent = self.table.parents[path]
        return (
            (not parent or self._add(parent))
            and all(self._need(need) for need in row.needs)
            and (bool(values) or all(self._add(below) for below in _brought(row)))
        )

    def _contradicts(self, path: str, row: Parameter, *values: Any) -> bool:
        if values and self.pins.get(path, values[0]) != values[0]:
            return True
        return bool(row.subject and self.subject and row.subject != self.subject)

    def _need(self, need: str) -> bool:
        path, equals, text = need.partition("=")
        if not equals:
            return self._add(path)
        return self._add(path, typed(self.table.rows[path], text))

    def _fill_hollow(self) -> bool:
        """Give each object that has no child one: a form cannot carry an empty object."""
        for path in sorted(self.paths, key=self.table.order.__getitem__):
            row = self.table.rows[path]
            filled = path in self.pins or any(c.path in self.paths for c in row.children)
            if row.children and not filled and not self._fill(row):
                return False
        return True

    def _fill(self, row: Parameter) -> bool:
        for child in row.children:
            lost = unforeseen(self.table.operation, child)
            if not lost and child.path in self.table.growing:  # two objects need each other
                if self._tried(child.path):
                    return True
                continue
            found = None if lost else self.table.closure(child.path)
            mine = Closure(frozenset(self.paths), self.pins, frozenset(self.excluded), self.subject)
            joined = found and mine.join(found)
            if joined:
                self.paths, self.pins = set(joined.paths), dict(joined.pins)
                self.excluded, self.subject = set(joined.excluded), joined.subject
                return True
        return False

    def _tried(self, path: str) -> bool:
        """Add a row with what it brings, if it fits; else leave all as it was."""
        kept = set(self.paths), dict(self.pins), set(self.excluded), self.subject
        if self._add(path):
            return True
        self.paths, self.pins, self.excluded, self.subject = kept
        return False


def _brought(row: Parameter) -> list[str]:
    """Return the rows that come with a row: required children, and the element of an array."""
    if row.type == "array" and row.items and composite(row):
        return [row.items.path]
    if row.type == "map" and row.values and composite(row):
        return [row.values.path]
    return [child.path for child in row.children if child.required]


def typed(row: Parameter, text: str) -> Any:
    """Return the value that a text of the contracts stands for."""
    if row.type == "boolean":
        return text == "true"
    return int(text) if row.type == "integer" else text
