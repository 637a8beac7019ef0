"""Judges a recorded refusal by itself: do status, type, code and what it carries belong together?

Only what held at every version is judged (reference §4, H), or the version is the contracts' own.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl

from contracts.model import Contracts
from harness.masking import masked
from suites.checks.registry import Finding
from suites.recorded_model import Rule, Seen, real, version_of

_INTENT = "payment_intent"
_STATE = "payment_intent_unexpected_state"
_TYPES = {"card_error": (402,), "idempotency_error": (400, 409)}
_CODES = (
    "parameter_missing", "parameter_unknown", "parameter_invalid_integer",
    "parameter_invalid_empty", _STATE,
)  # fmt: skip
_DECLINES = ("card_declined", "expired_card", "incorrect_cvc")
_NAMED = ("parameter_unknown", "parameter_invalid_integer", "parameter_invalid_empty")
_KEYLESS = ("invalid_request_error", "authentication_error")
_PAID = ("succeeded", "requires_capture", "processing")
_CARRIED = "2019-05-16"  # refusals of this version and later ones were seen to carry the intent
_NO_REFERENCE = ("expand", "client_secret", "key", "limit")


def status(seen: Seen, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding when the status does not belong to the type or the code (G-29, G-48)."""
    error = _error(seen)
    kind, code = error.get("type"), error.get("code")
    found = seen.exchange.status
    allowed = _TYPES.get(kind) if isinstance(kind, str) else None
    if allowed and found not in allowed:
        yield _other(f"status {allowed[0]} for {kind}", seen)
    elif code in _CODES and found != 400:
        yield _other(f"status 400 for {code}", seen)
    elif code == "resource_missing" and found in (400, 404):
        wanted = _missing(seen)
        if wanted not in (0, found):
            yield _other(f"status {wanted} for {code}", seen)
    if code in _DECLINES and kind in ("invalid_request_error", "api_error", "idempotency_error"):
        yield Finding(f"type card_error for {code}", f"type {kind}", "type")
    if found == 401 and isinstance(kind, str) and kind not in _KEYLESS:
        yield Finding("type invalid_request_error without a valid key", f"type {kind}", "type")


def _error(seen: Seen) -> dict[str, Any]:
    return seen.exchange.error_body if seen.exchange.refused else {}


def _other(expected: str, seen: Seen) -> Finding:
    return Finding(expected, f"status {seen.exchange.status}", "status")


def _missing(seen: Seen) -> int:
    """Return the status of what is unknown: of the path, or of a parameter; 0 when both may be."""
    if not seen.operation.path_parameters:
        return 400 if seen.pinned and _sent(seen) else 0
    return 0 if _sent(seen) - set(_NO_REFERENCE) or not _whole(seen) else 404


def _whole(seen: Seen) -> bool:
    """Whether nothing else can have been sent: a recorder may drop the form of a POST."""
    return seen.operation.method == "GET"


def _sent(seen: Seen) -> set[str]:
    """Return the names that were sent, each up to its first bracket."""
    request = seen.exchange.request
    pairs = [
        pair for text in (request.query, request.body)
        for pair in parse_qsl(text, keep_blank_values=True)
    ]  # fmt: skip
    return {name.partition("[")[0] for name, _ in pairs}


def names(seen: Seen, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding when a refusal names no parameter, or one that was not sent (G-34, G-41)."""
    error = _error(seen)
    code, param = error.get("code"), error.get("param")
    sent = _sent(seen)
    if code not in _NAMED or seen.exchange.status != 400 or not seen.full or "" in sent:
        return
    if not isinstance(param, str) or not param:
        yield Finding(f"{code} with the name of the parameter", "no param", "param")
        return
    told = code != "parameter_invalid_integer" and not masked(param)
    if told and seen.plain and seen.sent and param.partition("[")[0] not in sent:
        yield Finding(f"{code} for what was sent", f"param {param[:60]}", "param")


def carried(seen: Seen, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding when the intent in a refusal lacks, or contradicts it (G-28, G-29, PI-59)."""
    error = _error(seen)
    if seen.operation.returns != _INTENT or not seen.full:
        return
    wrong_state = error.get("code") == _STATE
    declined = error.get("type") == "card_error" and seen.operation.id in (
        f"{_INTENT}.create", f"{_INTENT}.confirm"
    )  # fmt: skip
    if not wrong_state and not declined:
        return
    intent = error.get(_INTENT)
    if not isinstance(intent, dict):
        late = seen.pinned or version_of(seen.exchange)[:10] >= _CARRIED
        attempted = _attempted(seen, error) if declined else seen.operation.path_parameters
        if late and attempted:
            yield Finding("error.payment_intent is the intent", "no such object", _INTENT)
        return
    yield from _contradicted(seen, intent, declined)


def _attempted(seen: Seen, error: dict[str, Any]) -> bool:
    """Whether a card was charged: one that is no card at all is refused before."""
    new = "payment_method_data" in _sent(seen) or not seen.readable
    confirmed = seen.operation.id == f"{_INTENT}.confirm" and not new
    return isinstance(error.get("charge"), str) or (confirmed and error.get("code") in _DECLINES)


def _contradicted(seen: Seen, intent: dict[str, Any], declined: bool) -> Iterator[Finding]:
    found, asked = intent.get("id"), seen.path_id
    if real(found) and real(asked) and found != asked:
        yield Finding(f"error.payment_intent is {asked}", f"{found}", _INTENT)
    now = intent.get("status")
    if declined and now in _PAID:
        yield Finding("an intent that was not paid", f"status {now} beside a decline", "declined")
    elif not declined and seen.operation.id.endswith(".capture") and now == "requires_capture":
        yield Finding("a capture from requires_capture", "refused because of the status", "state")


RULES = (
    Rule("error_status", "G-48", status),
    Rule("error_names", "G-34", names),
    Rule("error_carries", "G-28", carried),
)
