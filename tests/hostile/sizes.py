"""Servers that send much: of bytes, of values, of headers, of cookies, of levels."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from tests.hostile.server import Talk, head
from tests.suites.servers import Answer

MUCH = 3_900_000  # bytes: just below what is read of one answer


def _padded(answer: Answer, padding: object) -> Answer:
    """Return an answer whose object has a member more; a list has it too."""
    body = json.loads(answer.body)
    return answer.saying({**body, "zz_padding": padding} if isinstance(body, dict) else body)


def pads_with_text(talk: Talk) -> None:
    talk.reply(_padded(talk.answer(), "x" * MUCH))


def pads_with_astral_text(talk: Talk) -> None:
    """Each letter takes four bytes, of memory too."""
    answer = _padded(talk.answer(), "x")
    talk.reply(replace(answer, body=answer.body[:-2] + "\U0001f4b8".encode() * 970_000 + b'"}'))


def pads_with_numbers(talk: Talk) -> None:
    talk.reply(_padded(talk.answer(), [1] * (MUCH // 3)))


def pads_with_empty_objects(talk: Talk) -> None:
    talk.reply(_padded(talk.answer(), [{}] * (MUCH // 4)))


def pads_with_members(talk: Talk) -> None:
    talk.reply(_padded(talk.answer(), {f"n{number}": number for number in range(130_000)}))


def pads_within_reason(talk: Talk) -> None:
    """Just below what is decoded, each time."""
    talk.reply(_padded(talk.answer(), [{"a": [n]} for n in range(45_000)]))


def pads_with_sixty_kilobytes(talk: Talk) -> None:
    """Not long by itself."""
    talk.reply(_padded(talk.answer(), [{"a": str(n)} for n in range(4_000)]))


def sends_without_end(talk: Talk) -> None:
    talk.write(head(talk.answer(), "Connection: close", length=-1))
    while True:
        talk.write(b" " * 65536)


def chunks_of_a_byte(talk: Talk) -> None:
    """Each byte in a chunk of its own, a quarter of a million of them."""
    body = b'{"a": "' + b"x" * 250_000 + b'"}'
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
        body = {**body, **dict.fromkeys(names, {"created": "x", "amount": "y"})}
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
    answer = _padded(talk.answer(), "@")
    nested = b"[" * 10_000 + b"]" * 10_000
    talk.reply(replace(answer, body=answer.body.replace(b'"@"', nested)))


def nests_below_the_limit(talk: Talk) -> None:
    """As deep as a decoder goes."""
    answer = _padded(talk.answer(), "@")
    nested = b'{"a":' * 900 + b"1" + b"}" * 900
    talk.reply(replace(answer, body=answer.body.replace(b'"@"', nested)))


def heads_of_sixty_kilobytes(talk: Talk) -> None:
    """Eighty headers, each nearly as long as a line may be."""
    talk.reply(talk.answer(), *(f"X-H{number}: {'h' * 60_000}" for number in range(80)))


def names_headers_at_length(talk: Talk) -> None:
    talk.reply(talk.answer(), *(f"X-{'n' * 60_000}{number}: 1" for number in range(50)))


def sets_cookies(talk: Talk) -> None:
    """Ninety cookies of four kilobytes, others each time."""
    lines = (f"Set-Cookie: c{talk.number}n{n}={'c' * 4_000}; Path=/" for n in range(90))
    talk.reply(talk.answer(), *lines)


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
