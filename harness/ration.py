"""How much of the answers of a run is written to disk: all of them, up to a bound.

Each exchange has a little room of its own, whatever came before it; what goes beyond comes out of
what the whole run has. Once that is used up, and of what is very long, the start is kept, and a
digest.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from harness.exchange import Exchange
from harness.measure import by_length, fitting, started

ROOM = 120_000_000  # bytes of a run; a standard one of an honest server takes a third of it
OWN = 2_000  # bytes that each exchange may take beside
_TRIMMED = 64 * 1024  # bytes that stay of a body that is longer than any record
_LONGEST = 500_000  # bytes of one record that is written as it is
_START = 1_000  # characters that are kept of a body, of a form, and of an address
_HEADERS = 500  # characters of headers that are kept


class Ration:
    """The room of one worker. `room` is in bytes."""

    def __init__(self, room: int = ROOM) -> None:
        self._left = room

    def grants(self, length: int, *, trimmed: bool = False) -> bool:
        """Whether a record of such a length may be written; what it takes is taken off."""
        over = length - OWN
        if over > self._left or length > _LONGEST or trimmed:
            return False
        self._left -= max(0, over)
        return True


def trimmed(exchange: Exchange) -> Exchange:
    """Return an exchange with the start of a body of which the record never holds the whole.

    It is taken before secrets are looked for, and is longer than what the record keeps of it: a
    secret at its end is not written.
    """
    response = exchange.response
    if response is None or len(response.body) <= _LONGEST:
        return exchange
    digest = hashlib.sha256(response.body).hexdigest()
    start = replace(response, body=response.body[:_TRIMMED], truncated=True,
                    length=len(response.body), sha256=digest)  # fmt: skip
    return replace(exchange, response=start)


def shortened(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return the record of an exchange with the start of what is long in it.

    An answer says how long it was, and its SHA-256.
    """
    request = {name: started(value, _START) if isinstance(value, str) else value
               for name, value in record["request"].items()}  # fmt: skip
    found = {**record, "request": request}
    if record["response"] is not None:
        found["response"] = _answer(record["response"])
    return found


def _answer(response: Mapping[str, Any]) -> dict[str, Any]:
    name = "base64" if "base64" in response else "body"
    text = response[name]
    found = {**response, "headers": fitting(by_length(response["headers"]), _HEADERS)}
    if len(text) > _START:
        digest = hashlib.sha256(text.encode()).hexdigest()
        found = {"length": len(text), "sha256": digest, **found}
        found |= {name: text[:_START], "truncated": True}
    return found
