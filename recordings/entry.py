"""What the laws of recordings pass to one another: an entry, a rule, a complaint."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import parse_qsl

from contracts.model import Api, Beside, Contracts, Level, Operation, Resource
from harness.exchange import Exchange
from harness.numerals import whole
from recordings.checks import Finding, path_id, returned
from recordings.headers import day_of, sent_header
from recordings.read.masking import masked
from suites.looking.names import head

# Ids as the service makes them; shorter ones were invented by people, and may stand for several.
_REAL = re.compile(
    r"[a-z]+(?:_[a-z]+)*_(?=[a-zA-Z]*[0-9])(?=[A-Z0-9]*[a-z])(?=[a-z0-9]*[A-Z])[A-Za-z0-9]{14,}"
)


@dataclass(frozen=True)
class Entry:
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
    resource: Resource  # what the operation returns
    beside: Beside
    api: Api  # its conventions
    grown: bool
    known: bool
    mode: str = ""  # "test" or "live", when the key or a header says so
    state: str = ""  # name of the field that holds the state of such objects
    forms: bool = False  # whether the recorder keeps forms: another exchange has one
    text: bool = False  # whether the answer was recorded as the text that it was

    @property
    def near(self) -> bool:
        """Whether it speaks a version of the contracts' release: no promise was changed."""
        return self.grown or self.known

    @property
    def day(self) -> str:
        """The date of the version that it speaks, "" when it does not say."""
        return day_of(self.exchange, self.api.headers)

    @property
    def verb(self) -> str:
        """The operation without its resource: `cancel`, `create`."""
        return self.operation.id.rpartition(".")[2]

    @property
    def path_id(self) -> str:
        """The id that the path names, "" when it names none."""
        return path_id(self.operation, self.exchange.request)

    @property
    def own_texts(self) -> str:
        """The row, and field, of what people keep at an object; "" where the API has none."""
        return self.api.metadata_row

    @property
    def expanding(self) -> str:
        """The row that asks for expansions; "" where the API has none."""
        usual = self.api.expansion.row if self.api.expansion else ""
        return self.operation.expansion or usual

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

    @cached_property
    def heads(self) -> set[str]:
        """The names that were sent, each up to its first bracket."""
        return {head(name) for name, _ in self.sent}

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

    @property
    def items(self) -> list[dict[str, Any]]:
        """The objects that came back: one, or those of a page."""
        return returned(self.exchange, self.operation) if self.exchange.accepted else []

    @property
    def carried(self) -> dict[str, Any] | None:
        """The object that a refusal carries under its own name."""
        found = self.exchange.error_body.get(self.resource.object)
        return found if isinstance(found, dict) else None

    @property
    def objects(self) -> list[dict[str, Any]]:
        """The objects that came back, and the one of a refusal."""
        return [*self.items, *([self.carried] if self.carried is not None else [])]


def _pairs(text: str) -> bool:
    """Whether a text holds pairs of names and values, encoded."""
    if text.lstrip()[:1] in ("{", "[", "<") or any(c in text for c in ' \r\n"'):
        return False
    return text.isascii() and all("=" in part for part in text.split("&") if part)


Judge = Callable[[Entry, Contracts], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A judge of one entry with its name, the clause it stands on and its level."""

    name: str
    clause: str
    judge: Judge
    level: Level = "must"


@dataclass(frozen=True, slots=True)
class Complaint:
    """What a law between entries says: of which one, under which name, on which clause."""

    entry: Entry
    name: str
    clause: str
    finding: Finding


def real(value: Any) -> bool:
    """Whether a value is an id that the service made, not one a person or a filter wrote."""
    return isinstance(value, str) and _REAL.fullmatch(value) is not None and not masked(value)


def whole_number(value: Any) -> int | None:
    """Return a value that is an integer, and no truth value."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def below(found: str, most: str) -> bool:
    """Whether one sum is lower than another."""
    one, other = whole(found), whole(most)
    return one is not None and other is not None and one < other
