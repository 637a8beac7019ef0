"""Operations: method and path, the request table, and what is known of their calls."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from contracts.model.levels import READING, Kind, Level, Shape
from contracts.model.making import Own, Population
from contracts.model.shapes import IdShape
from contracts.model.situations import Situation
from contracts.model.tables import Parameter
from contracts.model.wire import Form


@dataclass(frozen=True, slots=True)
class Foreign:
    """A row of a neighbouring table that is unknown here: the form has that row alone."""

    form: dict[str, Any]
    clause: str
    level: Level = "must"

    @property
    def path(self) -> str:
        """The bracketed path of the deepest row: `evidence[reason]`."""
        return self.paths[-1]

    @property
    def paths(self) -> tuple[str, ...]:
        """The bracketed paths on the way down: `evidence`, `evidence[reason]`."""
        found: list[str] = []
        inner: Any = self.form
        while isinstance(inner, dict):
            name, inner = next(iter(inner.items()))
            found.append(f"{found[-1]}[{name}]" if found else name)
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Excuse:
    """When a refusal speaks of an object that the form names, and not of the form.

    All conditions hold together. `sent`: top row -> the value that is sent, or `something`
    (the row or one below it has a value) or `nothing` (they are sent, and all empty). `unsent`:
    top rows that the form does not name at all. `of` is the row with the id of the object; where
    the form does not send one, the field of that name of the object in the path has it. `shows`
    and `differs` speak of that object by dotted path: it has the value (or `something`,
    `nothing`), it has another value than this one (and not nothing).
    """

    of: str
    because: str  # for people
    sent: dict[str, Any] = field(default_factory=dict)
    unsent: tuple[str, ...] = ()
    shows: dict[str, Any] = field(default_factory=dict)
    differs: dict[str, Any] = field(default_factory=dict)
    status: int = 400  # of the refusal


@dataclass(frozen=True)
class Operation:
    """Method and path, its request table and what it returns."""

    id: str  # "issuing.cardholder.create"
    method: str
    path: str  # "/v1/issuing/cards/{card}"
    kind: Kind
    resource: str  # the resource whose file holds it
    returns: str  # the resource it returns (one, or a page of them)
    shape: Shape
    source: tuple[int, int]  # first and last line of its block; (0, 0) where it has none
    parameters: tuple[Parameter, ...]
    base: dict[str, Any] = field(default_factory=dict)  # optional rows a working form also sends
    subject: str = ""  # "resource:state" of the object in the path that a working call needs
    ordered: bool = False  # the text promises newest first
    population: Population | None = None  # of a list
    description: str = ""
    sdk_path: str = ""  # where the official client sends it, when that differs
    notes: tuple[str, ...] = ()
    otherwise: str = ""  # subject that has what `base` sends: for targets that refuse to take it
    rich: dict[str, Any] = field(default_factory=dict)  # rows that fill references of the answer
    attempt: int | None = None  # status with which a valid form may be refused all the same
    own: Own | None = None  # of a create
    publishable: bool = False  # a publishable key may call it, with a client secret
    rare: bool = False  # few accounts have it
    foreign: tuple[Foreign, ...] = ()
    excuses: tuple[Excuse, ...] = ()
    form: Form = field(default_factory=Form)  # how its forms are written
    ids: IdShape = field(default_factory=IdShape)  # what ids look like in them
    other_ids: Mapping[str, IdShape] = field(default_factory=dict)  # of kinds that differ in that
    situations: dict[str, Situation | None] = field(default_factory=dict)  # that differ here
    success: tuple[int, ...] = ()  # statuses of what was done, where they are its own
    kinds: tuple[str, ...] = ()  # what the kind of what it returns is called: now, and formerly
    paging: dict[str, str] = field(default_factory=dict)  # limit, starting_after… -> its row
    metadata: str = ""  # its row with what people keep at an object
    expansion: str = ""  # its row that asks for objects instead of ids
    items: str = ""  # dotted field with the entries, where it is not the one of all lists
    stands: str = ""  # where its answer holds the object, where that is not as in all others
    tombs: tuple[str, ...] = ()  # fields that are true of what is deleted
    label: str = "object"  # field that tells the kind; "" where none does
    nameless: bool = False  # the table of what it returns has no id
    origin: str = ""  # where it is documented, when that is no block of lines
    # what nothing states: "kind", "required" (it may need more rows), "echo" (rows are fields)
    guessed: tuple[str, ...] = ()
    afterwards: str = ""  # of a delete: "absent", or the dotted field that says it is gone
    set: str = ""  # of conventions that it is bound to; "" for those of the package
    at: str = field(default="", compare=False)  # `file:line` of the package, where it stands

    @property
    def title(self) -> str:
        """`POST /v1/issuing/cards/{card}`: how reports name the operation."""
        return f"{self.method} {self.path}"

    @property
    def cited(self) -> str:
        """Where it is documented: `L12`, another text, or its title where nothing is said."""
        return self.cite()

    def cite(self, beyond: int = 0) -> str:
        """Return `cited`, so many lines below the first one of its block."""
        return f"L{self.source[0] + beyond}" if self.source[0] else self.origin or self.title

    @property
    def reads(self) -> bool:
        """Whether it changes nothing: some APIs read by POST."""
        return self.method == "GET" or self.kind in READING

    @property
    def changes(self) -> bool:
        """Whether it makes or changes an object, and leaves it there."""
        return not self.reads and self.kind != "delete"

    @property
    def many(self) -> bool:
        """Whether it answers with several objects: a page of a list, or of a search."""
        return self.shape in ("list", "search_result")

    @property
    def shows(self) -> bool:
        """Whether it answers with what a table describes: an object, or several."""
        return self.many or self.shape == "object"

    def place(self, name: str) -> str:
        """Return where a top row goes: query, header or body; one of no table beside the others."""
        row = next((row for row in self.sent if row.name == name), None)
        if row is None and name in self.slots:
            return self.slots[name]
        if row is not None and self.method != "GET":
            return row.location
        if row is not None and row.location == "header":
            return "header"
        return "body" if self.encloses else "query"

    @cached_property
    def encloses(self) -> bool:
        """Whether its form stands in the body of a request."""
        body = any(row.location == "body" for row in self.parameters)
        held = body or "body" in self.slots.values()
        return self.method != "GET" and (held or self.method != "DELETE")

    @cached_property
    def sent(self) -> tuple[Parameter, ...]:
        """Query and body rows: everything but the ids of what it is about."""
        return tuple(p for p in self.parameters if p.location != "path")

    @cached_property
    def named(self) -> dict[str, Parameter]:
        """The rows at the top that are sent, by their names."""
        return {row.name: row for row in self.sent}

    @cached_property
    def path_parameters(self) -> tuple[Parameter, ...]:
        """The ids of what it is about, in the order of the path; those in slots stand last."""
        return tuple(p for p in self.parameters if p.location == "path")

    @cached_property
    def slots(self) -> dict[str, str]:
        """Where the ids stand that are not in the path: in the query, or in the body."""
        return {row.name: row.slot for row in self.path_parameters if row.slot}

    def walk(self) -> Iterator[Parameter]:
        """Return every row below the operation, nested ones included."""
        return iter(self._all)

    @cached_property
    def _all(self) -> tuple[Parameter, ...]:
        return tuple(row for parameter in self.parameters for row in parameter.walk())

    @cached_property
    def rows(self) -> dict[str, Parameter]:
        """Every row by its full path."""
        return {row.path: row for row in self._all}

    @cached_property
    def unsure(self) -> bool:
        """Whether nothing states some key of one of its rows."""
        return any(row.guessed for row in self._all)

    def row(self, path: str) -> Parameter:
        """Return the row with that full path. Raises KeyError when there is none."""
        if path not in self.rows:
            message = f"{self.id} has no row {path!r}"
            raise KeyError(message)
        return self.rows[path]
