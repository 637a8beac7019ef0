"""The headers of a request: how it is written, and whose it is."""

from __future__ import annotations

from harness.conventions import Conventions
from harness.message import Message
from harness.redaction import Keys

FORM = "application/x-www-form-urlencoded"


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
