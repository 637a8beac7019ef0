"""Exchanges as a page carries them: request and answer as they went, and one curl line.

They stand by columns. Headers and lines of curl, which are alike for many, stand in a table; a line
names the parts that the exchange has already."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from harness.exchange import Exchange
from harness.shell import curl_line
from reports.block import Texts, fronted, seen

_BODY = 6_000  # characters of a request that a page shows
_HEADER = 200  # characters of a header
_DULL = ("connection", "keep-alive", "date", "content-length")
_PARTS = ("id", "method", "path", "query", "form", "sent", "status", "headers", "body", "curl",
          "milliseconds")  # fmt: skip
_TABLED = ("sent", "headers", "curl")
_INSIDE = ("form", "path", "query")  # what a line of curl repeats, in its order
_SHORT = 4  # letters of what is not worth naming


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page may show of an exchange: its parts, its answer's headers, and what that says.

    Of what it says there is the beginning, and how long it is: that is cut as there is room.
    """

    parts: dict[str, Any]
    headers: list[list[str]]
    said: str
    length: int


def shown(exchange: Exchange, base_url: str, most: int) -> Shown:
    """Return an exchange as a page may show it, with at most so many characters of its answer."""
    request, response = exchange.request, exchange.response
    parts: dict[str, Any] = {
        "id": exchange.id, "method": request.method, "path": cut(request.path, _BODY),
        "query": cut(request.query, _BODY), "form": cut(request.body, _BODY),
        "sent": [[k, cut(v, _HEADER)] for k, v in sorted(request.headers.items())],
        "status": str(response.status) if response
        else f"no response: {cut(exchange.error, _HEADER)}",
        "milliseconds": round(exchange.seconds * 1000),
    }  # fmt: skip
    parts["curl"] = _naming(curl_line(exchange.request, base_url), parts)
    headers = response.headers.items() if response else ()
    said = _said(exchange, most)
    return Shown(parts, [[cut(k, _HEADER), cut(v, _HEADER)] for k, v in headers if k not in _DULL],
                 said[:most], len(said))  # fmt: skip


def columns(
    every: Iterable[Shown], body: Callable[[str], int], headers: Callable[[str], bool]
) -> dict[str, Any]:
    """Return exchanges by the parts that the page's script reads, with a table of `parts`.

    The parts are id, method, path, query, form and headers, the status and the headers of the
    answer, what it says, the curl line, and the milliseconds that it took. `body` tells by an id
    how many characters an answer has, `headers` whether it has its headers.
    """
    table = Texts()
    made = [_row(one, body(one.parts["id"]), headers=headers(one.parts["id"])) for one in every]
    found: dict[str, Any] = {name: [row[name] for row in made] for name in _PARTS}
    for name in _TABLED:
        found[name] = [table.number(json.dumps(seen(part))) for part in found[name]]
    return {**found, "id": fronted(found["id"]), "parts": [json.loads(t) for t in table.all]}


def _row(one: Shown, body: int, *, headers: bool) -> dict[str, Any]:
    told = {"headers": one.headers if headers else [], "body": cut(one.said, body, one.length)}
    return {**one.parts, **told}


def _naming(line: str, parts: Mapping[str, str]) -> list[str | int]:
    """Return a text in pieces, of which a number stands for the part of an exchange in it."""
    pieces: list[str | int] = [line]
    for at, name in enumerate(_INSIDE):
        last, text = pieces[-1], parts[name]
        if len(text) > _SHORT and isinstance(last, str) and text in last:
            before, _, after = last.partition(text)
            pieces[-1:] = [before, at, after]
    return pieces


def _said(exchange: Exchange, most: int) -> str:
    if exchange.response is None:
        return ""
    decoded = exchange.passing_json
    if decoded is None:
        return exchange.response.body[: most * 4].decode("utf-8", "replace")
    return json.dumps(decoded, indent=1, ensure_ascii=False)


def cut(text: str, length: int, of: int = 0) -> str:
    """Return a text, or its start and how much is left out; `of` is how long it was, if cut."""
    more = max(len(text), of) - length
    return text if more <= 0 else f"{text[:length]}… ({more:,} more characters)"
