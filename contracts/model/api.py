"""What holds on the wire whatever the endpoint: keys, headers, refusals, lists, expansion.

A convention that an API does not name is None: nothing is asked about it. Names of headers are
written as the API writes them and are compared without regard to case.
"""

from __future__ import annotations

from dataclasses import dataclass, field

Statuses = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Auth:
    """Which keys there are, how they are sent, and how a wrong one is told."""

    schemes: tuple[str, ...]  # "bearer", "basic"
    secret: tuple[str, ...]  # how secret keys begin
    publishable: tuple[str, ...] = ()  # how publishable keys begin
    live: tuple[str, ...] = ()  # how keys of live accounts begin
    pattern: str = ""  # regular expression of a secret key that stands in a text
    wrong: str = ""  # a key of no account that has the right form
    client_secret: str = ""  # row, and field, of the secret that goes with a publishable key
    refused: Statuses = (401,)  # of a request without a good key
    forbidden: Statuses = (401, 403)  # of one whose key may not do this
    not_enabled: Statuses = (403,)  # of one whose account lacks the product

    @property
    def beginnings(self) -> tuple[str, ...]:
        """How keys begin, those that may be published among them."""
        return (*self.secret, *self.publishable)


@dataclass(frozen=True, slots=True)
class Headers:
    """Names of headers; "" where the API has no such header."""

    version: str = ""
    request_id: str = ""
    request_id_prefix: str = ""
    idempotency_key: str = ""
    replayed: str = ""  # "true" on the answer to a repeated key
    original: str = ""  # on that answer: the id of the first request
    account: str = ""  # on whose behalf is asked: keys are an account's own
    own: tuple[str, ...] = ()  # headers that show recorded traffic to be this API's


@dataclass(frozen=True, slots=True)
class Idempotency:
    """What a key may be, and how its misuse is refused."""

    longest: int  # characters
    changed: str  # type of the refusal of a key that comes with another request
    changed_statuses: Statuses
    busy: Statuses  # of a request whose key, or object, another one holds at the moment


@dataclass(frozen=True, slots=True)
class Decline:
    """What a refusal looks like that records its attempt: the bank said no."""

    status: int
    type: str


@dataclass(frozen=True, slots=True)
class ErrorShape:
    """The envelope of a refusal, the names in it, and which statuses go with what it says."""

    envelope: str  # field of the body that holds the attributes
    types: tuple[str, ...]
    invalid: str  # the type that blames the request
    statuses: Statuses  # that are documented
    of_type: dict[str, Statuses] = field(default_factory=dict)
    of_code: dict[str, Statuses] = field(default_factory=dict)  # besides those of the situations
    type: str = "type"
    message: str = "message"
    code: str = "code"
    param: str = "param"
    texts: tuple[str, ...] = ()  # attributes that are text where they stand
    beside_code: tuple[str, ...] = ()  # attributes that stand beside a code only
    former_types: tuple[str, ...] = ()  # of other versions, in recordings
    decline: Decline | None = None
    locked: str = ""  # code of a 429 that means: somebody else is at it


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
    version: str
    auth: Auth
    headers: Headers
    error: ErrorShape
    list: ListShape
    object: ObjectShape
    host: str = ""  # of the real API: where recorded traffic comes from
    preflight: str = ""  # operation that is asked before everything else
    search: SearchShape | None = None
    expansion: Expansion | None = None
    metadata: Metadata | None = None
    idempotency: Idempotency | None = None
    cards: Cards | None = None
