"""What a server says of a request that it refuses, and which of its words are the request's own.

A server has one sentence for many requests: “Unexpected shipping” and “Unexpected metadata” are one
place of its code. What differs is a name or a value that was sent to it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from urllib.parse import parse_qsl

from harness.exchange import Exchange
from harness.legible import line
from reports.answers import cut

LONGEST = 120  # characters of a server's sentence in a title
QUOTED = "“"  # begins what a server says
_SHORT = 2  # letters of a word that may stand in any sentence
_PARTS = re.compile(r"[\[\].]+")
_SAME = "…"
_ROW = re.compile(r"…(?:\[…?\])+")
_LIST = re.compile(r"…(?:(?:, ?| and | or |\.)…)+")


def sentence(exchange: Exchange) -> str:
    """Return what a server says of a refusal, on one line: its message, or how its body starts."""
    if exchange.response is None:
        return cut(line(exchange.error), LONGEST)
    parts = exchange.error_body or exchange.json
    parts = parts if isinstance(parts, dict) else {}
    found = next((v for n in ("message", "code", "type") if isinstance(v := parts.get(n), str)), "")
    if not found and exchange.json is None:
        body = exchange.response.body[:400].decode("utf-8", "replace").strip()
        found = body.partition("\n")[0] if not body.startswith("<") else ""
    return cut(line(found), LONGEST)


def named(exchange: Exchange, said: str) -> tuple[str, ...]:
    """Return the words of a sentence that were sent: names of parameters, and values."""
    words = sorted({w for w in _sent(exchange) if w in said}, key=len, reverse=True)
    return tuple(dict.fromkeys(_any(words).findall(said))) if words else ()


def folded(said: str, words: Collection[str]) -> str:
    """Return a sentence with "…" for some of its words, and for lists and rows of these."""
    if not words:
        return said
    told = _any(sorted(words, key=len, reverse=True)).sub(_SAME, said)
    return _LIST.sub(_SAME, _ROW.sub(_SAME, told))


def _any(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)")


def _sent(exchange: Exchange) -> Iterator[str]:
    """Yield the names and the values of a request, and their parts."""
    request = exchange.request
    for pair in parse_qsl(f"{request.query}&{request.body}", keep_blank_values=True):
        for text in pair:
            yield from (word for word in (text, *_PARTS.split(text)) if len(word) > _SHORT)
