"""Judges the money of recorded intents: what was asked for, held, captured and received.

What is said here follows from how a payment runs (reference §3.2, §3.3) and held at every version.
Features that change it, such as a method captured by hand below an automatic intent, are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from contracts.model import Contracts
from recordings.checks import Finding
from recordings.entry import Entry, Rule, whole_number
from recordings.own import Move
from recordings.read.masking import masked

_INTENT = "payment_intent"
_SUMS = ("amount", "amount_capturable", "amount_received")
_ATTEMPTS = (f"{_INTENT}.create", f"{_INTENT}.confirm")
_CAPTURE = f"{_INTENT}.capture"
# A bank was only just shown to be right: its money comes later.
_OWED = f"{_INTENT}.verify_microdeposits"
_AUTOMATIC = ("automatic", "automatic_async")
_OPEN = ("requires_payment_method", "requires_confirmation", "requires_action")
_WAITING = ("processing", "requires_action")
_PARTLY = "request_partial_authorization"
# Features under which other sums than the whole are authorized or captured.
_OTHER_SUMS = ("capture_method", _PARTLY, "request_multicapture")
# And those under which a charge is of another sum than its intent.
_OTHER_CHARGES = (*_OTHER_SUMS, "request_incremental_authorization", "request_overcapture")


def _intents(entry: Entry) -> list[dict[str, Any]]:
    return entry.objects if entry.operation.returns == _INTENT else []


def money(entry: Entry, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding for a sum that contradicts the amount of its intent (§3.2, PI-46)."""
    for intent in _intents(entry) if entry.full else ():
        amount, held = (
            whole_number(intent.get("amount")),
            whole_number(intent.get("amount_capturable")),
        )
        paid = whole_number(intent.get("amount_received"))
        if amount is None or held is None or paid is None:
            continue
        status, plain = intent.get("status"), not _features(intent)
        automatic = intent.get("capture_method") in _AUTOMATIC
        yield from _signs(intent)
        if status == "requires_capture" and automatic and plain:
            yield Finding("status succeeded when captured automatically", f"status {status}",
                          "status")  # fmt: skip
        elif status in _WAITING and paid and "customer_balance" not in _types(intent):
            yield Finding(f"amount_received 0 while {status}", f"amount_received {paid}",
                          "amount_received")  # fmt: skip
        elif status in (*_WAITING, "canceled") and held:
            yield Finding(f"amount_capturable 0 while {status}", f"amount_capturable {held}",
                          "amount_capturable", "should")  # fmt: skip
        elif status == "succeeded" and automatic and plain and paid != amount:
            if paid or entry.operation.id != _OWED:
                yield _other("amount_received", amount, paid)
        elif status == "requires_capture" and held + paid > amount:
            yield Finding(f"amount_capturable of at most {amount - paid}",
                          f"amount_capturable {held}", "amount_capturable")  # fmt: skip
        elif status == "requires_capture" and plain and _first(entry) and held != amount:
            yield _other("amount_capturable", amount, held)


def _signs(intent: dict[str, Any]) -> Iterator[Finding]:
    for name in _SUMS:
        found = whole_number(intent.get(name))
        if found is not None and found < 0:
            yield Finding(f"{name} of 0 or more", f"{name} {found}", name)


def _types(intent: dict[str, Any]) -> list[Any]:
    found = intent.get("payment_method_types")
    return found if isinstance(found, list) else []


def _other(name: str, wanted: int, found: int) -> Finding:
    return Finding(f"{name} {wanted}, the amount", f"{name} {found}", name)


def _features(intent: dict[str, Any], names: tuple[str, ...] = _OTHER_SUMS) -> bool:
    """Whether a method may be authorized or captured in a way of its own, as its options say."""
    options = intent.get("payment_method_options", "unknown")
    kinds = options.values() if isinstance(options, dict) else ()
    return options == "unknown" or any(
        isinstance(kind, dict) and any(name in kind for name in names) for kind in kinds
    )


def charged(entry: Entry, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding for a charge of another amount than its intent has (§3.2, G-87)."""
    for intent in _intents(entry) if entry.full else ():
        amount, charge = whole_number(intent.get("amount")), _charge(intent)
        plain = not _features(intent, _OTHER_CHARGES)
        if intent.get("status") not in ("requires_capture", "succeeded") or not plain:
            continue
        found = whole_number(charge.get("amount"))
        if amount is not None and found is not None and found != amount:
            yield Finding(f"amount {amount} of the charge, as of its intent", f"amount {found}",
                          "latest_charge")  # fmt: skip


def _charge(intent: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the charge in an intent: expanded, or the only one that former versions listed."""
    listed, latest = intent.get("charges"), intent.get("latest_charge")
    several = listed.get("data") if isinstance(listed, dict) else None
    alone = several[0] if isinstance(several, list) and len(several) == 1 else None
    return next((one for one in (latest, alone) if isinstance(one, dict)
                 and one.get("object") == "charge"), {})  # fmt: skip


def _first(entry: Entry) -> bool:
    """Whether an answer tells of the moment in which the money was authorized."""
    other = any(part in name for name, _ in entry.sent for part in _OTHER_SUMS[1:])
    return (
        entry.readable
        and entry.operation.id in (f"{_INTENT}.create", f"{_INTENT}.confirm")
        and not other
    )


def result(entry: Entry, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding when a confirmation or a capture left its intent unpaid (PI-46 to PI-57)."""
    body = entry.exchange.body
    now = body.get("status")
    if not isinstance(now, str) or masked(now) or not entry.exchange.accepted:
        return
    if entry.operation.id in _ATTEMPTS and entry.full:
        yield from _confirmed(entry, body, now)
    elif entry.operation.id == _CAPTURE:
        yield from _captured(entry, body, now)


def _confirmed(entry: Entry, body: dict[str, Any], now: str) -> Iterator[Finding]:
    if now == "requires_payment_method" and entry.operation.kind == "action":
        yield Finding("a refusal with status 402", f"accepted, status {now}", "status")
    elif now == "succeeded" and body.get("capture_method") == "manual":
        yield Finding("status requires_capture when captured manually", f"status {now}", "status")


def _captured(entry: Entry, body: dict[str, Any], now: str) -> Iterator[Finding]:
    kept = entry.one("final_capture") == "false"
    if now in (*_OPEN, "canceled") or (
        now == "requires_capture" and not kept and entry.readable
    ):  # fmt: skip
        yield Finding("status succeeded", f"status {now}", "status")
    asked, found = entry.one("amount_to_capture"), body.get("amount_received")
    if now == "succeeded" and asked.isdecimal() and isinstance(found, int) and found < int(asked):
        yield Finding(f"amount_received {asked}", f"amount_received {found}", "amount_received")


# -- before and after ---------------------------------------------------------------------------


def captured(entry: Entry, before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Finding]:
    """The first capture brings what was asked for, or all that could be captured (PI-47)."""
    asked = entry.one("amount_to_capture") or str(before.get("amount_capturable"))
    if entry.operation.id != _CAPTURE or before.get("status") != "requires_capture":
        return
    if before.get("amount_received") != 0 or now.get("status") != "succeeded":
        return
    found = now.get("amount_received")
    if not entry.readable or not asked.isdecimal() or not isinstance(found, int):
        return
    if found != int(asked):
        yield Finding(f"amount_received {asked}", f"amount_received {found}", "amount_received")


def lower(entry: Entry, *intents: Mapping[str, Any]) -> tuple[str, ...]:
    """Return "amount" where less than it may have been authorized, and then is the amount."""
    if any(_PARTLY in name and value != "never" for name, value in entry.sent):
        return ("amount",)
    options = [intent.get("payment_method_options") for intent in intents]
    kinds = [kind for one in options if isinstance(one, dict) for kind in one.values()]
    partly = any(isinstance(kind, dict) and kind.get(_PARTLY) == "if_available" for kind in kinds)
    return ("amount",) if partly else ()


def moved(entry: Entry, before: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[str, ...]:
    """Return "amount" where another one may have been authorized: less, as asked for, or more."""
    old, new = before.get("amount"), now.get("amount")
    if not isinstance(old, int) or not isinstance(new, int):
        return ()
    if new < old:
        settled = before.get("status") == now.get("status")
        return () if settled else lower(entry, before, now)
    known = entry.plain and entry.one("amount_to_capture") != str(new)
    return ("amount",) if entry.operation.id == _CAPTURE and not known else ()


RULES = (
    Rule("state", "PI-46", money), Rule("result", "PI-46", result),
    Rule("reference", "G-87", charged),
)  # fmt: skip
MOVES = (Move("result", "PI-47", captured),)
