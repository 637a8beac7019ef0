"""What the judges of recordings pass to one another."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import parse_qsl, unquote

from contracts.model import Contracts, Level, Operation
from harness.exchange import Exchange
from harness.verdict import Finding
from recordings.read.masking import masked

# Ids as the service makes them; shorter ones were invented by people, and may stand for several.
_REAL = re.compile(
    r"[a-z]+(?:_[a-z]+)*_(?=[a-zA-Z]*[0-9])(?=[A-Z0-9]*[a-z])(?=[a-z0-9]*[A-Z])[A-Za-z0-9]{14,}"
)
_PARTLY = "request_partial_authorization"
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:\.[a-z]+)?")


@dataclass(frozen=True)
class Seen:
    """One exchange of a recording that is judged.

    `grown` says that it speaks the version of the contracts or a later one of the same release:
    nothing was taken away. `known` says that it speaks that version or an earlier one of the same
    release: nothing was added. At every other version only what never changed is judged.
    """

    file: str
    index: int
    host: str
    exchange: Exchange
    operation: Operation
    grown: bool
    known: bool
    mode: str = ""  # "test" or "live", when the key or a header says so
    forms: bool = False  # whether the recorder keeps forms: another exchange has one

    @property
    def near(self) -> bool:
        """Whether it speaks a version of the contracts' release: no promise was changed."""
        return self.grown or self.known

    @property
    def path_id(self) -> str:
        """The id that the path names, "" when it names none."""
        operation = self.operation
        if not operation.path_parameters:
            return ""
        parts = operation.path.split("/")
        place = parts.index(f"{{{operation.path_parameters[0].name}}}") - len(parts)
        # From the end: the modern path of an operation is longer.
        return unquote(self.exchange.request.path.split("/")[place])

    @property
    def readable(self) -> bool:
        """Whether it is known what was sent: an empty form may be one that was left out."""
        request = self.exchange.request
        none = self.forms or sent_header(self.exchange, "content-length") == "0"
        return self.plain and (none or bool(request.query if request.method == "GET"
                                            else request.body))  # fmt: skip

    @property
    def full(self) -> bool:
        """Whether the service's whole object came back, as a secret key sees it."""
        return self.exchange.request.key == "secret"

    @property
    def received(self) -> dict[str, str]:
        """The headers of the response, names in lower case."""
        return dict(self.exchange.response.headers) if self.exchange.response else {}

    @cached_property
    def sent(self) -> list[tuple[str, str]]:
        """The parameters, in order: of the query, and of the body of a POST."""
        return [pair for text in self.texts for pair in parse_qsl(text, keep_blank_values=True)]

    @property
    def texts(self) -> list[str]:
        """The texts that hold parameters: the service reads those of a POST from its query too."""
        request = self.exchange.request
        texts = [request.query] if request.method == "GET" else [request.query, request.body]
        return [text for text in texts if text]

    @cached_property
    def plain(self) -> bool:
        """Whether the parameters were recorded as they went over the wire, each name once."""
        label = sent_header(self.exchange, "content-type")
        post = self.exchange.request.method == "POST"
        if masked(label) or (post and label and "x-www-form-urlencoded" not in label):
            return False
        names = [name for name, _ in self.sent if not name.endswith("[]") and "[][" not in name]
        return all(map(_pairs, self.texts)) and len(names) == len(set(names))

    def one(self, name: str) -> str:
        """Return the value of a parameter that was sent exactly once, else ""."""
        found = [value for sent, value in self.sent if sent == name]
        return found[0] if len(found) == 1 else ""


def _pairs(text: str) -> bool:
    """Whether a text holds pairs of names and values, encoded."""
    if text.lstrip()[:1] in ("{", "[", "<") or any(c in text for c in ' \r\n"'):
        return False
    return text.isascii() and all("=" in part for part in text.split("&") if part)


Judge = Callable[[Seen, Contracts], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A judge of one exchange with its name, the clause it stands on and its level."""

    name: str
    clause: str
    judge: Judge
    level: Level = "must"


def sent_header(exchange: Exchange, name: str) -> str:
    """Return a header of the request, "" when it was not recorded."""
    return next((v for n, v in exchange.request.headers.items() if n.lower() == name), "")


def real(value: Any) -> bool:
    """Whether a value is an id that the service made, not one a person or a filter wrote."""
    return isinstance(value, str) and _REAL.fullmatch(value) is not None and not masked(value)


def partial(seen: Seen, *intents: Mapping[str, Any]) -> bool:
    """Whether less than the amount may have been authorized, and then is the amount."""
    if any(_PARTLY in name and value != "never" for name, value in seen.sent):
        return True
    options = [intent.get("payment_method_options") for intent in intents]
    kinds = [kind for one in options if isinstance(one, dict) for kind in one.values()]
    return any(isinstance(kind, dict) and kind.get(_PARTLY) == "if_available" for kind in kinds)


def below(found: str, most: str) -> bool:
    """Whether one sum is lower than another."""
    return found.isdecimal() and most.isdecimal() and int(found) < int(most)


def version_of(exchange: Exchange) -> str:
    """Return the API version an exchange speaks, as far as it says: "2026-04-22.dahlia" or ""."""
    answered = exchange.response.headers if exchange.response else {}
    for text in (sent_header(exchange, "stripe-version"), answered.get("stripe-version", "")):
        if _DATE.fullmatch(text.strip()) or ";" in text:
            return text.strip()
    return ""


def kinship(version: str, own: str) -> tuple[bool, bool]:
    """Return whether a version has all that our own has, and whether it has no more than that.

    Monthly versions share the name of their release and only add to it; a new name brings changes
    that are not compatible (VER). Features behind a version change what it says.
    """
    if ";" in version or not version or version.partition(".")[2] != own.partition(".")[2]:
        return False, False
    return version >= own, version <= own


def dated(text: str) -> str:
    """Return the version a header names without the features behind it, "" when it names none."""
    found = _DATE.match(text.strip())
    return found.group() if found else ""
