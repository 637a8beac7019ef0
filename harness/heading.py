"""The headers of a request: how it is written, and whose it is."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from harness.conventions import Conventions
from harness.exchange import REDACTED
from harness.message import Message
from harness.redaction import Keys

FORM = "application/x-www-form-urlencoded"
_DULL = ("user-agent", "accept", "accept-encoding")  # headers of every request


def headers_of(message: Message, keys: Keys, version: str, names: Conventions) -> dict[str, str]:
    """Return the headers of a message; what the message itself says of one counts."""
    headers = {
        "User-Agent": "assay",
        "Accept": "*/*",
        "Accept-Encoding": "identity",  # a decompression bomb cannot be cut while it unpacks
    }
    if names.version:
        headers[names.version] = names.pinned or version
    if message.method != "GET":
        headers["Content-Type"] = FORM
    sending = names.sending
    headers |= sending.headers(key_of(message, keys), sending.of(message.auth))
    if message.idempotency_key is not None and names.idempotency_key:
        headers[names.idempotency_key] = message.idempotency_key
    headers.update(message.headers)
    return keys.passage.onto(headers, message.headers)


def key_of(message: Message, keys: Keys) -> str | None:
    """Return the key that a message is sent with, None for one that is sent without."""
    known = {"secret": keys.secret, "publishable": keys.publishable, "none": None}
    return known.get(message.key, message.key)


def recorded(
    headers: Mapping[str, str], names: Conventions, secret: Collection[str]
) -> dict[str, str]:
    """Return the headers that say something, never with the key or what is `secret`."""
    found = {name.lower(): value for name, value in headers.items()}
    found = names.sending.without(found, REDACTED)
    found |= {name: REDACTED for name in found if name in secret}
    return {name: value for name, value in found.items() if name not in _DULL}
