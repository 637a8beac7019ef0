"""What says clearly where an answer ends is read, and nothing else is."""

from __future__ import annotations

import io
from http.client import HTTPException
from typing import Any

import pytest

from harness import framing, mishaps
from harness.framing import Final

OK = b"HTTP/1.1 200 OK\r\n"
LENGTH = b"Content-Length: 5\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
END = b"\r\n0\r\n\r\n"


class Socket:
    """A socket from which an answer is read."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(io.BytesIO(self._data))  # type: ignore[arg-type]


def read(data: bytes) -> tuple[Final, bytes]:
    """Return an answer, and its body up to where that ends."""
    sent: Any = Socket(data)
    answer, body = Final(sent), b""
    answer.begin()
    while block := answer.read1(100):
        body += block
    return answer, body


@pytest.mark.parametrize(
    "data",
    [
        OK + LENGTH + b"\r\nhello",
        OK + b"Content-Length: 5, 05\r\nX: y\r\ncontent-length:5 \r\n\r\nhelloo",
        OK + b"Content-Length:\r\n\t5\r\n\r\nhello!",
        OK.replace(b"\r", b"") + b"Content-Length: 5\n\nhello!",
        b"HTTP/1.1\t200\r\n" + LENGTH + b"\r\nhello!",
        b"HTTP/1.0 200 OK\r\n\r\nhello",
        b"HTTP/1.1 103 E\r\nLink: a\r\n\r\n" + OK + LENGTH + b"\r\nhello!",
        CHUNKED + b"5\r\nhello" + END,
        CHUNKED + b"002 \t;a=b\r\nhe\r\n3  \r\nllo\r\n00;z\r\nX: y\r\n z\r\n\r\nmore",
        CHUNKED + b"5\r\nhello\r\n0\r\n",
        CHUNKED.replace(b" chunked", b"\r\n  Chunked") + b"5\r\nhello" + END,
        CHUNKED.replace(b"1.1", b"1.0") + b"5\r\nhello" + END,
        OK + b"Transfer-Encoding: identity\r\n" + LENGTH + b"\r\nhello!",
    ],
)
def test_what_says_where_it_ends_is_read(data: bytes) -> None:
    assert read(data)[1] == b"hello"


@pytest.mark.parametrize(
    ("told", "data"),
    [
        *((framing.UNSIZED, CHUNKED + size + b"\r\nhello" + END)
          for size in (b"0_5", b"+5", b" 5", b"0x5", b"-5", b"\v5", b"5\v", b"", b"five", b"5,5")),
        (framing.UNSIZED, CHUNKED + b"5\nhello" + END),
        (framing.UNSIZED, CHUNKED + b"5;a\rb\r\nhello" + END),
        (framing.UNSIZED, CHUNKED + b"5\r\nhello\r\n-0\r\n\r\n"),
        (framing.UNENDED, CHUNKED + b"5\r\nhelloXX0\r\n\r\n"),
        (framing.UNENDED, CHUNKED + b"4\r\nhello" + END),
        (framing.BROKEN, CHUNKED + b"5\r\nhello\r\n0\r\nno header\r\n\r\n"),
        (framing.TWOFOLD, CHUNKED[:-2] + LENGTH + b"\r\n5\r\nhello" + END),
        (framing.CODED, CHUNKED[:-2] + b"Transfer-Encoding: gzip\r\n\r\n5\r\nhello" + END),
        (framing.CODED, CHUNKED[:-2] + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello" + END),
        (framing.CODED, CHUNKED.replace(b"chunked", b"chunked\v") + b"5\r\nhello" + END),
        (framing.DIFFERENT, OK + LENGTH + b"Content-Length: 4\r\n\r\nhello"),
        *((framing.UNMEASURED, OK + b"Content-Length: " + length + b"\r\n\r\nhello")
          for length in (b"0_5", b"+5", b"-5", b"0x5", b"\v5", b"\xa05", b"5,", b"", b'"5"', b"5 5",
                         b"5.0", b"\xb2")),
        *((framing.BROKEN, OK + line + b"\r\n" + LENGTH + b"\r\nhello")
          for line in (b"Content-Length : 4", b"no header", b"From me", b": x", b"X(a): b",
                       b"X\0: b", b"\xe9: b")),
        (framing.BROKEN, OK + b" X: folded\r\n" + LENGTH + b"\r\nhello"),
        (framing.BROKEN, b"HTTP/1.1 103 E\r\nno header\r\n\r\n" + OK + LENGTH + b"\r\nhello"),
        *((framing.STRANGE, OK + line + b"\r\n" + LENGTH + b"\r\nhello")
          for line in (b"X: a\0", b"X: a\rContent-Length: 4", b"X: a\r")),
        (framing.STRANGE, OK.replace(b"K", b"\0") + LENGTH + b"\r\nhello"),
        (framing.BEHEADED, OK + b"Content-Length: 0\r\nX: "),
        (framing.BEHEADED, OK),
        (framing.CROWDED, OK + b"X: y\r\n" * 200 + LENGTH + b"\r\nhello"),
        (framing.HEAVY, OK + (b"X: " + b"y" * 60_000 + b"\r\n") * 17 + LENGTH + b"\r\nhello"),
        *(("", start + b"\r\n" + LENGTH + b"\r\nhello")
          for start in (b"HTTP/1.1 2_0", b"HTTP/1.1 +200", b"HTTP/1.1 0200", b"HTTP/1.9z 200 OK",
                        b"http/1.1 200 OK", b"HTTP/1.1 \xb200", b"HTTP/1.1 200\0")),
    ],
)  # fmt: skip
def test_what_two_readers_may_read_otherwise_is_no_answer(told: str, data: bytes) -> None:
    with pytest.raises(HTTPException) as found:
        read(data)
    assert str(found.value) in (told, "''")
    assert mishaps.words(found.value) in mishaps.ODD_HTTP
    assert not told or mishaps.words(found.value) != mishaps.NOT_HTTP


def test_what_has_no_body_has_none_whatever_it_says() -> None:
    """It would be waited for."""
    said = b"HTTP/1.1 204 No Content\r\nTransfer-Encoding: chunked\r\n\r\n"
    assert read(said + b"HTTP/1.1 200 OK\r\n")[1] == b""


@pytest.mark.parametrize(("version", "closes"), [(b"1.0", True), (b"1.1", False)])
def test_chunks_of_an_old_version_end_their_connection(version: bytes, closes: bool) -> None:
    said = CHUNKED.replace(b"1.1", version).replace(b"OK\r", b"OK\r\nConnection: keep-alive\r")
    assert read(said + b"5\r\nhello" + END)[0].will_close is closes
