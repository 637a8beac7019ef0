"""The rows of request tables and the fields of response tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from contracts.model.levels import Encoded, Location, Moving

# How a filter compares: a bound (of a number, of a time), or in a way of which nothing is said.
Compares = Literal["", "more", "gt", "gte", "lt", "lte"]
BOUNDS: tuple[Compares, ...] = ("gt", "gte", "lt", "lte")


@dataclass(frozen=True)
class Parameter:
    """One row of a request table, or the element of an array or map (then `name` is empty).

    `path` is the full bracketed name as clause ids write it: `billing[address][city]`; an
    element of an array is written with empty brackets: `spending_controls[spending_limits][]`,
    its child `spending_controls[spending_limits][][amount]`. An object in a map stands under a
    name of one's own: `currency_options[assay][amount]`.
    """

    name: str
    type: str
    path: str
    location: Location
    required: bool = False
    source: int = 0  # line of the reference text; 0 where it has none
    restored: bool = (
        False  # the text hides the row (elided or collapsed); `source` is what hides it
    )
    enum: tuple[str, ...] = ()  # numbers as they are written: "2"
    minimum: int | float | None = None
    maximum: int | float | None = None
    max_length: int | None = None
    later: int | None = None  # what `max_length` was raised to in the same line of releases
    format: str | None = None  # see contracts/schema/contract.schema.json for the list
    references: tuple[str, ...] = ()  # resources whose id is expected, e.g. ("customer",)
    clearable: bool = False  # the empty string clears the value
    excludes: tuple[str, ...] = ()  # full paths of rows that must not be sent with it
    needs: tuple[str, ...] = ()  # "path" or "path=value": what must be sent with it
    plain: bool = True  # a plain test account accepts it (never true below a row that is not)
    plain_values: tuple[str, ...] = ()  # the enum values a plain account accepts, when not all
    example: Any = None  # a value known to be accepted; see `Recipe` for strings that start with @
    subject: str = ""  # "resource:state" of the object in the path when this row is sent
    displaces: bool = False  # takes the place of something that belongs to the account
    unjudged: tuple[
        str, ...
    ] = ()  # topics of violations that prove nothing here, with "topic T-02"
    clause: str = ""  # the clause that documents what a row of a list filters by
    shown_as: str = ""  # dotted path of the field it filters by, when that is named otherwise
    by: str = ""  # of an id in a path: the field of the object that stands there, not its id
    shown_for: str = ""  # the field that names which rows below an answer shows
    unseen: bool = False  # no field of an object shows what the row filters by
    absent: tuple[Any, ...] = ()  # a value that no object has; of several, the first that none has
    items: Parameter | None = None
    values: Parameter | None = None
    children: tuple[Parameter, ...] = ()
    alternatives: tuple[Parameter, ...] = ()  # other types the row accepts
    note: str = ""
    origin: str = ""  # where it is documented, when that is no line
    # where the id of the object that is asked about stands, when that is not in the path
    slot: Literal["", "query", "body"] = ""
    pattern: str = ""  # regular expression that the whole text fits
    compares: Compares = ""  # a filter that is more than equality: a bound, a part of a text
    held: int = 0  # characters of the longest text that is held against the pattern
    min_length: int | None = None
    encoded: Encoded = ""  # its value is JSON text in one field of the form
    guessed: tuple[str, ...] = ()  # keys that nothing states
    at: str = field(default="", compare=False)  # `file:line` of the package, where it stands

    @property
    def cited(self) -> str:
        """Where it is documented: `L12`, another text, or "" where nothing is said."""
        return f"L{self.source}" if self.source else self.origin

    @property
    def filters_by(self) -> str:
        """The dotted path of the field by which a row of a list filters: a bound inside an object
        bounds what the object is called.
        """
        inside = self.path.rpartition("[")[0] if self.compares in BOUNDS else ""
        return self.shown_as or (inside or self.path).replace("[", ".").replace("]", "")

    def walk(self) -> Iterator[Parameter]:
        """Return the row and everything below it, elements of arrays and maps included."""
        return iter(self._all)

    @cached_property
    def _all(self) -> tuple[Parameter, ...]:
        below = (*self.children, *(x for x in (self.items, self.values) if x))
        return (self, *(row for one in below for row in one.walk()))


@dataclass(frozen=True, slots=True)
class Signs:
    """The sign of an amount, by what a field beside it holds."""

    by: str  # name of the field beside it
    negative: tuple[str, ...] = ()  # its values with which the amount is below zero
    positive: tuple[str, ...] = ()


@dataclass(frozen=True)
class Field:
    """One row of a response table, or an array's or map's element (then `name` is empty).

    `path` is dotted, `data[]` marks elements: `spending_controls.spending_limits[].amount`.
    """

    name: str
    type: str
    path: str
    required: bool = False  # always present in a response to a secret key
    nullable: bool = False
    enum: tuple[str, ...] = ()
    closed: bool = False  # the enum is complete for the pinned API version
    format: str | None = None
    max_length: int | None = None
    expandable: bool = False
    resource: str | None = None  # what an expandable id, or an embedded object, is
    constant: bool = False  # never changes while the object lives; see `lasting` of the API
    moving: Moving = ""  # changes by itself: always, or (update) when another field is updated
    refreshes: str = ""  # the top field that changes by itself while this one is underway
    restless: tuple[str, ...] = ()  # values of the enum that go over into others by themselves
    on_request: bool = False  # shown only by a retrieval that asks to expand it
    own: bool = False  # belongs to this object alone: no other of the kind shows the same
    names_hash: bool = False  # its value is the name of an object beside it
    signs: Signs | None = None
    clause: str = ""  # the clause behind such a word, or behind an object (an id) standing here
    # what a field that may be null shows without a value: nothing, absent or text; "": not said
    empty: str = ""
    items: Field | None = None
    values: Field | None = None
    children: tuple[Field, ...] = ()
    alternatives: tuple[Field, ...] = ()
    note: str = ""
    at: str = field(default="", compare=False)  # `file:line` of the package, where it stands

    def blank(self, value: Any) -> bool:
        """Whether a value that is shown stands for none: null, and the text by which the API says
        so.
        """
        return value is None or (value == "" and self.empty == "text")

    def walk(self) -> Iterator[Field]:
        """Return the field and everything below it."""
        return iter(self._all)

    @cached_property
    def _all(self) -> tuple[Field, ...]:
        below = (*self.children, *(x for x in (self.items, self.values) if x))
        return (self, *(one for part in below for one in part.walk()))
