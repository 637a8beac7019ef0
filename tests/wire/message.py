"""What passes over the wire, as the proxy holds it: a request, its answer, and a change to them.

The sandbox has seams inside, and the suites were written beside them. What is here knows neither:
it sees methods, paths, headers and bytes, as anybody between a client and a server does.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, unquote_plus

Headers = list[tuple[str, str]]


@dataclass(slots=True)
class Request:
    """A request on its way to the server. `memory` lasts as long as the proxy."""

    method: str
    path: str
    query: str
    headers: Headers
    body: bytes
    memory: dict[Any, Any]
    call: Callable[[str, str, str], Answer]  # another client's: method, path, form or query

    def header(self, name: str) -> str:
        """Return a header's value, or an empty text."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The parameters of query and form, in their order."""
        return parse_qsl(self.query, True) + parse_qsl(self.body.decode("utf-8", "replace"), True)

    def asks(self, name: str) -> str | None:
        """Return the value of a parameter, or None."""
        return dict(self.pairs).get(name)

    def edit(self, change: Callable[[str, str], tuple[str, str] | None]) -> None:
        """Change or (None) drop each parameter; the others keep their spelling."""
        self.query = _edited(self.query, change)
        if "form" in self.header("content-type"):
            self.body = _edited(self.body.decode("utf-8", "replace"), change).encode()


def _edited(text: str, change: Callable[[str, str], tuple[str, str] | None]) -> str:
    parts = [part.partition("=") for part in text.split("&") if part]
    kept = []
    for name, _, value in parts:
        decoded = unquote_plus(name), unquote_plus(value)
        found = change(*decoded)
        if found == decoded:
            kept.append(f"{name}={value}")
        elif found is not None:
            kept.append("=".join(_quoted(word) for word in found))
    return "&".join(kept)


def _quoted(text: str) -> str:
    return "".join(c if c.isascii() and c.isalnum() else "".join(f"%{b:02X}" for b in c.encode())
                   for c in text)  # fmt: skip


@dataclass(slots=True)
class Answer:
    """An answer on its way back. `framing`: length, chunked or close (the end is the length)."""

    status: int
    headers: Headers
    body: bytes
    framing: str = "length"
    closes: bool = False
    wait: float = 0.0  # seconds
    reason: str | None = None
    interim: bytes = b""  # goes before the status line
    cut: int = 0  # bytes of the body that are kept back, however long it says it is

    @property
    def document(self) -> Any:
        """The body as JSON, None when it is none."""
        try:
            return json.loads(self.body)
        except ValueError:
            return None

    def write(self, document: Any, **how: Any) -> None:
        """Make a JSON document the body."""
        self.body = json.dumps(document, **{"separators": (",", ":"), **how}).encode(
            "utf-8", "surrogatepass"
        )

    def header(self, name: str) -> str:
        """Return a header's value, or an empty text."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")

    def drop(self, name: str) -> None:
        """Take a header away."""
        self.headers = [pair for pair in self.headers if pair[0].lower() != name.lower()]

    def put(self, name: str, value: str) -> None:
        """Set a header."""
        self.drop(name)
        self.headers.append((name, value))


Ask = Callable[[Request], Answer | None]  # an answer: the server never sees the request
Tell = Callable[[Request, Answer], None]


@dataclass(frozen=True, slots=True)
class Change:
    """What is done to a pair on the way, and the line of the reference or RFC that judges it."""

    name: str
    source: str
    why: str
    ask: Ask | None = None
    tell: Tell | None = None
    alone: bool = False  # does not go together with others
    spells: bool = False  # ids are spelled otherwise


def maps(value: Any) -> Iterator[dict[str, Any]]:
    """Yield each JSON object in a document, from the outside in."""
    if isinstance(value, dict):
        yield value
        for one in list(value.values()):
            yield from maps(one)
    elif isinstance(value, list):
        for one in value:
            yield from maps(one)


def resources(value: Any, kind: str = "") -> Iterator[dict[str, Any]]:
    """Yield each object of the API in a document, or those of a kind."""
    for one in maps(value):
        if isinstance(one.get("object"), str) and (not kind or one["object"] == kind):
            yield one


def walked(value: Any, change: Callable[[str, Any], Any], name: str = "") -> Any:
    """Return a document with each value put through a function of its name and itself."""
    if isinstance(value, dict):
        value = {key: walked(one, change, key) for key, one in value.items()}
    elif isinstance(value, list):
        value = [walked(one, change, name) for one in value]
    return change(name, value)
