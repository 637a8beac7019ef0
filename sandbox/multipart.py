"""Reads uploads: a multipart body becomes the form that says the same (files neighbour only).

What a file contains is dropped; its name, type and size stay.
"""

from __future__ import annotations

from email.message import Message
from email.parser import BytesParser
from urllib.parse import urlencode

_KIND = "multipart/form-data"


def readable(content_type: str, body: bytes) -> bytes:
    """Return `body` as a form; any other than a multipart body is one already."""
    if not content_type.lower().startswith(_KIND):
        return body
    head = b"Content-Type: " + content_type.encode("latin-1", "replace") + b"\r\n\r\n"
    parts = BytesParser().parsebytes(head + body).get_payload()
    pairs: list[tuple[str, bytes]] = []
    for part in parts if isinstance(parts, list) else ():
        if isinstance(part, Message):
            pairs += _pairs(part)
    return urlencode(pairs).encode()


def _pairs(part: Message) -> list[tuple[str, bytes]]:
    name = part.get_param("name", header="content-disposition")
    content = part.get_payload(decode=True)
    if not isinstance(name, str) or not isinstance(content, bytes):
        return []
    filename = part.get_filename()
    if filename is None:
        return [(name, content)]
    return [
        (f"{name}[filename]", filename.encode("utf-8", "replace")),
        (f"{name}[type]", part.get_content_type().encode("utf-8", "replace")),
        (f"{name}[size]", str(len(content)).encode()),
    ]
