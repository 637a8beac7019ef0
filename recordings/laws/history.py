"""Laws of what happens to one object in a recording: ends are final, what nobody changed is kept.

Recordings are made in one go or over years, and others may work on the same objects: what is kept
is only compared within an hour, and forgotten when a request that is not of the contracts changes
something.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from harness.verdict import Finding
from recordings.entry import Seen, partial, real, sent_header, version_of
from recordings.laws.replays import keys, once, replayed
from recordings.read.files import Recorded
from recordings.read.masking import masked
from suites.looking.say import shown
from suites.looking.walk import returned

Told = tuple[Seen, str, str, Finding]  # where, name of the check, clause, complaint
_AT_ONCE, _HOUR = 2, 3_600  # seconds
_ENDS = {
    "payment_intent": ("succeeded", "canceled"), "issuing.card": ("canceled",),
    "issuing.token": ("deleted",),
}  # fmt: skip
# Actions that an intent refuses once it has ended (reference §3.1).
_REFUSED = ("cancel", "capture", "confirm", "increment_authorization", "verify_microdeposits")
# Fields that only a request of the owner changes: always, and while the status stays the same.
_OWN = (
    "application_fee_amount", "billing", "confirmation_method", "currency", "description", "email",
    "metadata", "name", "on_behalf_of", "phone_number", "physical_bundle",
)  # fmt: skip
_SAME_STATUS = (
    "amount", "capture_method", "customer", "statement_descriptor", "statement_descriptor_suffix",
    "transfer_group",
)  # fmt: skip
# Statuses from which nothing leads back to the ones behind them (§3.1, §3.4).
_NO_WAY_BACK = {
    "issuing.dispute": ("submitted", ("unsubmitted",)),
    "payment_intent": (
        "requires_capture",
        ("requires_action", "requires_confirmation", "requires_payment_method"),
    ),
}
# Actions that leave the amount as it was, and from which states: a tip comes before a hold.
_SAME_AMOUNT = {
    "payment_intent.cancel": ("requires_capture", "requires_confirmation",
                              "requires_payment_method"),
    "payment_intent.capture": ("requires_capture",),
    "payment_intent.confirm": ("requires_confirmation", "requires_payment_method"),
}  # fmt: skip


def history(exchanges: Sequence[Seen], others: Iterable[Recorded]) -> Iterator[Told]:
    """Yield a complaint for each object that has another history than the API gives it.

    `others` are the exchanges of the file that are not judged.
    """
    fresh = list(once(exchanges))
    yield from _ended(fresh)
    yield from _kept(fresh, [one for one in others if one.exchange.request.method != "GET"])
    yield from keys(exchanges)


def _key(seen: Seen) -> str:
    """Return the key that was sent; some recorders only keep the one that came back."""
    return sent_header(seen.exchange, "idempotency-key") or seen.received.get("idempotency-key", "")


def _objects(seen: Seen) -> Iterator[Mapping[str, Any]]:
    """Yield the objects an exchange tells of as they are now; a search and a replay may be late."""
    if seen.operation.kind == "search" or replayed(seen.exchange):
        return
    items = returned(seen.exchange, seen.operation) if seen.exchange.accepted else []
    carried = seen.exchange.error_body.get("payment_intent")
    if isinstance(carried, dict) and seen.operation.returns == "payment_intent":
        items = [carried]
    yield from (item for item in items if real(item.get("id")))


# -- ends --------------------------------------------------------------------------------------


def _ended(exchanges: Sequence[Seen]) -> Iterator[Told]:
    """What has ended stays so, and refuses what would change it (PI-38, PI-39, PI-61, CA-34)."""
    ends: dict[tuple[str, str], tuple[str, Seen]] = {}
    made: set[tuple[str, str, str]] = set()
    for seen in exchanges:
        for item in _objects(seen):
            place, now = (seen.host, item["id"]), item.get("status")
            status, since = ends.get(place, ("", seen))
            if not isinstance(now, str) or masked(now) or not _after(since, seen):
                continue
            if not _sure(seen) and not _later(since, seen):
                continue  # requests may have overtaken each other
            if status and now != status:
                words = f"{item['id']} stays {status}"
                yield seen, "final", "PI-39", Finding(words, f"status {now}", "status")
            elif status and seen.exchange.accepted and _refused(seen) and _made(seen) not in made:
                words = f"a refusal: {item['id']} is {status}"
                yield seen, "final", "PI-38", Finding(words, "accepted", "action")
            elif now in _ENDS.get(seen.operation.returns, ()) and _sure(seen):
                ends.setdefault(place, (now, seen))
        made.add(_made(seen))


def _refused(seen: Seen) -> bool:
    action = seen.operation.id.removeprefix("payment_intent.")
    return seen.operation.kind == "action" and action in _REFUSED


def _made(seen: Seen) -> tuple[str, str, str]:
    """Return what makes a request a replay of another one, which is answered again."""
    request, key = seen.exchange.request, _key(seen)
    return (key, request.target, request.body) if key else ("", seen.exchange.id, "")


def _after(first: Seen, later: Seen) -> bool:
    """Whether the file has two exchanges in the order in which they were made."""
    return first.exchange.started <= later.exchange.started or not later.exchange.started


def _sure(seen: Seen) -> bool:
    """Whether an exchange is about one object, which it found or left as it says."""
    return seen.exchange.accepted and seen.operation.shape == "object"


def _later(first: Seen, later: Seen) -> bool:
    """Whether so much time lies between two exchanges that they were not made at once."""
    return 0 < first.exchange.started <= later.exchange.started - _AT_ONCE


# -- what is kept ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Known:
    item: Mapping[str, Any]
    at: float
    version: str


def _kept(exchanges: Sequence[Seen], others: Sequence[Recorded]) -> Iterator[Told]:
    """What a request did not name stays as it was (G-98, G-116, G-117)."""
    known: dict[tuple[str, str], _Known] = {}
    last = -1
    for seen in exchanges:
        if any(last < other.index < seen.index for other in others):
            known.clear()
        last = seen.index
        for item in _objects(seen) if seen.full else ():
            place, at = (seen.host, item["id"]), seen.exchange.started
            before = known.get(place)
            if not _sure(seen) and before and at < before.at + _AT_ONCE:
                continue  # requests may have overtaken each other
            if before and seen.exchange.accepted and 0 < before.at <= at <= before.at + _HOUR:
                yield from _changed(seen, before, item)
            known[place] = _Known(item, at, version_of(seen.exchange))
        touched = seen.path_id
        if seen.operation.method != "GET" and not seen.exchange.accepted and touched:
            known.pop((seen.host, touched), None)


def _changed(seen: Seen, known: _Known, now: Mapping[str, Any]) -> Iterator[Told]:
    before, sent = known.item, _sent(seen)
    if seen.operation.id == "payment_intent.capture":
        yield from _captured(seen, before, now)
    yield from _moved(seen, before, now)
    for name in _kept_names(seen, before, now):
        if name not in before or name not in now:
            continue
        if name == "capture_method" and known.version != version_of(seen.exchange):
            continue  # its default has had two names
        if name == "amount" and _authorized(seen, before, now):
            continue
        old, new = _bare(before[name]), _bare(now[name])
        if name == "metadata":
            yield from _metadata(seen, old, new, sent)
        elif name not in sent and old != new and not _masked(old, new):
            words = f"{name} {shown(old)}, as before"
            yield seen, "kept", "G-117", Finding(words, shown(new), name)


def _authorized(seen: Seen, before: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    """Whether another amount may have been authorized: less, when that was asked for, or more."""
    old, new = before["amount"], now["amount"]
    if not isinstance(old, int) or not isinstance(new, int):
        return False
    if new < old:
        return before.get("status") != now.get("status") and partial(seen, before, now)
    known = seen.plain and seen.one("amount_to_capture") != str(new)
    return seen.operation.id == "payment_intent.capture" and not known


def _moved(seen: Seen, before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Told]:
    """A dispute is submitted once, a hold is captured or released (DI-22, PI-44)."""
    old, new = before.get("status"), now.get("status")
    first, never = _NO_WAY_BACK.get(seen.operation.returns, ("", ()))
    if old == first and new in never:
        yield seen, "kept", "G-117", Finding(f"status {old}, as before", f"status {new}", "status")


def _kept_names(seen: Seen, before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    """Yield the fields that an exchange leaves as they were, but for what it named."""
    status = before.get("status")
    yield from _OWN
    if status == now.get("status") == "succeeded" and before.get("latest_charge"):
        yield "latest_charge"
    if seen.operation.kind != "action" and status == now.get("status"):
        yield from _SAME_STATUS
    elif status in _SAME_AMOUNT.get(seen.operation.id, ()):
        yield from ("amount",) if seen.operation.id.endswith("confirm") else ("amount", "customer")


def _bare(value: Any) -> Any:
    """Return the id of what may be expanded."""
    return value["id"] if isinstance(value, dict) and isinstance(value.get("id"), str) else value


def _captured(seen: Seen, before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Told]:
    """The first capture brings what was asked for, or all that could be captured (PI-47)."""
    asked = seen.one("amount_to_capture") or str(before.get("amount_capturable"))
    if before.get("amount_received") != 0 or before.get("status") != "requires_capture":
        return
    if not seen.readable or not asked.isdecimal() or now.get("status") != "succeeded":
        return
    found = now.get("amount_received")
    if isinstance(found, int) and found != int(asked):
        finding = Finding(f"amount_received {asked}", f"amount_received {found}", "amount_received")
        yield seen, "result", "PI-47", finding


def _sent(seen: Seen) -> set[str]:
    """Return the names that may have changed the object; a GET changes nothing.

    When it is not known what was sent, these are all that the table has.
    """
    if seen.operation.method == "GET":
        return set()
    names = {name for name, _ in seen.sent}
    names |= {name.partition("[")[0] for name in names}
    return names if seen.readable else names | {row.name for row in seen.operation.sent}


def _metadata(seen: Seen, before: Any, now: Any, sent: set[str]) -> Iterator[Told]:
    if not isinstance(before, dict) or not isinstance(now, dict):
        return
    if "metadata" in sent and not any(name.startswith("metadata[") for name in sent):
        return  # all of it was unset
    for key, value in before.items():
        if f"metadata[{key}]" in sent or now.get(key) == value or _masked(value, now.get(key)):
            continue
        words = f"metadata[{key}] {shown(value)}, as before"
        yield seen, "kept", "G-98", Finding(words, shown(now.get(key)), "metadata")


def _masked(*values: Any) -> bool:
    return any(isinstance(value, str) and masked(value) for value in values)
