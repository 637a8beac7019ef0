"""Bodies of recorded messages: texts, bytes, base64, compressed, or data that was decoded already.

Recordings come from anywhere, so nothing here raises and everything has a limit.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
import zlib
from collections.abc import Mapping
from typing import Any

LIMIT = 8 * 1024 * 1024  # bytes of one body
_NODES = 200_000  # values in a body that was recorded as data; aliases count each time
_COMPRESSED = {"gzip": 31, "x-gzip": 31, "deflate": 47}


_PARTS = ("base64_string", "string", "parsed_body", "text", "content", "json")
_BASE64 = re.compile(r"[A-Za-z0-9+/=_\s-]*")
_PRINTED = re.compile(rb"[!-~]+")
_GZIP_TEXT = b"H4sI"  # how gzip begins in base64


class UnreadError(Exception):
    """A body that was recorded in a way that cannot be read; says why."""


def body_bytes(value: Any) -> bytes | None:
    """Return a recorded body, None when none was recorded. Raises UnreadError."""
    if isinstance(value, Mapping):
        for name in _PARTS:
            if name in value:
                found = value[name]
                encoded = name == "base64_string" or in_base64(value, found)
                return _base64(found) if encoded else body_bytes(found)
        if set(value) <= {"encoding"}:
            return None
    if value is None:
        return None
    if isinstance(value, bytes):
        return _limited(value)
    if isinstance(value, str):
        return _limited(value.encode("utf-8", "replace"))
    return _limited(dumped(value))


def in_base64(holder: Mapping[str, Any], body: Any) -> bool:
    """Whether what holds a body says, in one of the ways that recorders have, that it is base64."""
    said = holder.get("isBase64Encoded") or holder.get("encodedBody")
    name = holder.get("encoding")
    return (
        isinstance(body, str)
        and _BASE64.fullmatch(body) is not None
        and (said is True or (isinstance(name, str) and name.strip().lower() == "base64"))
    )


def form_bytes(data: bytes, label: str) -> bytes:
    """Return a form as it was sent: some recorders write what they take for binary as base64."""
    if "x-www-form-urlencoded" not in label.lower() or len(data) % 4:
        return data
    try:
        found = base64.b64decode(data, validate=True)
    except (binascii.Error, ValueError):
        return data
    return found if _PRINTED.fullmatch(found) and b"=" in found[1:] else data


def is_text(value: Any) -> bool:
    """Whether a body was recorded as the text that it was, and not as data decoded from it."""
    if isinstance(value, Mapping):
        return any(is_text(value[name]) for name in _PARTS if name in value)
    return isinstance(value, str | bytes) and bool(value)


def dumped(value: Any) -> bytes:
    """Return decoded data as JSON. Raises UnreadError when it is too large or no JSON."""
    if not _small(value):
        message = "a body that is too large"
        raise UnreadError(message)
    try:
        return json.dumps(value).encode()
    except (TypeError, ValueError, RecursionError):
        message = "a body that is no JSON"
        raise UnreadError(message) from None


def _small(value: Any) -> bool:
    waiting, count = [value], 0
    while waiting:
        found = waiting.pop()
        count += 1
        if count > _NODES:
            return False
        if isinstance(found, Mapping):
            waiting.extend(found.values())
        elif isinstance(found, list):
            waiting.extend(found)
    return True


def _base64(value: Any) -> bytes:
    try:
        return _limited(base64.b64decode(value if isinstance(value, bytes) else str(value)))
    except (binascii.Error, ValueError):
        message = "a body that is no base64"
        raise UnreadError(message) from None


def _limited(data: bytes) -> bytes:
    if len(data) > LIMIT:
        message = f"a body of more than {LIMIT} bytes"
        raise UnreadError(message)
    return data


def decompressed(data: bytes, encoding: str) -> bytes:
    """Return a body as it was before its Content-Encoding. Raises UnreadError.

    Recorders often store the plain text and leave the header: a body that looks like text is one.
    """
    encoding = encoding.strip().lower()
    if data.startswith(_GZIP_TEXT):  # base64 that the recorder took for the body
        try:
            data, encoding = base64.b64decode(data, validate=True), "gzip"
        except (binascii.Error, ValueError):
            return data
    if encoding in ("", "identity") or data[:1] in (b"{", b"[", b"<", b""):
        return data
    if encoding not in _COMPRESSED or (encoding != "deflate" and data[:2] != b"\x1f\x8b"):
        if _readable(data):
            return data
        message = f"a body compressed with {encoding[:20]} that cannot be read"
        raise UnreadError(message)
    return _inflated(data, _COMPRESSED[encoding])


def _inflated(data: bytes, window: int) -> bytes:
    for bits in (window, -15):
        engine = zlib.decompressobj(bits)
        try:
            found = engine.decompress(data, LIMIT)
        except zlib.error:
            continue
        return found if not engine.unconsumed_tail else _limited(found + b" ")
    message = "a compressed body that cannot be read"
    raise UnreadError(message)


def _readable(data: bytes) -> bool:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return "\ufffd" not in text and all(c.isprintable() or c in "\r\n\t" for c in text[:400])
