"""The headers of a request: how it is written, and whose it is."""

from __future__ import annotations

import base64

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
        headers[names.version] = version
    if message.method != "GET":
        headers["Content-Type"] = FORM
    known = {"secret": keys.secret, "publishable": keys.publishable, "none": None}
    value = known.get(message.key, message.key)
    if value is not None and message.auth == "basic":
        headers["Authorization"] = f"Basic {base64.b64encode(f'{value}:'.encode()).decode()}"
    elif value is not None:
        headers["Authorization"] = f"Bearer {value}"
    if message.idempotency_key is not None and names.idempotency_key:
        headers[names.idempotency_key] = message.idempotency_key
    headers.update(message.headers)
    return headers
