"""A request and its answer in two lines, for a reader who looks at a page for a minute.

A request is shown by its call and what was sent; of an answer what it says: the error of a refusal,
of an object the fields that a cause is about.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import unquote_plus

from harness.exchange import Exchange
from harness.legible import line

REQUEST = 110  # characters of a request
ANSWER = 160  # characters of an answer
_NAMING = ("object", "id", "status")  # what an object is told by
_TELLING = ("type", "code", "param", "message")  # what an error is told by


def request_line(exchange: Exchange, most: int = REQUEST) -> str:
    """Return a request in a line, decoded: `POST /v1/x amount=1&currency=usd`."""
    request = exchange.request
    text = unquote_plus(request.body or "")
    return cut(line(f"{request.method} {unquote_plus(request.target)} {text}".rstrip()), most)


def answer_line(exchange: Exchange, fields: Iterable[str] = (), most: int = ANSWER) -> str:
    """Return an answer in a line: its status, and what it says, about `fields` above all."""
    return cut(line(f"{status_of(exchange)} {said(exchange, fields)}".rstrip()), most)


def status_of(exchange: Exchange) -> str:
    """Return the status of an answer as text, or why there is none."""
    return str(exchange.status) if exchange.response is not None else f"no answer: {exchange.error}"


def said(exchange: Exchange, fields: Iterable[str] = ()) -> str:
    """Return the part of an answer that tells most, as JSON, or how its body starts."""
    if exchange.response is None:
        return ""
    if exchange.json is None and not any("-" in name for name in fields):
        body = exchange.response.body[: 4 * ANSWER].decode("utf-8", "replace")
        return " ".join(body.split())
    return json.dumps(telling_part(exchange, fields), ensure_ascii=False)


def telling_part(exchange: Exchange, fields: Iterable[str] = ()) -> Any:
    """Return the part of an answer that a cause is about: a bounded part of what was decoded.

    Fields with a hyphen are headers: what they hold is told then, None where they are not there.
    """
    headers = [name for name in fields if "-" in name]
    if headers:
        held = exchange.response.headers if exchange.response is not None else {}
        return {"headers": {name: held.get(name.lower()) for name in headers}}
    error = exchange.error_body
    if error:
        told = {name: error[name] for name in _TELLING if error.get(name) is not None}
        envelope = exchange.conventions.envelope
        return {envelope: told or error} if envelope else told or error
    found = exchange.json
    if not isinstance(found, dict):
        return found
    entries = exchange.entries
    if entries:
        first = entries[0]
        names = (*_NAMING, *fields)
        shown = {n: first[n] for n in names if n in first} if isinstance(first, dict) else first
        return {exchange.conventions.items: [shown], "entries": len(entries)}
    if entries is not None:
        return {name: found[name] for name in found if name != "url"}
    return {name: found[name] for name in (*_NAMING, *fields) if name in found} or found


def cut(text: str, most: int) -> str:
    """Return a text, or its start with a sign that it goes on."""
    return text if len(text) <= most else f"{text[: most - 1]}…"
