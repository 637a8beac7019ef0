"""An exchange as a page carries it: request and answer as they went, and one curl line."""

from __future__ import annotations

import json
from typing import Any

from harness.exchange import Exchange

_BODY = 6_000  # characters of a request that a page shows
_HEADER = 200  # characters of a header
_DULL = ("connection", "keep-alive", "date", "content-length")


def shown(exchange: Exchange, base_url: str, body: int) -> list[Any]:
    """Return the parts of an exchange in the order in which the page's script reads them.

    They are its id, method, path, query, form and headers, the status and the headers of its
    answer, `body` characters of what it says, the curl line, and the milliseconds that it took.
    """
    request, response = exchange.request, exchange.response
    sent = sorted(request.headers.items())
    headers = response.headers.items() if response else ()
    return [
        exchange.id, request.method, cut(request.path, _BODY), cut(request.query, _BODY),
        cut(request.body, _BODY), [[k, cut(v, _HEADER)] for k, v in sent],
        str(response.status) if response else f"no response: {cut(exchange.error, _HEADER)}",
        [[cut(k, _HEADER), cut(v, _HEADER)] for k, v in headers if k not in _DULL],
        _said(exchange, body), exchange.curl(base_url),
        round(exchange.seconds * 1000),
    ]  # fmt: skip


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
