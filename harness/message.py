"""What is about to be sent: one value, from whoever decides to ask to the one who sends it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from harness.encoding import Arrays, encode
from harness.writing import Writing

READS = ("GET", "HEAD", "OPTIONS")  # methods that change nothing


@dataclass(frozen=True, slots=True)
class Message:
    """One request before it is encoded.

    `operation` is the id of the contract's operation, "" outside of them. `key` is secret,
    publishable, none, or a literal key; `auth` says how it is sent, "" as usual. `raw_body` and
    `raw_query` are sent as they are instead of `form` and `query`. `group` names the group of
    claims that asks, and `setup` says that it makes or looks at what claims stand on, and asks for
    nothing itself. `about` are the ids of what it is about that do not stand in its path, `reading`
    says that it changes nothing, whatever its method.
    """

    method: str
    path: str
    form: Mapping[str, Any] = field(default_factory=dict)
    query: Mapping[str, Any] = field(default_factory=dict)
    operation: str = ""
    key: str = "secret"
    auth: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    idempotency_key: str | None = None
    arrays: Arrays = "index"
    raw_body: str | None = None
    raw_query: str | None = None
    group: str = ""
    setup: bool = False
    about: tuple[str, ...] = ()
    reading: bool = False

    @property
    def reads(self) -> bool:
        """Whether it changes nothing."""
        return self.method == "GET" or self.reading

    @property
    def repeatable(self) -> bool:
        """Whether it may be sent again when nobody knows whether it arrived."""
        return self.reads or self.idempotency_key is not None


def written(message: Message, inline: str, writing: Writing) -> tuple[str, str]:
    """Return query and body of a message in a dialect; `inline` is what its path has of a query."""
    raw_query, raw_body = message.raw_query, message.raw_body
    told = message.arrays, writing, message.operation
    body = encode(message.form, *told) if raw_body is None else raw_body
    query = encode(message.query, *told) if raw_query is None else raw_query
    if message.method == "GET" and body and raw_body is None:
        query, body = "&".join(filter(None, (query, body))), ""
    return "&".join(filter(None, (inline, query))), body
