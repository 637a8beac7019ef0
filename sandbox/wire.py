"""What the wire is like that no table tells, read from the conventions of the API."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from contracts import load


class Headers(NamedTuple):
    """Names of headers in small letters, as the transport gives and takes them."""

    version: str
    request_id: str
    idempotency_key: str
    replayed: str


@cache
def headers() -> Headers:
    """Return the names of the API's headers. Raises ContractError."""
    found = load().api.headers
    names = (found.version, found.request_id, found.idempotency_key, found.replayed)
    return Headers(*(name.lower() for name in names))


def request_prefix() -> str:
    """Return how the ids of requests begin. Raises ContractError."""
    return load().api.headers.request_id_prefix


def publishable(key: str) -> bool:
    """Whether a key is one that may be shown to everybody. Raises ContractError."""
    return key.startswith(load().api.auth.publishable)
