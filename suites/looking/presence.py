"""Does an answer say that an operation is there, or that its path is none?

A server says so in its own words: a page, an empty body, an error object, 404, 405 or 400. Only its
answer to a path that is known not to exist tells which these are. Two are alike when status, kind
of body and error are, without what differs from one path to another. Two statuses need no
comparison: a 405 says that the path does not have the method (RFC 9110, 15.5.6), a 501 that no path
has it (15.6.2).
"""

from __future__ import annotations

import json
import re
from typing import Any

from contracts.model import Operation
from harness.exchange import Exchange

NOWHERE = "_assay"  # what makes a word of a path one that no server knows
_HARD = (405, 501)
_NOTHING = (401, 403, 429)  # who asks, or how often, is refused: not what is asked
_PATHS = re.compile(r"/[^\s\"'<>),]*")
_MADE_UP = re.compile(r"\b[A-Za-z]+_[A-Za-z0-9_]{6,}\b|\b[0-9a-fA-F-]{8,}\b|\d+")
_LONGEST = 2000  # characters of a body that are compared


def beside(operation: Operation, path: str, word: int = -1) -> str:
    """Return a path of an operation with another word in it: one that is known not to exist.

    It is as deep and names the same ids; one `word` that is no id is the other one, the last.
    Where a path has ids alone, a word stands behind them.
    """
    parts, known = path.split("/"), operation.path.split("/")
    words = [place for place, part in enumerate(known) if part and not part.startswith("{")]
    if len(words) < -word:
        return f"{path}/{NOWHERE}"
    parts[words[word] - len(known)] += NOWHERE  # from the end: an address may have a path itself
    return "/".join(parts)


def lacking(exchange: Exchange) -> bool:
    """Whether a status says by itself that the target does not have the operation."""
    if exchange.status not in _HARD or exchange.response is None:
        return False
    allowed = exchange.response.headers.get("allow", "").upper()
    return exchange.request.method not in re.split(r"[\s,]+", allowed)


def mute(exchange: Exchange) -> bool:
    """Whether an answer says nothing of what is there: a key, a limit or a crash is in the way."""
    status = exchange.status
    if exchange.response is None or exchange.response.unread or exchange.forgotten:
        return True
    return status in _NOTHING or 300 <= status < 400 or (status >= 500 and status not in _HARD)


def alike(answer: Exchange, nowhere: Exchange) -> bool:
    """Whether two answers say the same, but for the paths, ids and numbers that they name."""
    return _told(answer) == _told(nowhere)


def kin(answer: Exchange, nowhere: Exchange) -> bool:
    """Whether answers to two forms are refusals of one sort: of one status, type and code."""
    return _sort(answer) == _sort(nowhere)


def _sort(exchange: Exchange) -> tuple[Any, ...]:
    error = exchange.error_body
    return exchange.status, _kind(exchange), *(str(error.get(n)) for n in ("type", "code"))


def _told(exchange: Exchange) -> tuple[Any, ...]:
    error = exchange.error_body
    if error:
        message = _bare(str(error.get("message", "")), exchange)
        return *_sort(exchange), str(error.get("param")), message
    shape = _shape(exchange.json)
    if shape is None:
        body = exchange.response.body if exchange.response else b""
        shape = _bare(body[:_LONGEST].decode("utf-8", "replace"), exchange)
    return *_sort(exchange), shape


def _kind(exchange: Exchange) -> str:
    """Return the media type of a body."""
    headers = exchange.response.headers if exchange.response else {}
    return headers.get("content-type", "").partition(";")[0].strip().lower()


def _bare(text: str, exchange: Exchange) -> str:
    """Return a text without what names the path, an id or a number."""
    path = exchange.request.path
    for word in (path, path.rpartition("/")[2]):
        text = text.replace(word, "…") if word.strip("/") else text
    return " ".join(_MADE_UP.sub("…", _PATHS.sub("…", text.replace(NOWHERE, ""))).split())


def _shape(value: Any) -> str | None:
    """Return the names and types in a decoded body, or None when it is neither object nor list."""
    return json.dumps(_typed(value), sort_keys=True) if isinstance(value, dict | list) else None


def _typed(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(name): _typed(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_typed(inner) for inner in value[:1]]
    return type(value).__name__
