"""Judges a recorded refusal by itself: do status, type, code and what it carries belong together?

Only what held at every version is judged (reference §4, H), or the version is the contracts' own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl

from contracts.model import Contracts
from harness.verdict import Finding
from recordings.entry import Rule, Seen, real, version_of
from recordings.laws.requests import row_of, undeclared
from recordings.read.masking import masked

_INTENT = "payment_intent"
_STATE = "payment_intent_unexpected_state"
_INTEGER = re.compile(r"[+-]?[0-9]+")
_TYPES = {"card_error": (402,), "idempotency_error": (400, 409)}
_CODES = (
    "parameter_missing", "parameter_unknown", "parameter_invalid_integer",
    "parameter_invalid_empty", "property_expansion_max_depth", "amount_too_large", _STATE,
)  # fmt: skip
_DECLINES = ("card_declined", "expired_card", "incorrect_cvc")
_NAMED = ("parameter_unknown", "parameter_invalid_integer", "parameter_invalid_empty")
_OTHER_KINDS = ("api_error", "idempotency_error")
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
    elif code == "resource_missing":
        wanted = _missing(seen)
        if found not in (400, 404) or wanted not in (0, found):
            yield _other(f"status {wanted or 404} for {code}", seen)
    if kind in _OTHER_KINDS and (code in _CODES or isinstance(error.get("param"), str)):
        yield Finding("type invalid_request_error for a parameter", f"type {kind}", "type")
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
    sent, param = _sent(seen), _error(seen).get("param")
    if seen.near and isinstance(param, str) and param.partition("[")[0] in sent:
        return 400
    if not seen.operation.path_parameters:
        return 400 if seen.near and sent else 0
    alone = seen.operation.method == "GET" or seen.readable
    return 404 if alone and not sent - set(_NO_REFERENCE) else 0


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
    if not seen.full or "" in sent:
        return
    named = (*_NAMED, "parameter_missing") if seen.near else _NAMED
    if code in named and (not isinstance(param, str) or not param):
        yield Finding(f"{code} with the name of the parameter", "no param", "param")
        return
    # A refused integer may be named otherwise, and what is missing was not sent.
    told: tuple[str, ...] = ("parameter_unknown", "parameter_invalid_empty")
    if seen.near and seen.exchange.status == 400 and seen.operation.kind == "list":
        told = (*told, "resource_missing")
    if code not in told or not isinstance(param, str) or masked(param):
        return
    if not (seen.sent if seen.operation.method == "GET" else seen.readable):
        return
    if seen.plain and param.partition("[")[0] not in sent:
        yield Finding(f"{code} for what was sent", f"param {param[:60]}", "param")


def codes(seen: Seen, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding when the request shows what is wrong, and the code says otherwise (G-32)."""
    error = _error(seen)
    code, param = error.get("code"), error.get("param")
    late = seen.near or version_of(seen.exchange)[:10] >= _CARRIED
    if not isinstance(param, str) or masked(str(code)) or not late or not seen.full:
        return
    if seen.exchange.status == 404 and seen.operation.path_parameters and not _sent(seen):
        wanted = "resource_missing"
    elif (
        seen.exchange.status == 400
        and seen.readable
        and (seen.sent or seen.operation.method == "POST")
    ):
        wanted = _wanted(seen, param)
    else:
        return
    if wanted and code != wanted:
        yield Finding(f"code {wanted} for {param[:60]}", f"code {code}", "code")


def _wanted(seen: Seen, param: str) -> str:
    """Return the code of what is plainly wrong with a parameter, "" when nothing is."""
    row, value = row_of(seen.operation.sent, param), seen.one(param)
    if row is None or masked(value):
        unknown = seen.known and row is None and undeclared(seen, param)
        return "parameter_unknown" if unknown else ""
    if not any(name == param for name, _ in seen.sent):
        top = row.required and "[" not in param and param not in _sent(seen)
        return "parameter_missing" if top else ""
    if row.type == "integer" and not row.alternatives and value.strip():
        return "" if _INTEGER.fullmatch(value.strip()) else "parameter_invalid_integer"
    empty = seen.known and not value and row.type == "string" and not row.clearable
    judged = not any(text.startswith("empty") for text in row.unjudged) and not row.enum
    return "parameter_invalid_empty" if empty and judged else ""


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
        late = seen.near or version_of(seen.exchange)[:10] >= _CARRIED
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
    Rule("error_code", "G-32", codes),
    Rule("error_names", "G-34", names),
    Rule("error_carries", "G-28", carried),
)
