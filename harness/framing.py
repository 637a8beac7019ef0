"""Where an answer begins and ends, read as strictly as RFC 9112 has it.

`http.client` reads numbers as Python does (`0x5`, `+5`, `1_0`), overlooks lines that are no header,
and takes the length of a body from whichever of two headers it looks at first. Readers that differ
on where an answer ends can be given different answers. What the RFC lets a reader repair is
repaired; what it calls invalid, or wants to be handled as an error, is no answer.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from http.client import (
    BadStatusLine,
    HTTPException,
    HTTPResponse,
    IncompleteRead,
    LineTooLong,
    RemoteDisconnected,
)  # fmt: skip
from typing import Any, NamedTuple

BROKEN = "got a line that is no header"
CODED = "got a transfer coding that is not chunked"
UNMEASURED = "got a length that is no number"
DIFFERENT = "got two lengths"
TWOFOLD = "got a length beside chunks"
UNSIZED = "got a chunk without a size"
UNENDED = "got a chunk that is longer than its size"
STRANGE = "got a control character in a head"
BEHEADED = "got a head without an end"
CROWDED = "got more than 100 headers"
HEAVY = "got a head of more than 1 MB"
ENDLESS = "got more than 20 interim answers"
_INTERIM = 20  # interim answers that may come before a final one
_LINE = 65_536  # bytes of a line
_LINES = 100  # lines of a head
_HEAD = 1_000_000  # bytes of all of them: many are read at a time, and held several times over
_BEYOND = 10**18  # a body that is as long as this never ends
# RFC 9112, 4 and 2.2: any space may stand between the parts, and a line may end with LF alone.
_STATUS = re.compile(rb"HTTP/(?:0\.9|1\.[0-9])[ \t\v\f\r]+[0-9]{3}(?:[ \t\v\f\r][^\n]*)?\r?\n")
_FIELD = re.compile(rb"[-!#$%&'*+.^_`|~0-9A-Za-z]+:")
_LENGTH = re.compile(rb"[0-9]+")
# RFC 9112, 7.1: no line of a chunk ends with LF alone. Old servers fill the line up with space.
_SIZE = re.compile(rb"([0-9A-Fa-f]+)[ \t]*(?:;[^\r\n]*)?\r\n")
_BODILESS = (204, 304)


class _Head(NamedTuple):
    """A head: its first line as it came, and its fields, each on one line without its end."""

    start: bytes
    fields: tuple[bytes, ...]

    def said(self, name: bytes) -> list[bytes]:
        """Return what the fields of a name say, in small letters: each is a list."""
        parts = (field.partition(b":") for field in self.fields)
        texts = (text for told, _, text in parts if told.lower() == name)
        return [part.strip(b" \t").lower() for text in texts for part in text.split(b",")]


class Final(HTTPResponse):
    """The final answer: interim ones of any kind may come first (RFC 9110, 15.2).

    101 is no interim answer here: nobody asked to switch. Raises HTTPException where the end of the
    answer cannot be known, at once: it would be waited for.
    """

    def begin(self) -> None:
        """Read the head."""
        if self.headers is not None:
            return
        source: Any = self.fp
        head = _final(source)
        measured = _measured(head)
        self.fp = io.BytesIO(head.start + b"\r\n".join((*measured, b"", b"")))
        try:
            super().begin()
        finally:
            self.fp = source
        if self.status in _BODILESS:  # whatever it says of a body (RFC 9112, 6.3)
            self.chunked = False
        if self.chunked and self.version == 10:
            self.will_close = True  # RFC 9112, 6.1

    def _get_chunk_left(self) -> int | None:
        """Return how much of a chunk is left to be read, None behind the last one."""
        left: int | None = self.chunk_left
        if not left:
            if left is not None and self._safe_read(2) != b"\r\n":  # type: ignore[attr-defined]
                raise HTTPException(UNENDED)
            left = self._size() or None
            if left is None:
                self._trailer()
                self._close_conn()  # type: ignore[attr-defined]
            self.chunk_left = left
        return left

    def _size(self) -> int:
        line = self.fp.readline(_LINE + 1)
        if len(line) > _LINE:
            raise LineTooLong(UNSIZED)
        if not line.endswith(b"\n"):
            raise IncompleteRead(b"")
        told = _SIZE.fullmatch(line)
        if told is None:
            raise HTTPException(UNSIZED)
        return int(told[1], 16)

    def _trailer(self) -> None:
        """Read what follows the last chunk, of which nothing is kept; it may be cut short."""
        while True:
            line = _line(self.fp)
            if line in (b"\r\n", b"\n", b""):
                return
            _checked(line, first=False)


def _final(source: Any) -> _Head:
    """Return the head of the first answer that is no interim one."""
    for _ in range(_INTERIM):
        head = _head(source)
        status = int(head.start.split()[1])
        if status == 101 or not 100 <= status <= 199:
            return head
    raise HTTPException(ENDLESS)


def _head(source: Any) -> _Head:
    """Return the next head."""
    start = _line(source)
    if not start:
        raise RemoteDisconnected("")
    if not _STATUS.fullmatch(start):
        raise BadStatusLine("")
    if b"\0" in start:
        raise HTTPException(STRANGE)
    fields: list[bytes] = []
    for line in _lines(source):
        _checked(line, first=not fields)
        if line[:1] in b" \t":  # one value on several lines (RFC 9112, 5.2)
            fields[-1] = fields[-1].rstrip(b" \t") + b" " + line.strip()
        else:
            fields.append(line.rstrip(b"\r\n"))
    return _Head(start, tuple(fields))


def _lines(source: Any) -> Iterator[bytes]:
    """Yield the lines of a head up to the empty one."""
    size = 0
    for _ in range(_LINES):
        line = _line(source)
        if line in (b"\r\n", b"\n"):
            return
        if not line.endswith(b"\n"):
            raise HTTPException(BEHEADED)
        size += len(line)
        if size > _HEAD:
            raise HTTPException(HEAVY)
        yield line
    raise HTTPException(CROWDED)


def _line(source: Any) -> bytes:
    line: bytes = source.readline(_LINE + 1)
    if len(line) > _LINE:
        raise LineTooLong(BROKEN)
    return line


def _checked(line: bytes, *, first: bool) -> None:
    """Raise HTTPException for a line that is no header, or goes on where none was begun."""
    if not (_FIELD.match(line) or (line[:1] in b" \t" and not first)):
        raise HTTPException(BROKEN)
    text = line[:-1].removesuffix(b"\r")
    if b"\0" in text or b"\r" in text:  # RFC 9110, 5.5: each reader makes something else of it
        raise HTTPException(STRANGE)


def _measured(head: _Head) -> tuple[bytes, ...]:
    """Return the fields of a head that says clearly where its answer ends, its length once."""
    codings = [coding for coding in head.said(b"transfer-encoding") if coding]
    lengths = head.said(b"content-length")
    if codings not in ([], [b"chunked"], [b"identity"]):
        raise HTTPException(CODED)
    if not all(map(_LENGTH.fullmatch, lengths)):
        raise HTTPException(UNMEASURED)
    if len({length.lstrip(b"0") for length in lengths}) > 1:
        raise HTTPException(DIFFERENT)
    if lengths and codings == [b"chunked"]:
        raise HTTPException(TWOFOLD)
    left_out = [b"content-length"] if lengths else []
    left_out += [b"transfer-encoding"] if codings == [b"chunked"] else []
    fields = [f for f in head.fields if f.partition(b":")[0].lower() not in left_out]
    if lengths:
        told = lengths[0] if len(lengths[0]) < len(str(_BEYOND)) else str(_BEYOND).encode()
        fields.append(b"Content-Length: " + told)
    if codings == [b"chunked"]:
        fields.append(b"Transfer-Encoding: chunked")
    return tuple(fields)
