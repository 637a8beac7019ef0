"""Decides before any verdict whether there is a target to judge: server, key, protocol."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from harness.coding import garbled
from harness.exchange import Exchange
from harness.judge import TOO_LONG
from harness.message import Message
from harness.mishaps import ANOTHER, EARLY, EXPIRED, ODD_HTTP, PROXY, UNTRUSTED
from harness.spent import SPENT, spent
from harness.target import Target

_ABSENT = (404, 405)
NEAR = 0.04  # seconds of an answer; one that takes longer is looked at again
_LOOKS = 2
_LONG = 256_000  # bytes of a first answer
_CERTIFICATES = {
    UNTRUSTED: "Name the file of the authority that signed it with --ca-bundle",
    EXPIRED: "The server has to be given a new one, or the clock of this machine is wrong",
    EARLY: "The clock of the server, or of this machine, is wrong",
    ANOTHER: "Is the address right? It has to be one that the certificate names",
}
_ANOTHERS = {  # refusals that say that somebody else was meant to be asked (RFC 9110, 15.5)
    407: "a proxy in between asks for a name and a password",
    421: "it does not answer for this address",
    426: "it wants another protocol",
    451: "it must not show this (RFC 7725)",
}
Kind = Literal["ok", "unreachable", "key_refused", "not_http"]


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What was found out. `text` is for people: whose fault it is and what to do.

    `doubt` says what is odd about a target that answers, "" when nothing is: the run goes on, but a
    wrong address looks like this. `seconds` is what an answer takes.
    """

    kind: Kind
    text: str
    doubt: str = ""
    seconds: float = 0.0


def preflight(target: Target, message: Message) -> Diagnosis:
    """Ask for one list and tell what the answer means. An unknown path is no objection."""
    exchange = target.send(message)
    if exchange.response is None:
        if exchange.error.endswith(ODD_HTTP):
            text = f"{target.base_url} answers, but not as HTTP demands ({exchange.error})"
            return Diagnosis("not_http", text)
        for found, advice in _CERTIFICATES.items():
            if exchange.error.endswith(found):
                whose = "the proxy" if PROXY in exchange.error else target.base_url
                text = f"{whose} cannot be trusted: {found}. {advice}"
                return Diagnosis("unreachable", text)
        return Diagnosis(
            "unreachable",
            f"{target.base_url} cannot be reached ({exchange.error}). Is the server running, and "
            "is the address right?",
        )
    if spent(exchange):
        text = f"{target.base_url} says that {SPENT}. Try later, or start it anew"
        return Diagnosis("unreachable", text)
    if exchange.status in (401, 403) and not exchange.conventions.sending.scheme:
        text = f"{target.base_url} asks for a key (status {exchange.status}); the API declares none"
        return Diagnosis("key_refused", text)
    told = exchange.refused and exchange.conventions.shuts(exchange.status, exchange.code)
    if exchange.status in (401, 403) or told:
        return Diagnosis(
            "key_refused",
            f"{target.base_url} refuses the API key (status {exchange.status}). Give a secret test "
            "key with --api-key or ASSAY_API_KEY",
        )
    return Diagnosis(
        "ok", f"{target.base_url} answers (status {exchange.status})", _doubt(target, exchange),
        _soonest(target, message, exchange),
    )  # fmt: skip


def _soonest(target: Target, message: Message, first: Exchange) -> float:
    """Return the seconds that an answer takes; the first may have taken longer than others do.

    A long body takes long to be sent and read, and says nothing of how far away a target is: many
    of them at a time would take memory, and no less time.
    """
    if first.response is not None and len(first.response.body) > _LONG:
        return 0.0
    if first.seconds <= NEAR:
        return first.seconds
    again = [target.send(message) for _ in range(_LOOKS)]
    return min(e.seconds for e in (first, *again) if e.response is not None)


def _doubt(target: Target, exchange: Exchange) -> str:
    seen = f"{target.base_url} answers the first request, {exchange.request.path},"
    if 300 <= exchange.status < 400 and exchange.response is not None:
        there = ascii(exchange.response.headers.get("location", ""))[:120]
        return f"{seen} with a redirect to {there}, and none is followed. Is the address right?"
    if exchange.status >= 500:
        return f"{seen} with status {exchange.status}. Is the server well?"
    if exchange.status in _ANOTHERS:
        return f"{seen} with status {exchange.status}: {_ANOTHERS[exchange.status]}"
    wrong = garbled(exchange)
    if wrong:
        return f"{seen} with {wrong}: nothing of it can be judged"
    if exchange.response is not None and exchange.response.unread:
        return f"{seen} with status {exchange.status}, and {TOO_LONG}. Is it the right server?"
    if exchange.refused and exchange.status not in _ABSENT and not exchange.body:
        return f"{seen} with status {exchange.status} and no JSON object. Is it the right server?"
    if exchange.accepted and not exchange.body and exchange.entries is None:
        return f"{seen} with no JSON object. Is it the right server?"
    return ""
