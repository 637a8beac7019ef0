"""One frozen request and its response: the unit of evidence."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple, TypeVar

from harness.conventions import PLAIN, Conventions

_UNREAD, _GONE, _DEEP = object(), object(), object()
_DEEPEST = 100  # levels of a body that are decoded
LONG = 4 * 1024  # bytes of a body that is long
_LEFT = 1024  # bytes of it that stay when it is given up
T = TypeVar("T")

REDACTED = "REDACTED"
FORGOTTEN = "its answer is long, and there was no room for it beside others"


class ForgottenError(Exception):
    """The body of an answer is asked for that gave way to others (`harness/holding.py`)."""


@dataclass(frozen=True, slots=True)
class Request:
    """A request as it was sent. `headers` never hold a key: Authorization is REDACTED."""

    method: str
    path: str  # path only, percent-encoded, starts with "/"
    query: str = ""  # encoded, without "?"
    body: str = ""  # encoded form
    headers: Mapping[str, str] = field(default_factory=dict)
    key: str = "secret"  # which key was used: secret, publishable, none, other (a made-up one)
    auth: str = "bearer"  # how it was sent: bearer, basic, header, query, form or none
    made_up: str = ""  # the key itself where it was `other`: it opens nothing
    place: str = ""  # of the key: a header, a field, or `AC123:{key}` where Basic is not `{key}:`
    beginning: str = ""  # what stands before the path on the wire
    ending: str = ""  # and behind it
    usual_query: str | None = field(default=None, compare=False)  # as `a[b][0]=`, where it was not
    usual_body: str | None = field(default=None, compare=False)
    about: tuple[str, ...] = ()  # ids of what it is about that do not stand in the path
    reading: bool = False  # it changes nothing, whatever its method

    @property
    def reads(self) -> bool:
        """Whether it changes nothing."""
        return self.method == "GET" or self.reading

    @property
    def named(self) -> list[str]:
        """The parts of the path, and the ids of what it is about that stand elsewhere."""
        return [*self.path.split("/"), *self.about]

    @property
    def asked(self) -> str:
        """Query and form together in the usual writing, whatever was sent."""
        return "&".join(filter(None, (self.asked_query, self.asked_body)))

    @property
    def target(self) -> str:
        """Path and query."""
        path = f"{self.beginning}{self.path}{self.ending}"
        return f"{path}?{self.query}" if self.query else path

    @property
    def asked_query(self) -> str:
        """The query in the usual writing, whatever was sent."""
        return self.query if self.usual_query is None else self.usual_query

    @property
    def asked_body(self) -> str:
        """The form in the usual writing, whatever was sent."""
        return self.body if self.usual_body is None else self.usual_body


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Response:
    """A response as it came. Header names are lower case; `body` is cut at the size limit.

    `length` and `sha256` are those of a whole body of which the start is kept, as far as known.
    `made` is what was made of it once, by the function that made it; `withheld` how many entries
    of the list that it is are not shown to who looks at it.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes
    truncated: bool = False
    length: int = 0
    sha256: str = ""
    refusing: bool = False  # the body says that it refuses, whatever the status
    withheld: int = 0
    made: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)
    _decoded: Any = field(default=_UNREAD, init=False, repr=False, compare=False)
    _own: bool = field(default=True, init=False, repr=False, compare=False)  # it says the same

    def json(self) -> Any:
        """Return the decoded body, or None when it is not JSON. It is decoded once.

        Raises ForgottenError when the body was given up.
        """
        if self._decoded is _UNREAD:
            object.__setattr__(self, "_decoded", None if self.truncated else _decoded(self.body))
        if self._decoded is _DEEP:
            return None
        if self._decoded is _GONE:
            raise ForgottenError(FORGOTTEN)
        return self._decoded

    @property
    def unread(self) -> bool:
        """Whether the body is too long or too deep to be read: nobody knows what it says."""
        if self._decoded is _UNREAD:
            self.json()
        return self.truncated or self._decoded is _DEEP

    @property
    def forgotten(self) -> bool:
        """Whether the body was given up."""
        return self._decoded is _GONE

    def forget(self) -> None:
        """Give up the body, and what was made of it."""
        self.made.clear()
        object.__setattr__(self, "body", self.body[:_LEFT])
        object.__setattr__(self, "_decoded", _GONE)

    def reading(self, decoded: Any, withheld: int = 0) -> Response:
        """Return the same response, as if its body were decoded to another value."""
        found = replace(self, withheld=withheld)
        object.__setattr__(found, "_decoded", decoded)
        object.__setattr__(found, "_own", False)
        return found

    def undecoded(self) -> Response:
        """Return the same response without what was made of its body, which takes ten times the
        room; one that is read otherwise than its body says, or was given up, stays as it is.
        """
        return replace(self) if self._own and not self.forgotten else self


def _decoded(body: bytes) -> Any:
    """Return what a body says as JSON, which has neither NaN nor Infinity; None for others."""
    try:
        found = _JSON.decode(body.decode(json.detect_encoding(body), "surrogatepass"))
    except ValueError:
        return None
    except RecursionError:
        return _DEEP
    return _DEEP if not _shallow(body) and _deep(found) else found


_OTHERS = bytes(byte for byte in range(256) if byte not in b"[]{}")


def _shallow(body: bytes) -> bool:
    """Whether a body is surely not too deep: it is gone when its innermost brackets are taken away
    a few times. Those that stand in texts leave it open.
    """
    if body.count(b"[") + body.count(b"{") <= _DEEPEST:
        return True
    brackets = body.translate(None, _OTHERS)
    for _ in range(_DEEPEST // 2):  # of two that are one in the other both may go at once
        brackets = brackets.replace(b"[]", b"").replace(b"{}", b"")
    return not brackets


def _deep(value: Any) -> bool:
    """Whether a value has more levels than what looks at it goes down."""
    level = [value]
    for _ in range(_DEEPEST):
        level = [
            below for value in level if isinstance(value, dict | list)
            for below in (value.values() if isinstance(value, dict) else value)
            if isinstance(below, dict | list)
        ]  # fmt: skip
    return bool(level)


def _refuse(name: str) -> None:
    message = f"{name} is no JSON"
    raise ValueError(message)


_JSON = json.JSONDecoder(parse_constant=_refuse)


class Shown(NamedTuple):
    """What an answer once showed of an object: fields and values, and where."""

    values: Mapping[str, Any]
    exchange: Exchange


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request, and its response or the reason there is none.

    `operation` is the id of the contract's operation, or "" for set-up calls outside of them.
    `started` is unix time in seconds, `seconds` the time to the last byte. `group` is the group of
    claims that asked, `setup` says that it only makes or looks at what claims stand on. `deaf` says
    that the server answers others and never this one, as it and `earlier` ones show. `makings`
    are the creations of the objects that it shows, by their ids, where they are known; `firsts`
    what was first seen of them, `written` what requests last wrote. `namesake` says which other
    request of the group had the id of this one: its method and path.
    """

    id: str
    operation: str
    request: Request
    response: Response | None
    started: float
    seconds: float
    error: str = ""  # why there is no response
    group: str = ""
    setup: bool = False
    conventions: Conventions = field(default=PLAIN, repr=False, compare=False)
    deaf: bool = False
    earlier: tuple[Exchange, ...] = field(default=(), repr=False, compare=False)
    makings: Mapping[str, Exchange] = field(default_factory=dict, repr=False, compare=False)
    firsts: Mapping[str, Shown] = field(default_factory=dict, repr=False, compare=False)
    written: Mapping[str, Shown] = field(default_factory=dict, repr=False, compare=False)
    namesake: str = field(default="", repr=False, compare=False)

    def once(self, make: Callable[[Exchange], T]) -> T:
        """Return what `make` makes of this exchange; it is made once."""
        if self.response is None:
            return make(self)
        known = self.response.made
        if make not in known:
            known[make] = make(self)
        found: T = known[make]
        return found

    def of(self, makings: Mapping[str, Exchange]) -> Exchange:
        """Return this exchange with the creations of what it shows."""
        return replace(self, makings=makings)

    def after(self, firsts: Mapping[str, Shown]) -> Exchange:
        """Return this exchange with what was first seen of what it shows."""
        return replace(self, firsts=firsts)

    def knowing(self, written: Mapping[str, Shown]) -> Exchange:
        """Return this exchange with what requests last wrote of what it shows."""
        return replace(self, written=written)

    def slim(self, most: int = LONG) -> Exchange:
        """Return the same exchange, or one whose body is given up when it has `most` bytes."""
        if self.response is None or len(self.response.body) < most:
            return self
        response = replace(self.response)
        response.forget()
        return replace(self, response=response)

    def undecoded(self) -> Exchange:
        """Return the same exchange, whose body is decoded anew when it is asked for. A long one
        stays as it is: it is counted where it is, and may be given up.
        """
        if self.response is None or len(self.response.body) >= LONG:
            return self
        return replace(self, response=self.response.undecoded())

    @property
    def forgotten(self) -> bool:
        """Whether the body of the answer was given up."""
        return self.response is not None and self.response.forgotten

    @property
    def status(self) -> int:
        """HTTP status, 0 when there was no response."""
        return self.response.status if self.response else 0

    @property
    def json(self) -> Any:
        """The decoded body, or None."""
        return self.response.json() if self.response else None

    @property
    def passing_json(self) -> Any:
        """The decoded body, or None; of a long one it is not kept: it takes ten times the room."""
        if self.response is None or len(self.response.body) < LONG:
            return self.json
        return self.response.undecoded().json()

    @property
    def body(self) -> dict[str, Any]:
        """The decoded body when it is an object, else an empty dictionary."""
        found = self.json
        return found if isinstance(found, dict) else {}

    @property
    def item(self) -> dict[str, Any]:
        """The object that the answer shows, or an empty dictionary."""
        if self.conventions.plain:
            return self.conventions.item(self.json, self.operation)
        return self.once(_item)

    @property
    def entries(self) -> list[Any] | None:
        """The entries of the list that the answer is, or None when it is none."""
        if self.conventions.plain:
            return self.conventions.entries(self.json, self.operation)
        return self.once(_entries)

    @property
    def more(self) -> Any:
        """What the list says of whether more follows."""
        return self.conventions.goes_on(self.json)

    @property
    def error_body(self) -> dict[str, Any]:
        """The parts of the error that the answer tells, or an empty dictionary."""
        return self.conventions.error(self.json, wrong=self.status >= 400 or self.refused)

    @property
    def code(self) -> str:
        """The code of the error that the answer tells, as a text; "" where it tells none."""
        found = self.error_body.get("code")
        return str(found) if found else ""

    def header(self, name: str) -> str:
        """Return a header of the answer by its name in any case, "" where it has none."""
        return self.response.headers.get(name.lower(), "") if self.response else ""

    @property
    def accepted(self) -> bool:
        """Whether what was asked was done: the status is 2xx, and no body says otherwise."""
        return 200 <= self.status < 300 and not (self.response and self.response.refusing)

    @property
    def refused(self) -> bool:
        """Whether what was asked is refused: by a 4xx, or by what the body says."""
        if self.response is not None and self.response.refusing:
            return 200 <= self.status < 500
        return 400 <= self.status < 500


def _item(exchange: Exchange) -> dict[str, Any]:
    return exchange.conventions.item(exchange.json, exchange.operation)


def _entries(exchange: Exchange) -> list[Any] | None:
    return exchange.conventions.entries(exchange.json, exchange.operation)
