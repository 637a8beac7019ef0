"""Judges one recorded answer: what the checks of `suites/checks` claim, as far as it still holds.

A recording speaks any version of the API, and recorders drop headers and put words of their own in
the place of values. Some checks therefore have a counterpart of the same name here (see
`RECORDED` in their modules); it judges less, and nothing that a recorder can have changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from contracts.model import Contracts
from recordings.checks import Difference, Finding, bare, compare, flat_in, leaves, shown
from recordings.entry import Entry, Rule, below
from recordings.headers import dated, sent_header
from recordings.own import lower
from recordings.read.masking import masked
from suites.looking.names import parts

_REFUSALS = (400, 401, 402, 403, 404, 405, 409, 410, 413, 414, 424, 429)


def envelope(entry: Entry, contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding when a 4xx is not the documented envelope (G-21)."""
    exchange = entry.exchange
    if not exchange.refused or exchange.json is None:
        return
    error = exchange.body.get("error")
    types = contracts.api.error.types
    known = types if entry.near else (*types, *contracts.api.error.former_types)
    if not isinstance(error, dict):
        yield Finding("a body with an `error` object", shown(exchange.json))
    elif error.get("type") not in known:
        yield Finding(
            f"error.type one of {', '.join(types)}", f"error.type {shown(error.get('type'))}"
        )
    elif not isinstance(error.get("message"), str):
        yield Finding("error.message is a text", f"error.message {shown(error.get('message'))}")
    for name in contracts.api.error.texts:
        found = exchange.error_body.get(name)
        if found is not None and not isinstance(found, str):
            yield Finding(f"error.{name} is a text", f"error.{name} {shown(found)}", name)
    for name in flat_in(exchange.error_body, entry.operation, contracts):
        found = exchange.error_body[name]
        if not (isinstance(found, str) and masked(found)):
            yield Finding(f"error.{name} is an object", f"error.{name} {shown(found)}", name)


def refusal_status(entry: Entry, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding for a 4xx that is none of the documented ones."""
    status = entry.exchange.status
    if entry.exchange.refused and status not in _REFUSALS:
        yield Finding("a documented status of a refusal", f"status {status}")


def error_body(entry: Entry, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding for a success whose body is an error (G-02)."""
    exchange = entry.exchange
    if exchange.accepted and exchange.error_body and "object" not in exchange.body:
        yield Finding("an object or a page", f"status {exchange.status} with an `error`")


def server_error(entry: Entry, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding for a 5xx; it is a must only when its body is no error at all (G-02)."""
    exchange = entry.exchange
    if exchange.status < 500:
        return
    plain = isinstance(exchange.json, dict) and not exchange.error_body
    yield Finding("a success or a refusal", f"status {exchange.status}",
                  level="must" if plain else "should")  # fmt: skip


def content_type(entry: Entry, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding when a 2xx or 4xx is not JSON, or is labelled otherwise (G-15)."""
    exchange = entry.exchange
    if not (exchange.accepted or exchange.refused):
        return
    label = entry.received.get("content-type", "")
    kind = label.partition(";")[0].strip().lower()
    if kind and kind != "application/json" and not masked(label):
        yield Finding("content-type application/json", f"content-type {label[:80]}")
    elif exchange.json is None:
        size = len(exchange.response.body) if exchange.response else 0
        yield Finding("a JSON body", f"{size} bytes that are not JSON")


def version(entry: Entry, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding when the answer names another version than was asked for (G-18)."""
    name = entry.api.headers.version
    asked = dated(sent_header(entry.exchange, name))
    found = dated(entry.exchange.header(name))
    if asked and found and asked != found:
        yield Finding(f"a header {name}: {asked}", f"{name} {found}")


def prefix(entry: Entry, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding for an id that starts otherwise than ids of its kind do (G-114)."""
    start = entry.resource.prefix
    if not entry.near and entry.resource.formerly:
        return  # objects that had another name had other ids
    for item in entry.items:
        name = item.get("id")
        if isinstance(name, str) and not name.startswith(start) and not masked(name):
            yield Finding(f"an id that starts with {start}", shown(name))
            return


def echo(entry: Entry, contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding for each field that holds something else than was sent (G-117)."""
    if entry.operation.kind not in ("create", "update") or not entry.exchange.accepted:
        return
    if not entry.full or not entry.plain or entry.beside.asked:
        return
    body = entry.exchange.body
    for found in _differences(entry, contracts):
        path = parts(found.path)
        if path[0] in contracts.recordings.rewritten or (
            not entry.near and any(part.isdigit() for part in path)
        ):
            continue
        if found.path in lower(contracts, entry, body) and below(found.found, found.sent):
            continue
        if _same(found.sent, found.found) or not _there(entry, path):
            continue
        yield Finding(f"{found.path} holds {found.sent}", found.seen, bare(".".join(path)))


def _differences(entry: Entry, contracts: Contracts) -> list[Difference]:
    whole = replace(entry.exchange.request, body="&".join(entry.texts))
    exchange = replace(entry.exchange, request=whole)
    return compare(entry.operation, contracts, exchange) or []


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


def _there(entry: Entry, path: list[str]) -> bool:
    """Whether the body has the field, or at least what should hold it, when that is metadata."""
    body: Any = entry.exchange.body
    for part in path:
        if isinstance(body, list):
            if not part.isdigit() or int(part) >= len(body):
                return False
            body = body[int(part)]
            continue
        if not isinstance(body, dict) or (part not in body and path[0] != entry.own_texts):
            return False
        body = body.get(part)
    return True


def mode(entry: Entry, _contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding when objects of both modes come together, or of the other mode (G-113)."""
    if not entry.exchange.accepted:
        return
    found = {
        leaf.value for leaf in leaves(entry.exchange)
        if leaf.name == "livemode" and isinstance(leaf.value, bool)
    }  # fmt: skip
    if len(found) > 1:
        yield Finding("objects of one mode", "livemode true and false")
    elif found and entry.mode and found != {entry.mode == "live"}:
        wanted = str(entry.mode == "live").lower()
        yield Finding(f"livemode {wanted} with a {entry.mode} key", f"livemode not {wanted}")


RULES = (
    Rule("content_type", "G-15", content_type),
    Rule("error_body", "G-02", error_body),
    Rule("error_envelope", "G-21", envelope),
    Rule("id_prefix", "G-114", prefix),
    Rule("livemode", "G-113", mode),
    Rule("refusal_status", "G-48", refusal_status),
    Rule("sent_values", "G-117", echo),
    Rule("server_error", "G-02", server_error),
    Rule("version", "G-18", version),
)
