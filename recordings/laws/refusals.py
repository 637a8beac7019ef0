"""Judges a recorded refusal by itself: do status, type, code and what it carries belong together?

Only what held at every version is judged (reference §4, H), or the version is the contracts' own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from contracts.model import Contracts
from recordings.checks import Finding
from recordings.entry import Entry, Rule, real
from recordings.laws.requests import undeclared
from recordings.matrix import only_from
from recordings.read.masking import masked
from suites.looking.names import head, row_of

_STATE = "_unexpected_state"  # behind the name of an object
_INTEGER = re.compile(r"[+-]?[0-9]+")
_CODES = (
    "parameter_missing", "parameter_unknown", "parameter_invalid_integer",
    "parameter_invalid_empty", "property_expansion_max_depth", "amount_too_large",
)  # fmt: skip
# Refusals of a card, whatever it was asked for.
DECLINES = ("card_declined", "expired_card", "incorrect_cvc")
_NAMED = ("parameter_unknown", "parameter_invalid_integer", "parameter_invalid_empty")
_OTHER_KINDS = ("api_error", "idempotency_error")
_KEYLESS = ("invalid_request_error", "authentication_error")
_KEY = "key"  # of what no key is seen to go with


def status(entry: Entry, contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding when the status does not belong to the type or the code (G-29, G-48)."""
    error = _error(entry)
    kind, code = error.get("type"), error.get("code")
    found = entry.exchange.status
    allowed = contracts.api.error.of_type.get(kind) if isinstance(kind, str) else None
    if allowed and found not in allowed:
        yield _other(f"status {allowed[0]} for {kind}", entry)
    elif _of_request(code, contracts) and found != 400:
        yield _other(f"status 400 for {code}", entry)
    elif code == "resource_missing":
        wanted = _missing(entry)
        if found not in (400, 404) or wanted not in (0, found):
            yield _other(f"status {wanted or 404} for {code}", entry)
    of_request = _of_request(code, contracts) or isinstance(error.get("param"), str)
    if kind in _OTHER_KINDS and of_request:
        yield Finding("type invalid_request_error for a parameter", f"type {kind}", "type")
    if code in DECLINES and kind in ("invalid_request_error", "api_error", "idempotency_error"):
        yield Finding(f"type card_error for {code}", f"type {kind}", "type")
    if found == 401 and isinstance(kind, str) and kind not in _KEYLESS:
        yield Finding("type invalid_request_error without a valid key", f"type {kind}", "type")


def _of_request(code: Any, contracts: Contracts) -> bool:
    """Whether a code tells of what was sent, or of the state of an object."""
    if not isinstance(code, str) or code in _CODES:
        return code in _CODES
    kind = code.removesuffix(_STATE)
    return kind != code and any(kind == known.object for known in contracts.resources)


def _error(entry: Entry) -> dict[str, Any]:
    return entry.exchange.error_body if entry.exchange.refused else {}


def _other(expected: str, entry: Entry) -> Finding:
    return Finding(expected, f"status {entry.exchange.status}", "status")


def _missing(entry: Entry) -> int:
    """Return the status of what is unknown: of the path, or of a parameter; 0 when both may be."""
    sent, param = entry.heads, _error(entry).get("param")
    if entry.near and isinstance(param, str) and head(param) in sent:
        return 400
    if not entry.operation.path_parameters:
        return 400 if entry.near and sent else 0
    alone = entry.operation.method == "GET" or entry.readable
    others = {_KEY, entry.expanding, entry.api.auth.client_secret, entry.api.list.limit}
    return 404 if alone and not sent - others else 0


def names(entry: Entry, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding when a refusal names no parameter, or one that was not sent (G-34, G-41)."""
    error = _error(entry)
    code, param = error.get("code"), error.get("param")
    sent = entry.heads
    if not entry.full or "" in sent:
        return
    named = (*_NAMED, "parameter_missing") if entry.near else _NAMED
    if code in named and (not isinstance(param, str) or not param):
        yield Finding(f"{code} with the name of the parameter", "no param", "param")
        return
    # A refused integer may be named otherwise, and what is missing was not sent.
    told: tuple[str, ...] = ("parameter_unknown", "parameter_invalid_empty")
    if entry.near and entry.exchange.status == 400 and entry.operation.kind == "list":
        told = (*told, "resource_missing")
    listed = entry.near and entry.operation.kind == "list" and entry.exchange.status == 400
    if code not in told and not (listed and not code):
        return
    if not isinstance(param, str) or masked(param):
        return
    if not (entry.sent if entry.operation.method == "GET" else entry.readable):
        return
    if entry.plain and head(param) not in sent:
        yield Finding(f"{code or 'a refusal'} for what was sent", f"param {param[:60]}", "param")


def codes(entry: Entry, contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding when the request shows what is wrong, and the code says otherwise (G-32)."""
    error = _error(entry)
    code, param = error.get("code"), error.get("param")
    if not isinstance(param, str) or masked(str(code)):
        return
    if not late(entry, contracts) or not entry.full:
        return
    if entry.exchange.status == 404 and entry.operation.path_parameters and not entry.heads:
        wanted = "resource_missing"
    elif (
        entry.exchange.status == 400
        and entry.readable
        and (entry.sent or entry.operation.method == "POST")
    ):
        wanted = _wanted(entry, param, contracts)
    else:
        return
    if wanted and code != wanted:
        yield Finding(f"code {wanted} for {param[:60]}", f"code {code}", "code")


def _wanted(entry: Entry, param: str, contracts: Contracts) -> str:
    """Return the code of what is plainly wrong with a parameter, "" when nothing is."""
    row, value = row_of(entry.operation.sent, param), entry.one(param)
    if row is None or masked(value):
        unknown = entry.known and row is None and undeclared(entry, param, contracts)
        return "parameter_unknown" if unknown else ""
    if not any(name == param for name, _ in entry.sent):
        top = row.required and "[" not in param and param not in entry.heads
        return "parameter_missing" if top else ""
    if row.type == "integer" and not row.alternatives and value.strip():
        return "" if _INTEGER.fullmatch(value.strip()) else "parameter_invalid_integer"
    empty = entry.known and not value and row.type == "string" and not row.clearable
    judged = not any(text.startswith("empty") for text in row.unjudged) and not row.enum
    return "parameter_invalid_empty" if empty and judged else ""


def late(entry: Entry, contracts: Contracts) -> bool:
    """Whether refusals had codes for what was sent, and their object, at the version spoken."""
    return entry.near or entry.day >= contracts.recordings.carried_since


def carried(entry: Entry, contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding when a refusal for a state lacks, or contradicts, its object (G-28)."""
    name = entry.resource.object
    if not entry.full or _error(entry).get("code") != f"{name}{_STATE}":
        return
    item = entry.carried
    if item is None:
        if late(entry, contracts) and entry.operation.path_parameters:
            yield Finding(f"error.{name} is the {noun(name)}", "no such object", name)
        return
    yield from other_object(entry, item)
    state = only_from(entry.resource, entry.operation, f"{name}{_STATE}")
    if state and item.get(entry.state) == state:
        yield Finding(f"a {entry.verb} from {state}", "refused because of the status", "state")


def noun(name: str) -> str:
    """Return the last word of the name of an object: what people call it."""
    return name.rpartition("_")[2]


def other_object(entry: Entry, item: dict[str, Any]) -> Iterator[Finding]:
    """Yield a finding when a refusal carries another object than the one that was asked for."""
    found, asked, name = item.get("id"), entry.path_id, entry.resource.object
    if real(found) and real(asked) and found != asked:
        yield Finding(f"error.{name} is {asked}", f"{found}", name)


RULES = (
    Rule("error_status", "G-48", status),
    Rule("error_code", "G-32", codes),
    Rule("error_names", "G-34", names),
    Rule("error_carries", "G-28", carried),
)
