"""Reads uploads: a multipart body becomes the form that says the same (files neighbour only).

What a file contains is dropped; its name, type and size stay. Werkzeug reads the parts, in time and
space that grow with the body alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from werkzeug.datastructures import Headers
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.http import parse_options_header
from werkzeug.sansio.multipart import Data, Epilogue, Field, File, MultipartDecoder, NeedData

from sandbox.errors import invalid

_KIND = "multipart/form-data"
_MOST_PARTS = 100
_LARGEST = 2**20  # bytes of a part
_MOST_HEAD = 4_096  # bytes of what stands before the content of a part


@dataclass(slots=True)
class _Part:
    """One part of a body: its name, what its file is called (None: it is no file), its content."""

    name: str
    file: str | None
    headers: Headers
    content: bytearray

    def pairs(self) -> list[tuple[str, bytes]]:
        """Return the parameters that say the same."""
        if self.file is None:
            return [(self.name, bytes(self.content))]
        kind = self.headers.get("content-type", "text/plain").partition(";")[0].strip()
        return [
            (f"{self.name}[filename]", self.file.encode("utf-8", "replace")),
            (f"{self.name}[type]", kind.encode("utf-8", "replace")),
            (f"{self.name}[size]", str(len(self.content)).encode()),
        ]


def readable(content_type: str, body: bytes) -> bytes:
    """Return `body` as a form; any other than a multipart body is one already.

    Raises ApiError (400) when a multipart body cannot be read.
    """
    if not content_type.lower().startswith(_KIND):
        return body
    pairs = [pair for part in _parts(content_type, body) for pair in part.pairs()]
    return urlencode(pairs).encode()


def _parts(content_type: str, body: bytes) -> list[_Part]:
    kind = content_type[:_MOST_HEAD]
    boundary = parse_options_header(kind)[1].get("boundary", "").encode("latin-1", "replace")
    if not boundary or any(len(head) > _MOST_HEAD for head in _heads(boundary, body)):
        raise invalid("The multipart body cannot be read.")
    reader = MultipartDecoder(boundary, _LARGEST, max_parts=_MOST_PARTS)
    parts: list[_Part] = []
    try:
        reader.receive_data(body)
        reader.receive_data(None)
        while not isinstance(event := reader.next_event(), (Epilogue, NeedData)):
            if isinstance(event, (Field, File)):
                file = event.filename if isinstance(event, File) else None
                parts.append(_Part(event.name or "", file, event.headers, bytearray()))
            elif isinstance(event, Data) and parts:
                parts[-1].content += event.data
    except (ValueError, RequestEntityTooLarge):
        raise invalid("The multipart body cannot be read.") from None
    return [part for part in parts if part.name]


def _heads(boundary: bytes, body: bytes) -> list[bytes]:
    """Return what stands before the content of each part."""
    parts = body.split(b"--" + boundary, _MOST_PARTS + 2)
    return [part.partition(b"\r\n\r\n")[0] for part in parts]
