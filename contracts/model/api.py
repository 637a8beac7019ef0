"""What holds whatever the endpoint: the wire, and what every object, list and search has.

A convention that an API does not name is empty, or None: nothing is asked about it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from contracts.model.wire import (
    Auth,
    Base,
    ErrorShape,
    Form,
    Headers,
    Names,
    Statuses,
    Success,
)

Unknown = Literal["", "refused", "ignored", "kept", "reported"]


@dataclass(frozen=True, slots=True)
class Idempotency:
    """What a key may be, and how its misuse is refused."""

    longest: int  # characters
    changed: str  # type of the refusal of a key that comes with another request
    changed_statuses: Statuses
    busy: Statuses  # of a request whose key, or object, another one holds at the moment


@dataclass(frozen=True, slots=True)
class ListShape:
    """A page of a list: its names, its cursors, its size and its order."""

    object: str  # value of the field that tells the kind
    items: str
    more: str  # whether others follow
    url: str
    after: str  # row: the page behind this object
    before: str
    limit: str
    default: int  # objects, when no limit is sent
    maximum: int
    order: str = ""  # field by which the newest stand first
    range: tuple[str, ...] = ()  # rows below a row that bounds a time
    exact: bool = False  # the row itself may be sent as one time
    uncounted: str = ""  # field that a page does not have


@dataclass(frozen=True, slots=True)
class SearchShape:
    """A page of a search: what differs from a list."""

    object: str
    query: str  # row with what is looked for
    page: str  # row that takes the token of the next page
    next: str  # field with that token; null on the last page
    total: str  # field that is shown when it is expanded
    clauses: int  # that a query may have


@dataclass(frozen=True, slots=True)
class ObjectShape:
    """What every object has."""

    id: str
    object: str
    created: str
    mode: str  # whether it is an object of a live account
    lasting: tuple[str, ...]  # fields that never change while it lives
    moving: tuple[str, ...] = ()  # fields of no table that change by themselves
    deleted: str = ""  # field of what stands in the place of a deleted object


@dataclass(frozen=True, slots=True)
class Expansion:
    """How ids are asked to become the objects they name."""

    row: str
    depth: int  # levels
    too_deep: str  # code of the refusal of a longer path


@dataclass(frozen=True, slots=True)
class Metadata:
    """Texts of the user at an object, and their limits."""

    row: str  # and field
    keys: int
    key_length: int  # characters
    value_length: int
    clear: str = ""  # what is sent to clear a value, or all of them


@dataclass(frozen=True, slots=True)
class Cards:
    """Under which names an answer would show the secrets of a payment card."""

    numbers: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Api:
    """The conventions of one API."""

    name: str
    list: ListShape
    object: ObjectShape
    version: str = ""
    base: Base = field(default_factory=Base)
    auth: Auth = field(default_factory=Auth)
    headers: Headers = field(default_factory=Headers)
    form: Form = field(default_factory=Form)
    names: Names = field(default_factory=Names)
    success: Success = field(default_factory=Success)
    error: ErrorShape = field(default_factory=ErrorShape)
    host: str = ""  # of the real API: where recorded traffic comes from
    preflight: str = ""  # operation that is asked before everything else
    unknown: Unknown = ""  # what becomes of a row that no table lists
    search: SearchShape | None = None
    expansion: Expansion | None = None
    metadata: Metadata | None = None
    idempotency: Idempotency | None = None
    cards: Cards | None = None
