"""Judges recorded intents: charges, methods and actions that one state implies, and declines.

What is said here follows from how a payment runs (reference §3.2, §3.3) and held at every version.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from contracts.model import Contracts
from recordings.checks import Finding, shown
from recordings.entry import Entry, Rule, real, whole_number
from recordings.laws.refusals import DECLINES, late, other_object
from recordings.laws.states import named_state
from recordings.read.masking import masked

_INTENT = "payment_intent"

_HELD = ("requires_capture", "succeeded")
_CHOSEN = ("requires_confirmation", *_HELD)
_CREATE, _CONFIRM = f"{_INTENT}.create", f"{_INTENT}.confirm"
# A bank was only just shown to be right: its money comes later.
_OWED = f"{_INTENT}.verify_microdeposits"
_UNCONFIRMED = ("requires_payment_method", "requires_confirmation")
_PAID = (*_HELD, "processing")
# What an intent may be paid with; names of former versions among them.
_METHODS = {
    "payment_method", "payment_method_data", "confirmation_token", "source", "source_data",
    "shared_payment_granted_token",
}  # fmt: skip
_QUIET = ("requires_payment_method", "requires_confirmation", *_HELD)
# Actions that tell no more than their kind, and those of which nothing is left when done; what was
# shown to pay with, such as a code or a voucher, may stay.
_WORDLESS = ("_authorize", "_await_notification")
_DONE = ("redirect_to_url", "use_stripe_sdk")
_DAY = 86400
# Kinds of objects that nobody pays with: ids of them are no payment method.
_NO_METHODS = ("ch_", "cus_", "in_", "pi_", "py_", "re_", "req_", "seti_", "sub_")


def _intents(entry: Entry) -> list[dict[str, Any]]:
    return entry.objects if entry.operation.returns == _INTENT else []


def first(entry: Entry, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding for a new intent in a state that its request does not lead to (PI-06)."""
    now = named_state(entry)
    wanted: tuple[str, ...] = ()
    if now and entry.operation.id == _CREATE:
        wanted = _first_states(entry)
        if not wanted and now in _UNCONFIRMED:
            yield Finding("a state after the confirmation", f"status {now}", "status")
    elif now and entry.operation.id == f"{_INTENT}.update" and entry.one("payment_method"):
        wanted = ("requires_confirmation",)
    if wanted and now not in wanted:
        yield Finding(f"status {' or '.join(wanted)}", f"status {now}", "status")


def _first_states(entry: Entry) -> tuple[str, ...]:
    """Return the states of an intent that nobody confirmed, () for one that was confirmed."""
    if entry.one("confirm").lower() not in ("", "false"):
        return ()
    if entry.one("payment_method"):
        return ("requires_confirmation",)
    return _UNCONFIRMED if entry.heads & _METHODS else ("requires_payment_method",)


def parts(entry: Entry, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding for what a payment cannot be without: a charge, a method (§3.2, PI-06)."""
    for intent in _intents(entry) if entry.full else ():
        status = intent.get("status")
        lacks = "latest_charge" in intent and intent["latest_charge"] is None
        if status in _HELD and lacks and entry.operation.id != _OWED and not _late(entry, intent):
            yield Finding(f"a latest_charge while {status}", "latest_charge null", "latest_charge")
        method = intent.get("payment_method", "")
        if status in _CHOSEN and method is None and "source" in intent and not intent["source"]:
            yield Finding(f"a payment_method while {status}", "payment_method null",
                          "payment_method")  # fmt: skip
        if real(method) and method.startswith(_NO_METHODS):
            yield Finding("the id of a payment_method", f"payment_method {method}",
                          "payment_method")  # fmt: skip


def _late(entry: Entry, intent: dict[str, Any]) -> bool:
    """Whether a payment was looked at so soon that its charge was not yet written down."""
    made, paid = whole_number(intent.get("created")), whole_number(intent.get("amount_received"))
    asked = entry.exchange.accepted and entry.operation.kind in ("action", "create")
    now = entry.exchange.started
    return not asked and bool(paid) and made is not None and not now > made + _DAY


def actions(entry: Entry, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding for a next action that nobody has to do, or of no kind (PI-52, PI-57)."""
    for intent in _intents(entry) if entry.full else ():
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


def ended(entry: Entry, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding for an intent that was canceled before it was made (PI-41)."""
    for intent in _intents(entry):
        made, end = whole_number(intent.get("created")), whole_number(intent.get("canceled_at"))
        if made is not None and end is not None and end < made:
            yield Finding(f"canceled_at of {made} or later", f"canceled_at {end}", "canceled_at")


def charge(entry: Entry, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding for a charge that belongs to another payment (G-87, §3.2)."""
    for intent in _intents(entry) if entry.full else ():
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


def declined(entry: Entry, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding when the intent of a charge that was declined does not say so (PI-59)."""
    error, intent = entry.exchange.error_body, entry.carried
    if error.get("type") != "card_error" or intent is None or not entry.full:
        return
    if entry.operation.id not in (_CREATE, _CONFIRM) or not isinstance(error.get("charge"), str):
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


def unpaid(entry: Entry, contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding when a decline lacks its intent, or shows it paid (G-28, PI-59)."""
    error = entry.exchange.error_body if entry.exchange.refused else {}
    if error.get("type") != "card_error" or error.get("code") == f"{_INTENT}_unexpected_state":
        return
    if not entry.full or entry.operation.id not in (_CREATE, _CONFIRM):
        return
    intent = entry.carried
    if intent is None:
        if late(entry, contracts) and _attempted(entry, error):
            yield Finding("error.payment_intent is the intent", "no such object", _INTENT)
        return
    yield from other_object(entry, intent)
    if intent.get("status") in _PAID:
        yield Finding("an intent that was not paid",
                      f"status {intent['status']} beside a decline", "declined")  # fmt: skip


def _attempted(entry: Entry, error: dict[str, Any]) -> bool:
    """Whether a card was charged: one that is no card at all is refused before."""
    new = "payment_method_data" in entry.heads or not entry.readable
    confirmed = entry.operation.id == _CONFIRM and not new
    return isinstance(error.get("charge"), str) or (confirmed and error.get("code") in DECLINES)


def charge_id(entry: Entry, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding for a charge whose id starts otherwise than those of charges (G-114)."""
    for intent in _intents(entry):
        found = intent.get("latest_charge")
        if isinstance(found, str) and real(found) and not found.startswith(("ch_", "py_")):
            yield Finding("latest_charge starts with ch_ or py_", found, "latest_charge")


RULES = (
    Rule("error_carries", "G-28", unpaid),
    Rule("state", "PI-51", parts),
    Rule("state", "PI-52", actions, "should"),
    Rule("state", "PI-41", ended),
    Rule("reference", "G-87", charge),
    Rule("error_carries", "PI-59", declined),
    Rule("result", "PI-06", first),
    Rule("reference", "G-114", charge_id),
)
