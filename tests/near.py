"""Servers that are reached without a socket: what suites find needs none.

What a run asks and how it reads an answer is the same as over the wire. Connections, time-outs,
limits and what a server may do to them are held by `tests/harness`, over sockets; so is a run as
its users start it, by `tests/assay`.
"""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from urllib3.util import parse_url

from harness.exchange import Response
from harness.measure import kept
from harness.target import Target
from tests.suites.servers import JSON, Call, Respond

if TYPE_CHECKING:
    from harness.target import _Wire

_NUMBERS = itertools.count(1)
_LETTERS = "latin-1"  # those of a header on the wire
_answering: dict[str, Respond] = {}


@contextlib.contextmanager
def answering(respond: Respond) -> Iterator[str]:
    """Answer in this process until the block ends; yields the base URL that `Near` knows."""
    url = f"http://near.invalid:{next(_NUMBERS)}"
    _answering[url] = respond
    try:
        yield url
    finally:
        del _answering[url]


def target_class(base_url: str) -> type[Target]:
    """Return what reaches a server: over the wire, unless it answers in this process."""
    return Near if base_url in _answering else Target


class Near(Target):
    """Asks a server of `answering`. One that raises is one whose connection was lost."""

    def _ask(self, wire: _Wire) -> Response:
        method = wire.message.method
        url = urlsplit(wire.url)
        query = parse_url(f"/?{url.query}").query or ""
        headers = {name.lower(): _sent(value).lstrip(" \t") for name, value in wire.headers.items()}
        body = "" if method == "GET" else wire.body.encode().decode()  # raises as sending does
        try:
            answer = _answering[self.base_url](Call(method, url.path, query, body, headers))
        except Exception as trouble:
            raise ConnectionResetError from trouble
        said = {"Content-Type": JSON, **answer.headers, "Content-Length": str(len(answer.body))}
        shown = {name.lower(): _sent(value) for name, value in said.items() if value}
        return Response(answer.status, kept(shown), answer.body)


def _sent(value: str) -> str:
    """Return the value of a header as it arrives. Raises ValueError where none can be sent."""
    if "\n" in value or "\r" in value:
        raise ValueError(f"a header cannot hold {value!r}")
    return value.encode(_LETTERS).decode(_LETTERS)
