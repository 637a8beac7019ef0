"""Judges recorded objects by themselves: do the fields that one state has belong together?

What is said here held at every version of the API, and where a field was not recorded, or a filter
wrote it, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from contracts.model import Contracts
from harness.verdict import Finding
from recordings.entry import Rule, Seen, below, partial, real
from recordings.read.masking import masked
from suites.looking.say import shown
from suites.looking.walk import named_values, returned

_INTENT = "payment_intent"
_OPEN = ("requires_payment_method", "requires_confirmation", "requires_action")
_KNOWN = (*_OPEN, "processing", "requires_capture", "succeeded", "canceled")
_NOTHING_HELD = ("requires_payment_method", "requires_confirmation", "succeeded")
_NOTHING_PAID = ("requires_payment_method", "requires_confirmation", "requires_capture")
_SECRET = re.compile(r"(pi_[A-Za-z0-9]+)_secret_[A-Za-z0-9]+")
_ALWAYS = ("amount_capturable", "amount_received", "client_secret", "metadata")
_STUB = 12  # fields that a person writes by hand at most
_LATEST = 4_102_444_800  # the year 2100: later times were counted in milliseconds
# The states in which an action may leave its object.
_RESULTS = {
    "payment_intent.cancel": ("canceled", "processing"),
    "issuing.dispute.submit": ("submitted", "won", "lost"),
    "financial_connections.account.disconnect": ("disconnected",),
}
_CONFIRMING = ("payment_intent.confirm", "payment_intent.create")
# What an action is asked for, and its object then holds.
_HELD = {
    "payment_intent.cancel": "cancellation_reason",
    "payment_intent.increment_authorization": "amount",
}


def intents(seen: Seen) -> Iterator[dict[str, Any]]:
    """Yield the intents that an exchange holds: those returned, and the one of a refusal."""
    if seen.operation.returns == _INTENT:
        yield from returned(seen.exchange, seen.operation) if seen.exchange.accepted else ()
        carried = seen.exchange.error_body.get(_INTENT)
        if isinstance(carried, dict):
            yield carried


def owed(seen: Seen) -> bool:
    """Whether a bank was only just shown to be right: its money comes later."""
    return seen.operation.id == "payment_intent.verify_microdeposits"


def state(seen: Seen, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding for each field of an intent that its status excludes (PI-07, PI-41, §3.2)."""
    for intent in intents(seen) if seen.full else ():
        status = intent.get("status")
        if status not in _KNOWN:
            continue
        for name, wanted, fits in _claims(status, owed=owed(seen)):
            if name in intent and not masked(str(intent[name])) and not fits(intent[name]):
                yield Finding(f"{name} {wanted} while {status}", f"{name} {shown(intent[name])}",
                              name)  # fmt: skip


def _claims(status: str, *, owed: bool) -> Iterator[tuple[str, str, Any]]:
    if status == "canceled":
        yield "canceled_at", "is a time", _present
        yield "next_action", "is null", _absent
    else:
        yield "canceled_at", "is null", _absent
    if status == "requires_action":
        yield "next_action", "is an object", _present
    if status == "requires_capture":
        yield "amount_capturable", "is more than 0", _positive
    if status == "succeeded" and not owed:
        yield "amount_received", "is more than 0", _positive
    if status in _NOTHING_HELD:
        yield "amount_capturable", "is 0", _zero
    if status in _NOTHING_PAID[:2]:
        yield "amount_received", "is 0", _zero


def _present(value: Any) -> bool:
    return value is not None


def _absent(value: Any) -> bool:
    return value is None


def _positive(value: Any) -> bool:
    return not isinstance(value, int) or value > 0


def _zero(value: Any) -> bool:
    return not isinstance(value, int) or value == 0


def secret(seen: Seen, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding for an intent whose client secret names another one (PI-08)."""
    for intent in intents(seen):
        name, found = intent.get("id"), intent.get("client_secret")
        match = _SECRET.fullmatch(found) if isinstance(found, str) and not masked(found) else None
        if match and real(name) and real(match[1]) and match[1] != name:
            yield Finding(f"{name}_secret_…", f"{match[1]}_secret_…", "client_secret")


def whole(seen: Seen, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding for each field that an intent always has (PI-07, PI-08, G-102)."""
    if not seen.near or not seen.full:
        return
    for intent in intents(seen):
        for name in _ALWAYS if len(intent) > _STUB else ():
            if name not in intent:
                yield Finding(f"the field {name}", "no such field", name)


def mode(seen: Seen, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding when objects of both modes come together, or of the other mode (G-113)."""
    if not seen.exchange.accepted:
        return
    found = {
        value for path, value in named_values(seen.exchange.json)
        if path.rpartition(".")[2] == "livemode" and isinstance(value, bool)
    }  # fmt: skip
    if len(found) > 1:
        yield Finding("objects of one mode", "livemode true and false")
    elif found and seen.mode and found != {seen.mode == "live"}:
        wanted = str(seen.mode == "live").lower()
        yield Finding(f"livemode {wanted} with a {seen.mode} key", f"livemode not {wanted}")


def created(seen: Seen, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding for a time that is not counted in seconds (G-113)."""
    for item in returned(seen.exchange, seen.operation) if seen.exchange.accepted else ():
        found = item.get("created")
        if isinstance(found, int) and found > _LATEST:
            yield Finding("created in unix seconds", f"created {found}", "created")
            return


def result(seen: Seen, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding when an action left its object otherwise than promised (PI-41 to PI-68)."""
    body = seen.exchange.body
    now = body.get("status")
    if not isinstance(now, str) or masked(now) or not seen.exchange.accepted:
        return
    allowed = _RESULTS.get(seen.operation.id)
    if allowed and now not in allowed:
        yield Finding(f"status {allowed[0]}", f"status {now}", "status")
    if seen.operation.id in _CONFIRMING and seen.full:
        yield from _confirmed(seen, body, now)
    elif seen.operation.id == "payment_intent.capture":
        yield from _captured(seen, body, now)
    name = _HELD.get(seen.operation.id, "")
    asked, found = seen.one(name), body.get(name)
    less = name == "amount" and partial(seen, body) and below(str(found), asked)
    if asked and not masked(asked) and found is not None and str(found) != asked and not less:
        yield Finding(f"{name} {asked}", f"{name} {str(found)[:60]}", name)


def _confirmed(seen: Seen, body: dict[str, Any], now: str) -> Iterator[Finding]:
    if now == "requires_payment_method" and seen.operation.kind == "action":
        yield Finding("a refusal with status 402", f"accepted, status {now}", "status")
    elif now == "succeeded" and body.get("capture_method") == "manual":
        yield Finding("status requires_capture when captured manually", f"status {now}", "status")


def _captured(seen: Seen, body: dict[str, Any], now: str) -> Iterator[Finding]:
    kept = seen.one("final_capture") == "false"
    if now in (*_OPEN, "canceled") or (
        now == "requires_capture" and not kept and seen.readable
    ):  # fmt: skip
        yield Finding("status succeeded", f"status {now}", "status")
    asked, found = seen.one("amount_to_capture"), body.get("amount_received")
    if now == "succeeded" and asked.isdecimal() and isinstance(found, int) and found < int(asked):
        yield Finding(f"amount_received {asked}", f"amount_received {found}", "amount_received")


def charge(seen: Seen, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding for a charge whose id starts otherwise than those of charges (G-114)."""
    for intent in intents(seen):
        found = intent.get("latest_charge")
        if isinstance(found, str) and real(found) and not found.startswith(("ch_", "py_")):
            yield Finding("latest_charge starts with ch_ or py_", found, "latest_charge")


RULES = (
    Rule("state", "PI-41", state),
    Rule("client_secret", "PI-08", secret),
    Rule("always", "PI-07", whole),
    Rule("livemode", "G-113", mode),
    Rule("created", "G-113", created),
    Rule("result", "PI-46", result),
    Rule("reference", "G-114", charge),
)
