"""The frozen model of what the API promises: rows, operations, lifecycles, recipes.

Everything that reads a contract (strategies, suites, sandbox, exports) reads these values. They
hold facts only: no validation of requests, no encoding, no opinion about a response.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

HOLDINGS = ("nothing", "something", "zero", "positive")
TYPES = ("string", "integer", "number", "boolean", "array", "object", "map")
LEVELS = ("must", "should", "probe")

Level = Literal["must", "should", "probe"]
Location = Literal["path", "query", "body"]
Kind = Literal["list", "search", "create", "retrieve", "update", "action"]


@dataclass(frozen=True, slots=True)
class Parameter:
    """One row of a request table, or the element of an array or map (then `name` is empty).

    `path` is the full bracketed name as clause ids write it: `billing[address][city]`; an
    element of an array is written with empty brackets: `spending_controls[spending_limits][]`,
    its child `spending_controls[spending_limits][][amount]`.
    """

    name: str
    type: str
    path: str
    location: Location
    required: bool = False
    source: int = 0  # line of the reference text
    restored: bool = (
        False  # the text hides the row (elided or collapsed); `source` is what hides it
    )
    enum: tuple[str, ...] = ()
    minimum: int | None = None
    maximum: int | None = None
    max_length: int | None = None
    format: str | None = None  # see contracts/schema/contract.schema.json for the list
    references: tuple[str, ...] = ()  # resources whose id is expected, e.g. ("customer",)
    clearable: bool = False  # the empty string clears the value
    excludes: tuple[str, ...] = ()  # full paths of rows that must not be sent with it
    needs: tuple[str, ...] = ()  # "path" or "path=value": what must be sent with it
    plain: bool = True  # a plain test account accepts it (never true below a row that is not)
    plain_values: tuple[str, ...] = ()  # the enum values a plain account accepts, when not all
    example: Any = None  # a value known to be accepted; see `Recipe` for strings that start with @
    subject: str = ""  # "resource:state" of the object in the path when this row is sent
    unjudged: tuple[
        str, ...
    ] = ()  # topics of violations that prove nothing here, with "topic T-02"
    items: Parameter | None = None
    values: Parameter | None = None
    children: tuple[Parameter, ...] = ()
    alternatives: tuple[Parameter, ...] = ()  # other types the row accepts
    note: str = ""

    def walk(self) -> Iterator[Parameter]:
        """Yield the row and everything below it, elements of arrays and maps included."""
        yield self
        for below in (*self.children, *(x for x in (self.items, self.values) if x)):
            yield from below.walk()


@dataclass(frozen=True, slots=True)
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
    items: Field | None = None
    values: Field | None = None
    children: tuple[Field, ...] = ()
    alternatives: tuple[Field, ...] = ()
    note: str = ""

    def walk(self) -> Iterator[Field]:
        """Yield the field and everything below it."""
        yield self
        for below in (*self.children, *(x for x in (self.items, self.values) if x)):
            yield from below.walk()


@dataclass(frozen=True, slots=True)
class Refusal:
    """The documented refusal of an operation: `None` means the source does not say.

    `code` and `param` may be "" which means "absent from the body".
    """

    status: tuple[int, ...] = (400,)
    type: str | None = "invalid_request_error"
    code: str | None = None
    param: str | None = None


@dataclass(frozen=True, slots=True)
class Transition:
    """One cell of a lifecycle: what `operation` does to an object in state `state`."""

    state: str
    operation: str  # operation id
    form: dict[str, Any] = field(default_factory=dict)  # what is sent, "@resource" for ids
    to: tuple[str, ...] = ()  # states allowed afterwards when it is accepted; empty when refused
    refused: Refusal | None = None  # the documented refusal, when it may be refused
    sets: dict[str, Any] = field(default_factory=dict)  # fields and their values afterwards
    level: Level = "must"
    source: str = ""  # "L891", "PI-44"
    label: str = ""  # tells several cells of one state and operation apart
    recipe: str = ""  # the recipe that makes the object, when it is not named like the state
    leaves: tuple[str, ...] = ()  # states allowed after a refusal that records its attempt


@dataclass(frozen=True, slots=True)
class Showing:
    """What a field holds while an object is in a state, whoever asks and whatever was done."""

    state: str
    field: str
    holds: str  # one of HOLDINGS
    level: Level = "must"
    source: str = ""  # "PI-41"


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """The states of a resource and every cell of the status x operation matrix."""

    field: str  # the field that holds the state, usually "status"
    states: tuple[str, ...]
    terminal: tuple[str, ...]
    transitions: tuple[Transition, ...]
    shows: tuple[Showing, ...] = ()


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to make an object of `resource` in `state` ("default" when any will do).

    Strings of a form that start with "@" are replaced before sending: "@customer" is the id of an
    object made by the default recipe of that resource, "@issuing.card:active" by the one of that
    state; with a "!" at the end a fresh object is made for this form alone. "@now" is the unix
    time in seconds, "@unique" a text and "@unique.email" an address that no other form uses,
    "@issuing.currency" the currency in which the account issues cards.
    `pick` is a path of a list whose first element will do when nothing can be made (such an object
    is read, never changed). `prefers` names, by dotted path, the values that make an element of the
    list useful, the best first: the most useful element is taken. `again` brings an object back to
    the state after an update was accepted: some servers refuse an update that changes nothing.
    """

    resource: str
    state: str
    steps: tuple[Step, ...] = ()
    pick: str = ""
    note: str = ""
    prefers: dict[str, tuple[str, ...]] = field(default_factory=dict)
    again: Step | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One request of a recipe. `path` may contain `{id}`: the id the first step returned."""

    method: str
    path: str
    form: dict[str, Any]
    status: tuple[int, ...] = (200,)
    save: str = ""  # dotted path in the response of the id to keep; "" keeps the earlier one
    shows: dict[str, Any] = field(default_factory=dict)  # dotted path -> value; else not to be had


@dataclass(frozen=True, slots=True)
class Population:
    """How to fill a list with objects that this run can tell from others.

    `filter` is sent with every page; a string "$name" in the form of `steps` is the value the
    filter has for `name`. Without steps the list is only read.
    """

    filter: dict[str, Any] = field(default_factory=dict)
    steps: tuple[Step, ...] = ()
    subject: str = ""  # "resource:state" of the object in the path, when it differs


@dataclass(frozen=True, slots=True)
class Operation:
    """Method and path, its request table and what it returns."""

    id: str  # "issuing.cardholder.create"
    method: str
    path: str  # "/v1/issuing/cards/{card}"
    kind: Kind
    resource: str  # the resource whose file holds it
    returns: str  # the resource it returns (one, or a page of them)
    shape: Literal["object", "list", "search_result"]
    source: tuple[int, int]  # first and last line of its block
    parameters: tuple[Parameter, ...]
    base: dict[str, Any] = field(default_factory=dict)  # optional rows a working form also sends
    subject: str = ""  # "resource:state" of the object in the path that a working call needs
    ordered: bool = False  # the text promises newest first
    population: Population | None = None  # of a list
    description: str = ""
    sdk_path: str = ""  # where the official client sends it, when that differs
    notes: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """`POST /v1/issuing/cards/{card}`: how reports name the operation."""
        return f"{self.method} {self.path}"

    @property
    def sent(self) -> tuple[Parameter, ...]:
        """Query and body rows: everything but the ids in the path."""
        return tuple(p for p in self.parameters if p.location != "path")

    @property
    def path_parameters(self) -> tuple[Parameter, ...]:
        """The ids in the path, in the order of the path."""
        return tuple(p for p in self.parameters if p.location == "path")

    def walk(self) -> Iterator[Parameter]:
        """Yield every row below the operation, nested ones included."""
        for parameter in self.parameters:
            yield from parameter.walk()

    def row(self, path: str) -> Parameter:
        """Return the row with that full path. Raises KeyError when there is none."""
        for parameter in self.walk():
            if parameter.path == path:
                return parameter
        message = f"{self.id} has no row {path!r}"
        raise KeyError(message)


@dataclass(frozen=True, slots=True)
class Resource:
    """One contract: a resource, its response table, operations, lifecycle and recipes."""

    name: str  # "issuing.cardholder"
    object: str  # value of the `object` field
    family: str  # the folder
    prefix: str  # of its ids, "ich_"
    fields: tuple[Field, ...]
    operations: tuple[Operation, ...]
    lifecycle: Lifecycle | None = None
    recipes: tuple[Recipe, ...] = ()
    notes: tuple[str, ...] = ()
    file: str = ""  # path of the YAML, relative to contracts/api


@dataclass(frozen=True, slots=True)
class Situation:
    """What the API answers in a situation that does not depend on the endpoint.

    `levels` gives the level of each judged part: keys among status, type, code, param. A part
    that is missing there is not judged. `code == ""` means: the body carries no code.
    """

    name: str  # "required", "unknown_parameter", ...
    clause: str  # citable id: "G-32"
    level: Level  # of "this is refused at all"
    status: tuple[int, ...]
    type: str
    code: tuple[str, ...]
    param: Literal["name", "none", "any"]
    levels: dict[str, Level]


@dataclass(frozen=True, slots=True)
class Contracts:
    """Everything the API promises."""

    api_version: str
    resources: tuple[Resource, ...]
    situations: dict[str, Situation]

    @property
    def operations(self) -> tuple[Operation, ...]:
        """All operations, in the order of their blocks in the reference text."""
        found = (o for r in self.resources for o in r.operations)
        return tuple(sorted(found, key=lambda o: o.source))

    def operation(self, name: str) -> Operation:
        """Return an operation by id or by title. Raises KeyError."""
        for candidate in self.operations:
            if name in (candidate.id, candidate.title):
                return candidate
        message = f"no operation {name!r}"
        raise KeyError(message)

    def resource(self, name: str) -> Resource:
        """Return a resource by name. Raises KeyError."""
        for candidate in self.resources:
            if candidate.name == name:
                return candidate
        message = f"no resource {name!r}"
        raise KeyError(message)

    def recipe(self, resource: str, state: str = "default") -> Recipe | None:
        """Return the recipe for an object of `resource` in `state`, if one is written."""
        for holder in self.resources:
            for recipe in holder.recipes:
                if (recipe.resource, recipe.state) == (resource, state):
                    return recipe
        return None
