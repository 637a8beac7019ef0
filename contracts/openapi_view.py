"""What a document says of rows: the values behind them, or what can be sent without having asked.

A row that names an object is kept by no schema: only a server knows which objects there are. Where
the ids that are there are given, a row takes one of these; where none is, an optional row cannot be
sent by somebody who has asked nothing yet, and is left out by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from re import escape
from typing import Any

from contracts.model import Contracts, Operation, Parameter
from contracts.naming import answered
from contracts.openapi_expansion import expandable

Schema = dict[str, Any]
Ids = Mapping[str, tuple[str, ...]]  # "resource" or "resource:state" -> ids that are there
NOBODY = "nobody"  # behind the prefix of a kind: the id of no object
MOST = 8  # ids that a row is told


@dataclass(frozen=True)
class View:
    """The contracts as one document shows them.

    `wire`: arrays of a form have indices as names, `a[0]`, and what no server has to refuse is not
    forbidden. `ids`: the ids that are there; a resource that is missing is looked up by nobody.
    None: any id will do.
    """

    contracts: Contracts
    wire: bool = False
    ids: Ids | None = None

    @cached_property
    def _cursors(self) -> frozenset[str]:
        page = self.contracts.api.list
        return frozenset(filter(None, (page.after, page.before)))

    @cached_property
    def _moving(self) -> frozenset[str]:
        """The operations that are refused, or do something else, once they were called."""
        cells = [
            c for r in self.contracts.resources if r.lifecycle for c in r.lifecycle.transitions
        ]
        actions = [o.id for o in self.contracts.operations if o.kind == "action"]
        return frozenset([*actions, *(cell.operation for cell in cells)])

    @cached_property
    def brackets(self) -> bool:
        """Whether nested values are sent as `a[b]`, and elements as `a[0]`."""
        form = self.contracts.api.form
        return form.nesting == "brackets" and form.arrays in ("empty", "numbered")

    def spelled(self, row: Parameter) -> str:
        """Return the name of a row: on the wire as it is asked, else as its table has it."""
        if not self.wire or row.location not in ("query", "body"):
            return row.name
        return answered(row.name, self.contracts.api.names.asked)

    @property
    def flags(self) -> tuple[str, ...]:
        """The texts of true and of false, where they are no booleans of JSON."""
        written = self.contracts.api.form.booleans
        return written if self.wire and written != ("true", "false") else ()

    def cursor(self, row: Parameter) -> bool:
        """Whether a row of a query names where a page begins."""
        return row.location == "query" and row.name in self._cursors

    def kinds(self, row: Parameter, operation: Operation) -> tuple[str, ...]:
        """Return the resources whose ids a row takes; none when it takes other texts."""
        return (operation.returns,) if self.cursor(row) else row.references

    def known(self, row: Parameter, operation: Operation) -> tuple[str, ...] | None:
        """Return the texts that a row can have; None when its table says which."""
        if self.ids is None:
            return None
        if row.location == "path":
            return self._in_path(row, operation)
        search, example = self.contracts.api.search, str(row.example or "")
        if search and row.location == "query" and row.name == search.page:
            return ()  # a token of an earlier page
        if search and row.location == "query" and row.name == search.query:
            return (example,) if example else None
        if example.startswith("@unique"):
            return ()
        if example.endswith("!"):
            return self._there(row) if self.required(row, operation) else ()
        if example[1:] in self.contracts.choices:
            return tuple(map(str, self.contracts.choices[example[1:]].values))
        kinds = self.kinds(row, operation)
        if not any(kind in self.ids for kind in kinds):
            return None
        written = [example] if example and not example.startswith("@") else []
        there = self.ids.get(example[1:]) or [i for k in kinds for i in self.ids.get(k, ())]
        return tuple(dict.fromkeys([*written, *there]))[:MOST]

    def _there(self, row: Parameter) -> tuple[str, ...] | None:
        ids = self.ids or {}
        return tuple(i for kind in row.references for i in ids.get(kind, ()))[:MOST] or None

    def _in_path(self, row: Parameter, operation: Operation) -> tuple[str, ...] | None:
        """Return ids that answer the same as often as they are asked; None when any will do."""
        if self.nobody(row, operation):
            return (f"{self._prefix(row)}{NOBODY}",)
        of_state = (self.ids or {}).get(operation.subject, ())
        return of_state[:MOST] or self._there(row)

    def nobody(self, row: Parameter, operation: Operation) -> bool:
        """Whether no object is there for which a call can be made again and again."""
        moves = self.ids is not None and row.location == "path" and not self.steady(operation)
        return moves and bool(self._prefix(row))

    def _prefix(self, row: Parameter) -> str:
        described = [self.contracts.described(kind) for kind in row.references]
        return next((one.prefix for one in described if one and one.prefix), "")

    def required(self, row: Parameter, operation: Operation) -> bool:
        """Whether a row has to be sent: it is always, or the smallest form has it."""
        return row.required or (self.wire and row.path in self._base(operation))

    def _base(self, operation: Operation) -> dict[str, Any]:
        """Return what the smallest form sends; an update has something only to be one."""
        return dict(_leaves(operation.base, "")) if operation.kind != "update" else {}

    def _spends(self, operation: Operation) -> bool:
        """Whether each call uses an object up: what else may be sent depends on which it is."""
        return self.ids is not None and any(
            str(value).endswith("!") for value in self._base(operation).values()
        )

    def sendable(self, row: Parameter, operation: Operation) -> bool:
        """Whether a row can be sent by somebody who has asked nothing yet."""
        if self.known(row, operation) == () or self._far(row, operation):
            return False
        if self.expands(row):
            return bool(expandable(self.contracts, operation))
        parent = row.path.rpartition("[")[0]
        if self._spends(operation) or (parent and parent in self._base(operation)):
            return False
        if row.type == "object":
            shown = self.shown(row.children, operation)
            return bool(shown) and all(one in shown for one in row.children if one.required)
        below = [one for one in (row.items, row.values) if one]
        return all(self.sendable(one, operation) for one in below)

    def _far(self, row: Parameter, operation: Operation) -> bool:
        """Whether a row needs, or excludes, one that is not beside it, or that cannot be sent."""
        others = [operation.rows.get(need.partition("=")[0]) for need in row.needs]
        if any(
            one is None or not beside(one, row) or self.known(one, operation) == ()
            for one in others
        ):
            return True
        excluded = [operation.rows.get(path) for path in row.excludes]
        return any(one is None or (not beside(one, row) and _deeper(row, one)) for one in excluded)

    def shown(self, rows: Iterable[Parameter], operation: Operation) -> tuple[Parameter, ...]:
        """Return the rows that the document has: all of them, or those that can be sent."""
        return tuple(r for r in rows if not self.wire or self._stays(r, operation))

    def _stays(self, row: Parameter, operation: Operation) -> bool:
        return self.required(row, operation) or self.sendable(row, operation)

    def left_out(self, operation: Operation) -> Iterator[str]:
        """Yield the paths of the rows that the document has not, outer ones first."""
        rows = [(row, False) for row in operation.parameters]
        while rows:
            row, element = rows.pop(0)
            if self.wire and not element and not self._stays(row, operation):
                yield row.path
            else:
                rows += [(child, False) for child in row.children]
                rows += [(one, True) for one in (row.items, row.values) if one]

    def pattern(self, row: Parameter, operation: Operation) -> str | None:
        """Return how the ids that a row takes begin, as far as the contracts say it."""
        kinds = [self.contracts.described(kind) for kind in self.kinds(row, operation)]
        prefixes = [kind.prefix for kind in kinds if kind]
        if not prefixes or len(prefixes) != len(kinds) or not all(prefixes):
            return None
        return f"^(?:{'|'.join(escape(prefix) for prefix in prefixes)})[A-Za-z0-9_]+$"

    def expands(self, row: Parameter) -> bool:
        """Whether a row says what is to be expanded."""
        expansion = self.contracts.api.expansion
        return expansion is not None and row.name == expansion.row and row.type == "array"

    def steady(self, operation: Operation) -> bool:
        """Whether an operation answers the same to an object however often it is called."""
        return operation.id not in self._moving

    def of_any(self, operation: Operation) -> bool:
        """Whether an operation works on whatever object of its kind an answer may show.

        One whose subject is in a state of its own takes other things of other objects: the owners
        of an account are those of its own ownership.
        """
        _, _, state = operation.subject.rstrip("!").partition(":")
        return state in ("", "default")


def beside(one: Parameter, other: Parameter) -> bool:
    """Whether two rows stand in the same object."""
    return _parent(one) == _parent(other)


def _deeper(one: Parameter, other: Parameter) -> bool:
    return (one.path.count("["), one.path) > (other.path.count("["), other.path)


def _parent(row: Parameter) -> str:
    return row.path.rpartition("[")[0]


def _leaves(form: Mapping[str, Any], parent: str) -> Iterator[tuple[str, Any]]:
    """Yield the bracketed names of what a form sends, with the values."""
    for name, value in form.items():
        path = f"{parent}[{name}]" if parent else name
        yield path, value
        if isinstance(value, Mapping):
            yield from _leaves(value, path)
