"""A refused key is not repeated in full (G-05)."""

from __future__ import annotations

from base64 import b64encode

from harness.claim import Outcome
from suites.law import Unavailable, held, law
from suites.laws.auth._family import CALLED, GARBLED, Caller, asked, keyed, shut_out
from suites.looking.say import said

# As it is, and as Basic authentication writes it, alone or before a colon: anybody can read that.
_SHOWN = (GARBLED.encode(), b64encode(GARBLED.encode()).rstrip(b"=")[:-1])


@law(CALLED, clause="G-05", each=asked, where=keyed)
def masked(caller: Caller) -> Outcome:
    """A refused key is not repeated in full."""
    exchange = caller.send(key=GARBLED)
    if not shut_out(exchange, caller.lab.contracts.api):
        blocker = f"{caller.operation.id}.auth.wrong_key"
        reason = f"a wrong key is not refused ({said(exchange)})"
        raise Unavailable(reason, exchange, blocked_by=blocker)
    body = exchange.response.body if exchange.response else b""
    return held(not any(text in body for text in _SHOWN), "the key masked, or not at all",
                "the whole key in the body", exchange)  # fmt: skip
