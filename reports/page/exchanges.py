"""Exchanges as a page carries them: request and answer as they went, and one curl line.

They stand by columns. Headers and lines of curl, which are alike for many, stand in a table; a line
names the parts that the exchange has already."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from harness.exchange import Exchange
from reports.block import Texts, fronted, seen

_BODY = 6_000  # characters of a request that a page shows
_HEADER = 200  # characters of a header
_DULL = ("connection", "keep-alive", "date", "content-length")
_PARTS = ("id", "method", "path", "query", "form", "sent", "status", "headers", "body", "curl",
          "milliseconds")  # fmt: skip
_TABLED = ("sent", "headers", "curl")
_INSIDE = ("form", "path", "query")  # what a line of curl repeats, in its order
_SHORT = 4  # letters of what is not worth naming


def columns(
    exchanges: Iterable[Exchange], base_url: str, body: Callable[[Exchange], int],
    *, headers: Callable[[Exchange], bool],
) -> dict[str, Any]:  # fmt: skip
    """Return exchanges by the parts that the page's script reads, with a table of `parts`.

    The parts are id, method, path, query, form and headers, the status and the headers of the
    answer, as many characters of what it says as `body` tells, the curl line, and the milliseconds
    that it took. `headers` tells whose answers have their headers.
    """
    table = Texts()
    made = [_shown(e, base_url, body(e), headers=headers(e)) for e in exchanges]
    found: dict[str, Any] = {name: [each[name] for each in made] for name in _PARTS}
    for name in _TABLED:
        found[name] = [table.number(json.dumps(seen(part))) for part in found[name]]
    return {**found, "id": fronted(found["id"]), "parts": [json.loads(t) for t in table.all]}


def _shown(exchange: Exchange, base_url: str, body: int, *, headers: bool) -> dict[str, Any]:
    request, response = exchange.request, exchange.response
    sent = sorted(request.headers.items())
    answered = response.headers.items() if response and headers else ()
    found: dict[str, Any] = dict(zip(_PARTS, (
        exchange.id, request.method, cut(request.path, _BODY), cut(request.query, _BODY),
        cut(request.body, _BODY), [[k, cut(v, _HEADER)] for k, v in sent],
        str(response.status) if response else f"no response: {cut(exchange.error, _HEADER)}",
        [[cut(k, _HEADER), cut(v, _HEADER)] for k, v in answered if k not in _DULL],
        _said(exchange, body), exchange.curl(base_url), round(exchange.seconds * 1000),
    ), strict=True))  # fmt: skip
    return {**found, "curl": _naming(found["curl"], found)}


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
    if exchange.json is None:
        text = exchange.response.body[: most * 4].decode("utf-8", "replace")
    else:
        text = json.dumps(exchange.json, indent=1, ensure_ascii=False)
    return cut(text, most)


def cut(text: str, length: int) -> str:
    """Return a text, or its start and how much is left out."""
    more = len(text) - length
    return text if more <= 0 else f"{text[:length]}… ({more:,} more characters)"
