"""Servers that send much: of bytes, of values, of headers, of cookies, of levels."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

from tests.hostile.server import Talk, head
from tests.suites.servers import Answer

MUCH = 3_900_000  # bytes: just below what is read of one answer


def _pad(talk: Talk, padding: Callable[[], bytes]) -> None:
    """Answer with an object that has a member more."""
    answer = talk.answer()
    body = answer.body.rstrip()[:-1] + b', "zz_padding": ' + padding() + b"}"
    talk.reply(replace(answer, body=body))


@cache
def _text() -> bytes:
    return b'"' + b"x" * MUCH + b'"'


@cache
def _astral_text() -> bytes:
    return b'"' + "\U0001f4b8".encode() * (MUCH // 4) + b'"'


@cache
def _numbers() -> bytes:
    return b"[" + b"1," * (MUCH // 2) + b"1]"


@cache
def _empty_objects() -> bytes:
    return b"[" + b"{}," * (MUCH // 3) + b"{}]"


@cache
def _members() -> bytes:
    return json.dumps({f"n{number}": number for number in range(130_000)}).encode()


@cache
def _objects() -> bytes:
    return json.dumps([{"a": [n]} for n in range(45_000)]).encode()


@cache
def _few_objects() -> bytes:
    return json.dumps([{"a": str(n)} for n in range(4_000)]).encode()


def pads_with_text(talk: Talk) -> None:
    _pad(talk, _text)


def pads_with_astral_text(talk: Talk) -> None:
    """Each letter takes four bytes, of memory too, and twelve in a file."""
    _pad(talk, _astral_text)


def pads_with_numbers(talk: Talk) -> None:
    _pad(talk, _numbers)


def pads_with_empty_objects(talk: Talk) -> None:
    _pad(talk, _empty_objects)


def pads_with_members(talk: Talk) -> None:
    _pad(talk, _members)


def pads_within_reason(talk: Talk) -> None:
    """Just below what is decoded, each time."""
    _pad(talk, _objects)


def pads_with_sixty_kilobytes(talk: Talk) -> None:
    """Not very long by itself."""
    _pad(talk, _few_objects)


def sends_without_end(talk: Talk) -> None:
    talk.write(head(talk.answer(), "Connection: close", length=-1))
    while True:
        talk.write(b" " * 65536)


def chunks_of_a_byte(talk: Talk) -> None:
    """Each byte in a chunk of its own, sixty thousand of them."""
    body = b'{"a": "' + b"x" * 60_000 + b'"}'
    chunks = b"".join(b"1\r\n%c\r\n" % byte for byte in body) + b"0\r\n\r\n"
    talk.write(head(talk.answer(), "Transfer-Encoding: chunked", length=-1) + chunks)


def lists_hundred_thousand(talk: Talk) -> None:
    """A list whose elements are nothing."""
    _lists(talk, [{}] * 100_000)


def lists_broken_objects(talk: Talk) -> None:
    """A page of objects each of which lacks every field, and has its own."""
    _lists(talk, [{"id": f"x{n}", f"own{n}": n, "created": "no"} for n in range(20_000)])


def lists_nulls(talk: Talk) -> None:
    _lists(talk, [None] * 100_000)


def _lists(talk: Talk, entries: list[Any]) -> None:
    answer = talk.answer()
    body = answer.json
    if talk.call.method == "GET" and isinstance(body.get("data"), list):
        answer = answer.saying({**body, "data": entries})
    talk.reply(answer)


def names_of_digits(talk: Talk) -> None:
    """A member whose name is 60 KB of digits, and one of dots."""
    talk.reply(_renamed(talk.answer(), "1" * 60_000, "1." * 30_000))


def _renamed(answer: Answer, *names: str) -> Answer:
    body = json.loads(answer.body)
    if isinstance(body, dict):
        body = {**body, **{name: {"created": "x", "amount": "y"} for name in names}}
    return answer.saying(body)


def has_three_thousand_fields(talk: Talk) -> None:
    body = json.loads(talk.answer().body)
    more = {f"amount_{number}": {"currency": "EUR", "created": "x"} for number in range(3_000)}
    talk.reply(talk.answer().saying({**body, **more}))


def has_long_id(talk: Talk) -> None:
    """The id of each object is as long as an answer may be."""
    body = json.loads(talk.answer().body)
    if isinstance(body, dict) and "id" in body:
        body["id"] += "x" * 1_000_000
    talk.reply(talk.answer().saying(body))


def nests_deeply(talk: Talk) -> None:
    """Ten thousand levels."""
    _pad(talk, lambda: b"[" * 10_000 + b"]" * 10_000)


def nests_below_the_limit(talk: Talk) -> None:
    """As deep as is looked at."""
    _pad(talk, lambda: b'{"a":' * 90 + b"1" + b"}" * 90)


def heads_of_sixty_kilobytes(talk: Talk) -> None:
    """Eighty headers, each nearly as long as a line may be."""
    talk.reply(talk.answer(), *(f"X-H{number}: {'h' * 60_000}" for number in range(80)))


def heads_of_ten_kilobytes(talk: Talk) -> None:
    talk.reply(talk.answer(), *(f"X-H{number}: {'h' * 10_000}" for number in range(80)))


def names_headers_at_length(talk: Talk) -> None:
    talk.reply(talk.answer(), *(f"X-{'n' * 60_000}{number}: 1" for number in range(50)))


def sets_cookies(talk: Talk) -> None:
    """Ninety cookies of four kilobytes, others each time."""
    lines = (f"Set-Cookie: c{talk.number}n{n}={'c' * 4_000}; Path=/" for n in range(90))
    talk.reply(talk.answer(), *lines)


def has_two_hundred_headers(talk: Talk) -> None:
    talk.reply(talk.answer(), *(f"X-H{number}: 1" for number in range(200)))


def has_a_header_of_seventy_kilobytes(talk: Talk) -> None:
    talk.reply(talk.answer(), f"X-H: {'h' * 70_000}")


def heads_without_end(talk: Talk) -> None:
    talk.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        talk.write(b"X-A: b\r\n" * 1000)


def writes_one_endless_line(talk: Talk) -> None:
    talk.write(b"HTTP/1.1 200 ")
    while True:
        talk.write(b"O" * 65536)


def trails_without_end(talk: Talk) -> None:
    """Trailers as fast as they come."""
    talk.write(head(talk.answer(), "Transfer-Encoding: chunked", length=-1) + b"2\r\n{}\r\n0\r\n")
    while True:
        talk.write(b"X-A: b\r\n" * 1000)
