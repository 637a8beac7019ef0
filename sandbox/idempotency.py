"""Remembers what a POST with an `Idempotency-Key` answered (catalogue 1.8).

Requests are handled one at a time, so two that race with one key meet the finished answer.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Mapping
from urllib.parse import parse_qsl

from contracts.model import Api, Contracts, Operation
from sandbox.errors import CHANGED, ApiError, invalid
from sandbox.ways import Way

MAX_LENGTH = 255
KEPT = 50_000
KEY = "idempotency_key"  # the situation of a key that is none
Fingerprint = tuple[str, str, str]  # method, path, form
Answer = tuple[int, bytes]


class Memory:
    """Answers by key, the newest `KEPT` of them."""

    def __init__(self) -> None:
        self._answers: OrderedDict[str, tuple[bytes, Answer]] = OrderedDict()

    def recall(self, key: str, request: Fingerprint) -> Answer | None:
        """Return the earlier answer. Raises ApiError (400) when the request was another one."""
        if not key or len(key) > MAX_LENGTH:
            said = f"Idempotency keys have 1 to {MAX_LENGTH} characters."
            raise invalid(said, situation=KEY)
        known = self._answers.get(key)
        if known is None:
            return None
        if known[0] != _mark(request):
            text = "Keys for idempotent requests can only be used with the same parameters."
            raise ApiError(400, text, type="idempotency_error", situation=CHANGED)
        return known[1]

    def keep(self, key: str, request: Fingerprint, answer: Answer) -> None:
        """Remember an answer."""
        self._answers[key] = (_mark(request), answer)
        if len(self._answers) > KEPT:
            self._answers.popitem(last=False)


def check_length(key: str, api: Api) -> None:
    """Raise ApiError (400) for no key, and one that is longer than the API says that keys are."""
    known = api.idempotency
    longest = (known and known.longest) or MAX_LENGTH
    if not 0 < len(key) <= longest:
        said = f"Idempotency keys have 1 to {longest} characters."
        raise invalid(said, (known and known.row) or None, situation=KEY)


def misformed(key: str, operation: Operation | None, contracts: Contracts) -> bool:
    """Whether a key stands in a row of a form whose table it does not fit, and the API has no
    words of its own for a key that is none.
    """
    api = contracts.api
    name = api.idempotency.row if api.idempotency else ""
    if contracts.situation(KEY, operation) is not None:
        return False
    row = operation.rows.get(name) if operation is not None and name else None
    long = row is not None and row.max_length is not None and len(key) > row.max_length
    return row is not None and (not key or long)


def _mark(request: Fingerprint) -> bytes:
    """Return what tells requests apart, of one size however large they are."""
    return hashlib.sha256("\0".join(request).encode("utf-8", "surrogatepass")).digest()


def named_key(way: Way, headers: Mapping[str, str], text: str) -> str | None:
    """Return the key of a request: that of its form, where the API has it there."""
    known = way.contracts.api.idempotency
    if known is not None and known.row:
        return dict(parse_qsl(text, keep_blank_values=True)).get(known.row)
    return headers.get(way.headers.idempotency_key) if way.headers.idempotency_key else None
