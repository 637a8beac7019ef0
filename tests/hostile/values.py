"""Servers whose answers hold values of the wrong kind, or values that no program expects."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from tests.hostile.server import Behaviour, Talk


def changing(name: str, *values: Any) -> Behaviour:
    """Return what puts values, one after the other, in the place of a member of each object."""

    def behave(talk: Talk) -> None:
        value = values[talk.number % len(values)]
        talk.reply(talk.answer().saying(_changed(talk.answer().json, name, value)))

    return behave


def _changed(body: Any, name: str, value: Any) -> Any:
    if isinstance(body, list):
        return [_changed(inner, name, value) for inner in body]
    if not isinstance(body, dict):
        return body
    return {key: value if key == name else _changed(inner, name, value)
            for key, inner in body.items()}  # fmt: skip


def rewriting(edit: Callable[[bytes], bytes]) -> Behaviour:
    """Return what edits the bytes of each body."""

    def behave(talk: Talk) -> None:
        answer = talk.answer()
        talk.reply(type(answer)(answer.status, edit(answer.body), answer.headers))

    return behave


def refusing_with(error: Any, status: int = 400) -> Behaviour:
    """Return what refuses everything with an error of any shape."""

    def behave(talk: Talk) -> None:
        answer = talk.answer()
        body = json.dumps({"error": error}).encode()
        talk.reply(type(answer)(status, body, answer.headers))

    return behave


def answering(status: int, body: bytes | None = None, *lines: str) -> Behaviour:
    """Return what answers everything with a status, perhaps with a body of its own."""

    def behave(talk: Talk) -> None:
        answer = talk.answer()
        kept = answer.body if body is None else body
        talk.reply(type(answer)(status, kept, answer.headers), *lines)

    return behave


def redirecting_deeper(talk: Talk) -> None:
    """Each answer leads to a longer path."""
    answer, there = talk.answer(), f"Location: {talk.call.path}{'/a' * talk.number}"
    talk.reply(type(answer)(303, answer.body, answer.headers), there)


def naming(text: str, times: int) -> Behaviour:
    """Return what has so many members whose names and values begin with a text."""

    def behave(talk: Talk) -> None:
        answer = talk.answer()
        members = {f"{text}{number}": text for number in range(times)}
        talk.reply(answer.saying({**answer.json, **members}))

    return behave


def heading(line: str, status: int) -> Behaviour:
    """Return what adds a line to the second head, and answers with a status of its own."""

    def behave(talk: Talk) -> None:
        answer = talk.answer()
        if talk.number != 2:
            return talk.reply(answer)
        return talk.reply(type(answer)(status, answer.body, answer.headers), line)

    return behave


def saying(line: str) -> Behaviour:
    """Return what adds a line to every head, true or not."""
    return lambda talk: talk.reply(talk.answer(), line)
