"""Servers whose heads do not say where an answer ends, or say it wrongly."""

from __future__ import annotations

import gzip
import socket
from collections.abc import Callable
from dataclasses import replace

from sandbox.auth import SECRET
from tests.hostile.server import Behaviour, Talk, head

CHUNKED = "Transfer-Encoding: chunked"


def raw(start: bytes, *, body: bool = True) -> Behaviour:
    """Return what sends bytes, perhaps with the body of an honest answer behind, and leaves."""

    def behave(talk: Talk) -> None:
        talk.write(start + (talk.answer().body if body else b""))
        talk.closes = True

    return behave


def measured(length: Callable[[int], object], *more: str) -> Behaviour:
    """Return what says of a body what is made of its length, with more lines in the head."""

    def behave(talk: Talk) -> None:
        answer = talk.answer()
        told = f"Content-Length: {length(len(answer.body))}"
        talk.write(head(answer, *more, told, length=-1) + answer.body)
        talk.closes = True

    return behave


def told_before(line: str) -> Behaviour:
    """Return what puts a line before the length, and keeps the connection open."""
    return lambda talk: talk.reply(talk.answer(), line)


def chunked(size: bytes, behind: bytes = b"0\r\n\r\n", coding: str = CHUNKED) -> Behaviour:
    """Return what says of a chunk that it has a size, and sends something behind it."""

    def behave(talk: Talk) -> None:
        answer = talk.answer()
        talk.write(head(answer, coding, length=-1))
        told = size or b"%x" % len(answer.body)
        talk.write(told + b"\r\n" + answer.body + b"\r\n" + behind)
        talk.closes = bool(size)

    return behave


def folded(first: bytes) -> Behaviour:
    """Return what breaks the line of its head that starts so, behind its colon."""

    def behave(talk: Talk) -> None:
        answer = talk.answer()
        talk.write(head(answer).replace(first, first + b"\r\n\t", 1) + answer.body)

    return behave


def leaves_half(talk: Talk) -> None:
    """It sends nothing more on a connection that it goes on to read from."""
    talk.reply(talk.answer())
    talk.connection.shutdown(socket.SHUT_WR)


def hints_with_a_key(talk: Talk) -> None:
    talk.write(f"HTTP/1.1 103 {SECRET}\r\nLink: <{SECRET}>\r\n\r\n".encode())
    talk.reply(talk.answer())


def packs_twice(talk: Talk) -> None:
    """Two members of gzip, one behind the other, which nobody asked for."""
    body = talk.answer().body
    packed = gzip.compress(body[:9]) + gzip.compress(body[9:])
    talk.reply(replace(talk.answer(), body=packed), "Content-Encoding: gzip")


def redirects_to_a_file(talk: Talk) -> None:
    talk.reply(replace(talk.answer(), status=302, body=b""), "Location: file:///etc/passwd")


def says_more_behind_its_answer(talk: Talk) -> None:
    """An answer to nothing waits on the connection."""
    talk.reply(talk.answer())
    talk.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")


def begins_another_answer(talk: Talk) -> None:
    """Half of one waits on the connection."""
    talk.reply(talk.answer())
    talk.write(b"HTTP/1.1 200 OK\r\nContent-Le")
