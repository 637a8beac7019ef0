"""What the wire is like that no table tells, read from the conventions of the API."""

from __future__ import annotations

from typing import NamedTuple

from contracts.model import Api


class Headers(NamedTuple):
    """Names of headers in small letters, as the transport gives and takes them."""

    version: str
    request_id: str
    idempotency_key: str
    replayed: str


def headers(api: Api) -> Headers:
    """Return the names of the API's headers."""
    found = api.headers
    names = (found.version, found.request_id, found.idempotency_key, found.replayed)
    return Headers(*(name.lower() for name in names))


def request_prefix(api: Api) -> str:
    """Return how the ids of requests begin."""
    return api.headers.request_id_prefix


def publishable(api: Api, key: str) -> bool:
    """Whether a key is one that may be shown to everybody."""
    return key.startswith(api.auth.publishable)
