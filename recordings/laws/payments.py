"""Judges the money of recorded intents: amounts, charges and methods that one status implies.

What is said here follows from how a payment runs (reference §3.2, §3.3) and held at every version.
Features that change it, such as a method captured by hand below an automatic intent, are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from contracts.model import Contracts
from harness.verdict import Finding
from recordings.entry import Rule, Seen, real
from recordings.laws.states import intents, owed
from recordings.read.masking import masked
from suites.looking.say import shown

_AUTOMATIC = ("automatic", "automatic_async")
_HELD = ("requires_capture", "succeeded")
_WAITING = ("processing", "requires_action")
_CHOSEN = ("requires_confirmation", *_HELD)
_ATTEMPTS = ("payment_intent.create", "payment_intent.confirm")
_QUIET = ("requires_payment_method", "requires_confirmation", *_HELD)
# Actions that tell no more than their kind, and those of which nothing is left when done; what was
# shown to pay with, such as a code or a voucher, may stay.
_WORDLESS = ("_authorize", "_await_notification")
_DONE = ("redirect_to_url", "use_stripe_sdk")
# Features under which other sums than the whole are authorized or captured.
_OTHER_SUMS = ("capture_method", "request_partial_authorization", "request_multicapture")
_DAY = 86400
# Kinds of objects that nobody pays with: ids of them are no payment method.
_NO_METHODS = ("ch_", "cus_", "in_", "pi_", "py_", "re_", "req_", "seti_", "sub_")


def money(seen: Seen, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding for a sum that contradicts the amount of its intent (§3.2, PI-46)."""
    for intent in intents(seen) if seen.full else ():
        amount, held = _integer(intent, "amount"), _integer(intent, "amount_capturable")
        paid = _integer(intent, "amount_received")
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
            yield from () if owed(seen) and not paid else [_other("amount_received", amount, paid)]
        elif status == "requires_capture" and held + paid > amount:
            yield Finding(f"amount_capturable of at most {amount - paid}",
                          f"amount_capturable {held}", "amount_capturable")  # fmt: skip
        elif status == "requires_capture" and plain and _first(seen) and held != amount:
            yield _other("amount_capturable", amount, held)


def _integer(intent: dict[str, Any], name: str) -> int | None:
    found = intent.get(name)
    return found if isinstance(found, int) and not isinstance(found, bool) else None


def _signs(intent: dict[str, Any]) -> Iterator[Finding]:
    for name in ("amount", "amount_capturable", "amount_received"):
        found = _integer(intent, name)
        if found is not None and found < 0:
            yield Finding(f"{name} of 0 or more", f"{name} {found}", name)


def _types(intent: dict[str, Any]) -> list[Any]:
    found = intent.get("payment_method_types")
    return found if isinstance(found, list) else []


def _other(name: str, wanted: int, found: int) -> Finding:
    return Finding(f"{name} {wanted}, the amount", f"{name} {found}", name)


def _features(intent: dict[str, Any]) -> bool:
    """Whether a method may be authorized or captured in a way of its own, as its options say."""
    options = intent.get("payment_method_options", "unknown")
    kinds = options.values() if isinstance(options, dict) else ()
    return options == "unknown" or any(
        isinstance(kind, dict) and any(name in kind for name in _OTHER_SUMS) for kind in kinds
    )


def _first(seen: Seen) -> bool:
    """Whether an answer tells of the moment in which the money was authorized."""
    other = any(part in name for name, _ in seen.sent for part in _OTHER_SUMS[1:])
    return seen.readable and seen.operation.id in _ATTEMPTS and not other


def parts(seen: Seen, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding for what a payment cannot be without: a charge, a method (§3.2, PI-06)."""
    for intent in intents(seen) if seen.full else ():
        status = intent.get("status")
        lacks = "latest_charge" in intent and intent["latest_charge"] is None
        if status in _HELD and lacks and not owed(seen) and not _late(seen, intent):
            yield Finding(f"a latest_charge while {status}", "latest_charge null", "latest_charge")
        method = intent.get("payment_method", "")
        if status in _CHOSEN and method is None and "source" in intent and not intent["source"]:
            yield Finding(f"a payment_method while {status}", "payment_method null",
                          "payment_method")  # fmt: skip
        if real(method) and method.startswith(_NO_METHODS):
            yield Finding("the id of a payment_method", f"payment_method {method}",
                          "payment_method")  # fmt: skip


def _late(seen: Seen, intent: dict[str, Any]) -> bool:
    """Whether a payment was looked at so soon that its charge was not yet written down."""
    made, paid = _integer(intent, "created"), _integer(intent, "amount_received")
    asked = seen.exchange.accepted and seen.operation.kind in ("action", "create")
    now = seen.exchange.started
    return not asked and bool(paid) and made is not None and not now > made + _DAY


def actions(seen: Seen, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding for a next action that nobody has to do, or of no kind (PI-52, PI-57)."""
    for intent in intents(seen) if seen.full else ():
        status, action = intent.get("status"), intent.get("next_action")
        kind = action.get("type") if isinstance(action, dict) else None
        told = isinstance(kind, str) and not kind.endswith(_WORDLESS)
        if isinstance(action, dict) and told and kind not in action:
            yield Finding(f"next_action.{kind}, which its type names", "no such field",
                          "next_action")  # fmt: skip
        left = kind is None or kind in _DONE
        if status in _QUIET and action is not None and left and not masked(str(action)):
            yield Finding(f"next_action is null while {status}", f"next_action {shown(action)}",
                          "next_action")  # fmt: skip


def ended(seen: Seen, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding for an intent that was canceled before it was made (PI-41)."""
    for intent in intents(seen):
        made, end = _integer(intent, "created"), _integer(intent, "canceled_at")
        if made is not None and end is not None and end < made:
            yield Finding(f"canceled_at of {made} or later", f"canceled_at {end}", "canceled_at")


def charge(seen: Seen, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding for a charge that belongs to another payment (G-87, §3.2)."""
    for intent in intents(seen) if seen.full else ():
        for place, found in _charges(intent):
            owner = found.get("payment_intent")
            owner = owner.get("id") if isinstance(owner, dict) else owner
            states = _states(intent, found) if place == "latest_charge" else ()
            for name, wanted, other in (
                ("payment_intent", intent.get("id"), owner),
                ("currency", intent.get("currency"), found.get("currency")),
                *states,
            ):
                if wanted is not None and other is not None and _differ(wanted, other):
                    yield Finding(f"{name} {wanted} of a charge", f"{name} {other}", place)


def _charges(intent: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the charges in an intent: the expanded one, and those that former versions listed."""
    listed = intent.get("charges")
    several = listed.get("data") if isinstance(listed, dict) else None
    for place, found in (
        ("latest_charge", intent.get("latest_charge")),
        *(("charges", each) for each in (several if isinstance(several, list) else ())),
    ):
        if isinstance(found, dict) and found.get("object") == "charge":
            yield place, found


def _differ(one: Any, other: Any) -> bool:
    return bool(one != other) and not masked(f"{one} {other}")


def _states(intent: dict[str, Any], found: dict[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    """Yield what a charge says of itself while its intent is held or paid."""
    status = intent.get("status")
    held = status in _HELD
    if held:
        yield "paid", True, found.get("paid")
    if status == "succeeded" or intent.get("amount_received") == 0:  # else captured in parts
        yield "captured", status == "succeeded", found.get("captured") if held else None
    if status == "succeeded":
        yield "amount_captured", intent.get("amount_received"), found.get("amount_captured")


def declined(seen: Seen, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding when the intent of a charge that was declined does not say so (PI-59)."""
    error = seen.exchange.error_body
    intent = error.get("payment_intent")
    if error.get("type") != "card_error" or not isinstance(intent, dict) or not seen.full:
        return
    if seen.operation.id not in _ATTEMPTS or not isinstance(error.get("charge"), str):
        return
    told = intent.get("last_payment_error", {})
    if told is None:
        yield Finding("last_payment_error is the decline", "last_payment_error None",
                      "last_payment_error")  # fmt: skip
    for name in ("code", "decline_code", "charge") if isinstance(told, dict) else ():
        if name in told and name in error and _differ(told[name], error[name]):
            yield Finding(f"last_payment_error.{name} {str(error[name])[:60]}",
                          f"{name} {str(told[name])[:60]}", "last_payment_error")  # fmt: skip
    if intent.get("payment_method") is not None and (
        intent.get("status") == "requires_payment_method"
    ):
        yield Finding("payment_method is null after a decline",
                      f"payment_method {intent['payment_method']!r:.60}",
                      "payment_method")  # fmt: skip


RULES = (
    Rule("state", "PI-46", money),
    Rule("state", "PI-51", parts),
    Rule("state", "PI-52", actions, "should"),
    Rule("state", "PI-41", ended),
    Rule("reference", "G-87", charge),
    Rule("error_carries", "PI-59", declined),
)
