"""What holds whatever the endpoint: the wire, and what every object, list and search has.

A convention that an API does not name is empty, or None: nothing is asked about it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from contracts.model.shapes import (
    Deleting,
    IdShape,
    ListShape,
    ObjectShape,
    Replacing,
    Updating,
)
from contracts.model.wire import (
    Auth,
    Base,
    Code,
    ErrorShape,
    Form,
    Headers,
    Names,
    Statuses,
    Success,
)

Unknown = Literal["", "refused", "ignored", "kept", "reported"]
Time = Literal["unix", "milliseconds", "rfc3339", "rfc2822", "date"]
Empty = Literal["", "nothing", "absent", "text"]
TIMES = ("timestamp", "milliseconds", "rfc3339", "rfc2822", "date")  # formats of a time


@dataclass(frozen=True, slots=True)
class Idempotency:
    """What a key may be, and how its misuse is refused."""

    row: str = ""  # of the form that holds the key; "" where a header does
    longest: int = 0  # characters; 0 where nothing is said of that
    changed: Code = ""  # type (or code, where there are no types) of the refusal of a used key
    changed_statuses: Statuses = ()
    busy: Statuses = ()  # of a request whose key, or object, another one holds at the moment


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
class Expansion:
    """How ids are asked to become the objects they name."""

    row: str
    depth: int  # levels
    too_deep: Code  # code of the refusal of a longer path


@dataclass(frozen=True, slots=True)
class Metadata:
    """Texts of the user at an object, and their limits."""

    row: str  # and field
    keys: int
    key_length: int  # characters
    value_length: int
    clear: str = ""  # what is sent to clear a value, or all of them
    key_without: str = ""  # characters that no key may hold


@dataclass(frozen=True, slots=True)
class Values:
    """How values are written that APIs write in several ways."""

    time: Time = "unix"  # what the format `timestamp` is: seconds, unless another is named
    empty: Empty = ""  # what a field that may be null shows without a value; "": null, or nothing


@dataclass(frozen=True, slots=True)
class Cards:
    """Under which names an answer would show the secrets of a payment card."""

    numbers: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Api:
    """The conventions of one API."""

    name: str
    version: str = ""
    base: Base = field(default_factory=Base)
    auth: Auth = field(default_factory=Auth)
    headers: Headers = field(default_factory=Headers)
    form: Form = field(default_factory=Form)
    names: Names = field(default_factory=Names)
    success: Success = field(default_factory=Success)
    error: ErrorShape = field(default_factory=ErrorShape)
    list: ListShape = field(default_factory=ListShape)
    object: ObjectShape = field(default_factory=ObjectShape)
    id: IdShape = field(default_factory=IdShape)
    update: Updating = field(default_factory=Updating)
    replace: Replacing = field(default_factory=Replacing)
    delete: Deleting = field(default_factory=Deleting)
    values: Values = field(default_factory=Values)
    host: str = ""  # of the real API: where recorded traffic comes from
    preflight: str = ""  # operation that is asked before everything else
    guessed: tuple[str, ...] = ()  # sections that nothing states: what follows is a probe
    unknown: Unknown = ""  # what becomes of a row that no table lists
    search: SearchShape | None = None
    expansion: Expansion | None = None
    metadata: Metadata | None = None
    idempotency: Idempotency | None = None
    cards: Cards | None = None

    @property
    def metadata_row(self) -> str:
        """The row, and field, of metadata; "" where the API has none."""
        return self.metadata.row if self.metadata is not None else ""
