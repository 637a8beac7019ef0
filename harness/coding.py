"""Whether an answer is written so that whoever asked can read it: JSON in UTF-8, not compressed."""

from __future__ import annotations

import json

from harness.exchange import Exchange, Response
from harness.readings import GZIP

_GZIP = GZIP.encode("latin-1")
_WIDEST = 4  # bytes of one letter: a body that is cut may end within it


def garbled(exchange: Exchange) -> str:
    """Return how the body is written otherwise than as it may be, "" when it is not.

    JSON is exchanged in UTF-8 (RFC 8259, 8.1), and a request that accepts no coding but `identity`
    is answered in none (RFC 9110, 12.5.3).
    """
    return exchange.once(_garbled)


def _garbled(exchange: Exchange) -> str:
    if exchange.response is None or not exchange.response.body:
        return ""
    coding = exchange.response.headers.get("content-encoding", "").strip()
    if coding.lower() not in ("", "identity"):
        return f"content-encoding {coding}, which the request does not accept (RFC 9110, 12.5.3)"
    found = json.detect_encoding(exchange.response.body).partition("-sig")[0].upper()
    if found != "UTF-8":
        return f"JSON in {found} (RFC 8259, 8.1)"
    labelled = "json" in exchange.response.headers.get("content-type", "").lower()
    return _unlike(exchange.response) if labelled else ""


def _unlike(response: Response) -> str:
    """Return what bytes that are called JSON are instead, "" where they are letters of UTF-8."""
    if response.body.startswith(_GZIP):
        return "bytes that gzip packed, of which no Content-Encoding speaks (RFC 9110, 8.4)"
    try:
        response.body.decode()
    except UnicodeDecodeError as trouble:
        cut = response.truncated and trouble.start > len(response.body) - _WIDEST
        return "" if cut else "JSON in letters that are not UTF-8 (RFC 8259, 8.1)"
    return ""
