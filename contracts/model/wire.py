"""How requests and refusals are written: keys, headers, paths, forms, errors, statuses.

A convention that an API does not name is empty here, and nothing is asked about it. Names of
headers are written as the API writes them and are compared without regard to case; a dotted name
leads into an answer.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

Statuses = tuple[int, ...]
Code = Annotated[str, "or a whole number"]  # of a refusal, as texts compare: some are numbers
Scheme = Literal["bearer", "basic", "header", "query", "form"]
NAMED = ("header", "query", "form")  # schemes that need the name of a header or a field
Rule = Literal["as_written", "camel", "kebab", "pascal", "snake"]


@dataclass(frozen=True, slots=True)
class Base:
    """What stands around every path, which resource files leave out."""

    prefix: str = ""  # "/2010-04-01/Accounts/{account}"
    suffix: str = ""  # ".json"
    fixed: dict[str, str] = field(default_factory=dict)  # values of the names in the prefix

    def filled(self, text: str, fixed: dict[str, str] | None = None) -> str:
        """Return a text with the fixed values in it; those of `fixed` come before the own."""
        for name, value in {**self.fixed, **(fixed or {})}.items():
            text = text.replace(f"{{{name}}}", value)
        return text


@dataclass(frozen=True, slots=True)
class Auth:
    """Which keys there are, how they are sent, and how a wrong one is told."""

    schemes: tuple[Scheme, ...] = ()  # the first is used; none: no key is sent
    basic: Literal["user", "password"] = "user"  # which part of Basic is the key
    other: str = ""  # the other part; {name} is a fixed value of the base
    name: str = ""  # of the header, or of the field of a query or a form
    secret: tuple[str, ...] = ()  # how secret keys begin
    publishable: tuple[str, ...] = ()  # how publishable keys begin
    live: tuple[str, ...] = ()  # how keys of live accounts begin
    pattern: str = ""  # regular expression of a secret key that stands in a text
    wrong: str = ""  # a key of no account that has the right form
    client_secret: str = ""  # row, and field, of the secret that goes with a publishable key
    refused: Statuses = ()  # of a request without a good key; none: any refusal will do
    codes: tuple[Code, ...] = ()  # of such a refusal: what alone tells it where all answers are 200
    type: str = ""  # of such a refusal
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
class Form:
    """How nested values, arrays and flags are written in a form and in a query."""

    nesting: Literal["brackets", "dots", "flat"] = "brackets"  # a[b]=, a.b= (dots), b= (flat)
    # a[0]=, a[]= (empty), a[b][0]= (last), a=&a= (repeated), a1.b= (names)
    arrays: Literal["numbered", "empty", "last", "repeated", "names"] = "numbered"
    start: int = 0  # first number
    booleans: tuple[str, ...] = ("true", "false")
    clears: str = ""  # the text that clears a value


@dataclass(frozen=True, slots=True)
class Names:
    """By which rule names of rows are asked, and names of fields answered."""

    asked: Rule = "as_written"
    answered: Rule = "as_written"


@dataclass(frozen=True, slots=True)
class Mark:
    """A field of an answer that says how a request went: `ok: false`."""

    field: str  # dotted
    value: Any = None  # what stands there; null: that anything stands there


@dataclass(frozen=True, slots=True)
class Success:
    """Statuses of what was done, by kind of operation; where none is named, any 2xx will do."""

    create: Statuses = ()
    retrieve: Statuses = ()
    update: Statuses = ()
    replace: Statuses = ()
    delete: Statuses = ()
    list: Statuses = ()
    search: Statuses = ()
    action: Statuses = ()
    any: Statuses = ()  # of the kinds that are not named
    mark: Mark | None = None  # what every answer to what was done says
    empty: Statuses = ()  # whose answers have no body

    def of(self, kind: str) -> Statuses:
        """Return the statuses of a kind of operation, () where none is named."""
        found: Statuses = getattr(self, kind)
        return found or self.any


@dataclass(frozen=True, slots=True)
class Decline:
    """What a refusal looks like that records its attempt: the bank said no."""

    status: int
    type: str


@dataclass(frozen=True, slots=True)
class ErrorShape:
    """How a refusal is told, where its parts stand, and which statuses go with what it says.

    `type`, `code`, `param` and `message` are dotted names below the envelope; one that is "" is
    not there, and not asked for.
    """

    told: Literal["status", "mark"] = "status"  # a mark: in the body of any answer
    mark: Mark | None = None
    envelope: str = ""  # dotted name of what holds the parts; "": the body itself
    type: str = ""
    message: str = ""
    code: str = ""
    param: str = ""
    types: tuple[str, ...] = ()
    invalid: str = ""  # the type that blames the request
    statuses: Statuses = ()  # that are documented
    of_type: dict[str, Statuses] = field(default_factory=dict)
    of_code: dict[Code, Statuses] = field(default_factory=dict)  # besides those of the situations
    texts: tuple[str, ...] = ()  # attributes that are text where they stand
    omits: bool = False  # an attribute that would be null is left out
    carries: bool = False  # one with the name of a kind of object is such an object, whole
    unknown_first: bool = False  # an unknown row is told before a missing one
    beside_code: tuple[str, ...] = ()  # attributes that stand beside a code only
    former_types: tuple[str, ...] = ()  # of other versions, in recordings
    decline: Decline | None = None
    state: Statuses = ()  # where an object's state does not allow it; none: any refusal will do
    locked: Code = ""  # code of a 429 that means: somebody else is at it

    @property
    def says(self) -> bool:
        """Whether a refusal says anything of itself, as far as is known."""
        return bool(self.type or self.code or self.param or self.message)
