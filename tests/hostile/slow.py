"""Servers that take their time: a byte now and then, wherever a client waits for the next one."""

from __future__ import annotations

from tests.hostile.server import Talk, head, honestly

CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"
CHUNKED = "Transfer-Encoding: chunked"


def silent(talk: Talk) -> None:
    """Says nothing at all."""
    talk.wait(60)


def drips_status_line(talk: Talk) -> None:
    talk.drip(b"HTTP/1.1 200 OKKKKKK")


def drips_header(talk: Talk) -> None:
    talk.write(b"HTTP/1.1 200 OK\r\n")
    talk.drip(b"X-Padding: aaaa")


def drips_headers_without_end(talk: Talk) -> None:
    """Each header is whole, and there is always one more."""
    talk.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(1000):
        talk.write(f"X-{number}: 1\r\n".encode())
        talk.wait(0.1)


def drips_body(talk: Talk) -> None:
    talk.write(head(talk.answer(), length=100_000))
    talk.drip(b'{"a": 1        ')


def drips_body_without_length(talk: Talk) -> None:
    talk.write(head(talk.answer(), "Connection: close", length=-1))
    talk.drip(b'{"a": 1        ')


def drips_chunk_size(talk: Talk) -> None:
    talk.write(head(talk.answer(), CHUNKED, length=-1))
    talk.drip(b"0000000")


def drips_chunk_extension(talk: Talk) -> None:
    talk.write(head(talk.answer(), CHUNKED, length=-1))
    talk.drip(b"2;a=bbbbb")


def drips_tiny_chunks(talk: Talk) -> None:
    talk.write(head(talk.answer(), CHUNKED, length=-1))
    for _ in range(1000):
        talk.write(b"1\r\n \r\n")
        talk.wait(0.1)


def drips_trailer(talk: Talk) -> None:
    talk.write(head(talk.answer(), CHUNKED, length=-1) + b"2\r\n{}\r\n0\r\n")
    talk.drip(b"X-Trailer: aaaa")


def drips_trailers_without_end(talk: Talk) -> None:
    talk.write(head(talk.answer(), CHUNKED, length=-1) + b"2\r\n{}\r\n0\r\n")
    for number in range(1000):
        talk.write(f"X-{number}: 1\r\n".encode())
        talk.wait(0.1)


def stalls_in_body(talk: Talk) -> None:
    talk.write(head(talk.answer(), length=1_000) + b"{")
    talk.wait(60)


def continues_slowly_for_ever(talk: Talk) -> None:
    for _ in range(1000):
        talk.write(CONTINUE)
        talk.wait(0.3)


def continues_for_ever(talk: Talk) -> None:
    while True:
        talk.write(CONTINUE * 100)


def hints_for_ever(talk: Talk) -> None:
    while True:
        talk.write(b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" * 100)


def continues_with_endless_headers(talk: Talk) -> None:
    """An interim answer whose head does not end."""
    talk.write(b"HTTP/1.1 100 Continue\r\n")
    talk.drip(b"X-Padding: aaaa")


def continues_first(talk: Talk) -> None:
    """100 before each answer, as any server may."""
    talk.write(CONTINUE)
    honestly(talk)


def processes_first(talk: Talk) -> None:
    """102, twice: the request takes a while."""
    talk.write(b"HTTP/1.1 102 Processing\r\n\r\n" * 2)
    honestly(talk)


def hints_first(talk: Talk) -> None:
    """103 with headers that are no headers of the answer."""
    talk.write(b"HTTP/1.1 103 Early Hints\r\nContent-Type: text/css\r\nLink: </a.css>\r\n\r\n")
    honestly(talk)


def says_unknown_interim_first(talk: Talk) -> None:
    """A client has to pass over any 1xx that it does not know."""
    talk.write(b"HTTP/1.1 199 Whatever\r\nX-A: b\r\n\r\n")
    honestly(talk)


def switches_protocols(talk: Talk) -> None:
    """101, which nobody asked for, is a final answer and no refusal."""
    talk.write(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n")
    talk.closes = True
