"""Judges how recorded objects begin, and what a request moved: first states, times, next states.

A state is only judged when it is known what was sent, and only where the API leaves no choice.
"""

from __future__ import annotations

from collections.abc import Iterator
from email.utils import parsedate_to_datetime

from contracts.model import Contracts
from harness.verdict import Finding
from recordings.entry import Rule, Seen, version_of
from recordings.laws.replays import replayed
from recordings.read.masking import masked
from suites.laws.response.created_now import TOLERANCE

# What an intent may be paid with; names of former versions among them.
_METHODS = (
    "payment_method", "payment_method_data", "confirmation_token", "source", "source_data",
    "shared_payment_granted_token",
)  # fmt: skip
_UNCONFIRMED = ("requires_payment_method", "requires_confirmation")
# States of new objects when the request names none (CA-14, CH-13, DI-07), for some years now.
_SINCE = "2020-08-27"
_FIRST = {
    "issuing.card.create": "inactive", "issuing.cardholder.create": "active",
    "issuing.dispute.create": "unsubmitted",
}  # fmt: skip


def first(seen: Seen, contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding for a new object in a state that its request does not lead to (PI-06)."""
    now = seen.exchange.body.get("status")
    if not seen.exchange.accepted or not seen.full or not seen.readable or not seen.sent:
        return
    if not isinstance(now, str) or masked(now) or replayed(seen.exchange):
        return
    fields = contracts.resource(seen.operation.returns).fields
    if not any(field.name == "status" and now in field.enum for field in fields):
        return  # a name of another version
    wanted: tuple[str, ...] = ()
    if seen.operation.id in _FIRST:
        told = _sent(seen, "status") or version_of(seen.exchange)[:10] < _SINCE
        wanted = () if told else (_FIRST[seen.operation.id],)
    elif seen.operation.id == "payment_intent.create":
        wanted = _intent(seen)
        if not wanted and now in _UNCONFIRMED:
            yield Finding("a state after the confirmation", f"status {now}", "status")
    elif seen.operation.id == "payment_intent.update" and seen.one("payment_method"):
        wanted = ("requires_confirmation",)
    if wanted and now not in wanted:
        yield Finding(f"status {' or '.join(wanted)}", f"status {now}", "status")


def _intent(seen: Seen) -> tuple[str, ...]:
    """Return the states of an intent that nobody confirmed, () for one that was confirmed."""
    if seen.one("confirm").lower() not in ("", "false"):
        return ()
    if seen.one("payment_method"):
        return ("requires_confirmation",)
    return _UNCONFIRMED if _sent(seen, *_METHODS) else ("requires_payment_method",)


def _sent(seen: Seen, *names: str) -> bool:
    return any(name.partition("[")[0] in names for name, _ in seen.sent)


def time(seen: Seen, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding for what was just made, or canceled, long ago (G-113, PI-41).

    Only the server's own clock counts. Objects of a customer may live by a clock for tests.
    """
    now = _clock(seen)
    if not now or not seen.exchange.accepted or replayed(seen.exchange):
        return
    for operation, name in (("create", "created"), ("payment_intent.cancel", "canceled_at")):
        found = seen.exchange.body.get(name)
        if operation not in (seen.operation.kind, seen.operation.id):
            continue
        if not isinstance(found, int) or isinstance(found, bool):
            continue
        tied = seen.exchange.body.get("customer") is not None
        if abs(found - now) > TOLERANCE and not tied:
            yield Finding(f"{name} within a day of {int(now)}", f"{name} {found}", name)


def _clock(seen: Seen) -> float:
    """Return the time of an answer by its own header, 0 when it has none."""
    try:
        return parsedate_to_datetime(seen.received.get("date", "")).timestamp()
    except (ValueError, TypeError, IndexError, OverflowError):
        return 0.0


RULES = (Rule("result", "PI-06", first), Rule("created", "G-113", time))
