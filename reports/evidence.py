"""An exchange as a reader wants to see it: the form in rows, the body indented, one curl line."""

from __future__ import annotations

import json
from dataclasses import dataclass
from urllib.parse import parse_qsl

from harness.exchange import Exchange
from harness.shell import curl_line

BODY = 6_000  # characters of a body that the report shows
ROWS = 60  # form rows that the report shows
_DULL = ("connection", "keep-alive", "date", "content-length")


@dataclass(frozen=True, slots=True)
class Shown:
    """What the report shows of an exchange."""

    id: str
    line: str
    form: tuple[tuple[str, str], ...]
    more_rows: int
    sent: tuple[tuple[str, str], ...]
    status: str
    headers: tuple[tuple[str, str], ...]
    body: str
    curl: str


def show(exchange: Exchange, base_url: str) -> Shown:
    """Return the readable parts of an exchange."""
    request, response = exchange.request, exchange.response
    pairs = parse_qsl("&".join(filter(None, (request.query, request.body))), keep_blank_values=True)
    return Shown(
        id=exchange.id,
        line=f"{request.method} {request.path}",
        form=tuple((name, _cut(value, 300)) for name, value in pairs[:ROWS]),
        more_rows=max(0, len(pairs) - ROWS),
        sent=tuple(sorted(request.headers.items())),
        status=str(response.status) if response else f"no response: {exchange.error}",
        headers=tuple(
            (name, _cut(value, 200))
            for name, value in (response.headers if response else {}).items()
            if name not in _DULL
        ),
        body=_body(exchange),
        curl=curl_line(exchange.request, base_url),
    )  # fmt: skip


def _body(exchange: Exchange) -> str:
    if exchange.response is None:
        return ""
    found = exchange.json
    if found is None:
        text = exchange.response.body[: BODY * 2].decode("utf-8", "replace")
    else:
        text = json.dumps(found, indent=2, ensure_ascii=False)
    return _cut(text, BODY)


def _cut(text: str, length: int) -> str:
    return (
        text if len(text) <= length else f"{text[:length]}… ({len(text) - length} more characters)"
    )
