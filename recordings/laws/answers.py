"""Judges one recorded answer: what the checks of `suites/checks` claim, as far as it still holds.

A recording speaks any version of the API, and recorders drop headers and put words of their own in
the place of values. Some checks therefore have a counterpart of the same name here (see
`RECORDED` in their modules); it judges less, and nothing that a recorder can have changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from contracts.model import Contracts
from harness.verdict import Finding
from recordings.entry import Rule, Seen, below, dated, partial, sent_header
from recordings.read.masking import masked
from suites.laws.response.error_envelope import TYPES
from suites.looking.echo import compare
from suites.looking.say import shown
from suites.looking.walk import bare, returned

_LOCAL = 7  # digits of a number that stay, wherever it is called from
# Kinds that the service documented for errors in earlier years.
_FORMER_TYPES = ("api_connection_error", "authentication_error", "rate_limit_error")
_REFUSALS = (400, 401, 402, 403, 404, 405, 409, 410, 413, 414, 424, 429)
# What the service rewrites or weighs first: characters it drops, words that were replaced.
_REWRITTEN = (
    "payment_method_options", "preferences", "statement_descriptor", "statement_descriptor_suffix",
)  # fmt: skip
_ATTEMPTED = ("issuing.token",)  # an update of these asks a network for a change


def envelope(seen: Seen, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding when a 4xx is not the documented envelope (G-21)."""
    exchange = seen.exchange
    if not exchange.refused or exchange.json is None:
        return
    error = exchange.body.get("error")
    known = TYPES if seen.near else (*TYPES, *_FORMER_TYPES)
    if not isinstance(error, dict):
        yield Finding("a body with an `error` object", shown(exchange.json))
    elif error.get("type") not in known:
        yield Finding(
            f"error.type one of {', '.join(TYPES)}", f"error.type {shown(error.get('type'))}"
        )
    elif not isinstance(error.get("message"), str):
        yield Finding("error.message is a text", f"error.message {shown(error.get('message'))}")


def refusal_status(seen: Seen, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding for a 4xx that is none of the documented ones."""
    status = seen.exchange.status
    if seen.exchange.refused and status not in _REFUSALS:
        yield Finding("a documented status of a refusal", f"status {status}")


def error_body(seen: Seen, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding for a success whose body is an error (G-02)."""
    exchange = seen.exchange
    if exchange.accepted and exchange.error_body and "object" not in exchange.body:
        yield Finding("an object or a page", f"status {exchange.status} with an `error`")


def server_error(seen: Seen, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding for a 5xx; it is a must only when its body is no error at all (G-02)."""
    exchange = seen.exchange
    if exchange.status < 500:
        return
    plain = isinstance(exchange.json, dict) and not exchange.error_body
    yield Finding("a success or a refusal", f"status {exchange.status}",
                  level="must" if plain else "should")  # fmt: skip


def content_type(seen: Seen, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding when a 2xx or 4xx is not JSON, or is labelled otherwise (G-15)."""
    exchange = seen.exchange
    if not (exchange.accepted or exchange.refused):
        return
    label = seen.received.get("content-type", "")
    kind = label.partition(";")[0].strip().lower()
    if kind and kind != "application/json" and not masked(label):
        yield Finding("content-type application/json", f"content-type {label[:80]}")
    elif exchange.json is None:
        size = len(exchange.response.body) if exchange.response else 0
        yield Finding("a JSON body", f"{size} bytes that are not JSON")


def version(seen: Seen, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding when the answer names another version than was asked for (G-18)."""
    asked = dated(sent_header(seen.exchange, "stripe-version"))
    found = dated(seen.received.get("stripe-version", ""))
    if asked and found and asked != found:
        yield Finding(f"a header Stripe-Version: {asked}", f"Stripe-Version {found}")


def prefix(seen: Seen, contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding for an id that starts otherwise than ids of its kind do (G-114)."""
    start = contracts.resource(seen.operation.returns).prefix
    if not seen.exchange.accepted or (not seen.near and start.startswith("fc")):
        return  # the former names of linked accounts and their sessions had other ids
    for item in returned(seen.exchange, seen.operation):
        name = item.get("id")
        if isinstance(name, str) and not name.startswith(start) and not masked(name):
            yield Finding(f"an id that starts with {start}", shown(name))
            return


def echo(seen: Seen, contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding for each field that holds something else than was sent (G-117)."""
    if seen.operation.kind not in ("create", "update") or not seen.exchange.accepted:
        return
    if not seen.full or not seen.plain or seen.operation.returns in _ATTEMPTED:
        return
    whole = replace(seen.exchange.request, body="&".join(seen.texts))
    for found in compare(seen.operation, contracts, replace(seen.exchange, request=whole)) or ():
        path = found.path.replace("]", "").split("[")
        if path[0] in _REWRITTEN or (not seen.near and any(part.isdigit() for part in path)):
            continue
        called = path[-1].startswith("phone") and _called(found.sent, found.found)
        less = found.path == "amount" and partial(seen, seen.exchange.body)
        if less and below(found.found, found.sent):
            continue
        if called or _same(found.sent, found.found) or not _there(seen.exchange.body, path):
            continue
        yield Finding(f"{found.path} holds {found.sent}", found.seen, bare(".".join(path)))


def _called(sent: str, found: str) -> bool:
    """Whether two texts may be one number of a telephone: the service writes it as E.164."""
    one, other = (re.sub("[^0-9]", "", text) for text in (sent, found))
    return len(one) >= _LOCAL and other.endswith(one[-_LOCAL:])


def _same(sent: str, found: str) -> bool:
    if masked(sent) or masked(found):
        return True
    one, other = (" ".join(text.replace("+", " ").split()).lower() for text in (sent, found))
    if one == other or (one in ("1", "0") and other in ("true", "false")):
        return True
    try:
        return int(one) == int(other)
    except ValueError:
        return False


def _there(body: Any, path: list[str]) -> bool:
    """Whether the body has the field, or at least what should hold it, when that is metadata."""
    for part in path:
        if not isinstance(body, dict) or (part not in body and path[0] != "metadata"):
            return False
        body = body.get(part)
    return True


RULES = (
    Rule("content_type", "G-15", content_type),
    Rule("error_body", "G-02", error_body),
    Rule("error_envelope", "G-21", envelope),
    Rule("id_prefix", "G-114", prefix),
    Rule("refusal_status", "G-48", refusal_status),
    Rule("sent_values", "G-117", echo),
    Rule("server_error", "G-02", server_error),
    Rule("version", "G-18", version),
)
