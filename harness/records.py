"""What a ledger writes as plain data, and how it is read: exchanges, verdicts, claims, laws."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from harness.claim import Claim, Law
from harness.conventions import Conventions
from harness.exchange import Exchange, Request, Response
from harness.sound import sound
from harness.verdict import Finding, Verdict

_OF_REQUESTS = (
    "made_up",
    "place",
    "beginning",
    "ending",
    "about",
    "reading",
)  # the same of a request
_SELDOM = ("error", "group", "setup", "deaf")  # left out of a record where they say nothing


def dump_exchange(exchange: Exchange) -> dict[str, Any]:
    """Return an exchange as plain data; a body that is not UTF-8 is base64."""
    request, response = exchange.request, exchange.response
    record: dict[str, Any] = {
        "id": exchange.id, "operation": exchange.operation,
        "request": {
            "method": request.method, "path": request.path, "query": request.query,
            "body": request.body, "headers": dict(request.headers), "key": request.key,
            "auth": request.auth,
        },
        "response": _dump_response(response) if response is not None else None,
        "started": exchange.started, "seconds": exchange.seconds,
    }  # fmt: skip
    for name in _SELDOM:
        value = getattr(exchange, name)
        if value:
            record[name] = value
    for name in _OF_REQUESTS:
        value = getattr(request, name)
        if value:
            record["request"][name] = value
    reads = exchange.conventions.reads()
    if reads:
        record["reads"] = reads
    shows = exchange.conventions.shows(exchange.operation)
    if shows:
        record["shows"] = shows
    return record


def _dump_response(response: Response) -> dict[str, Any]:
    found = {"status": response.status, "headers": dict(response.headers),
             "truncated": response.truncated}  # fmt: skip
    if response.refusing:
        found["refusing"] = True
    if response.sha256:
        found |= {"length": response.length, "sha256": response.sha256}
    try:
        return {**found, "body": response.body.decode()}
    except UnicodeDecodeError:
        return {**found, "base64": base64.b64encode(response.body).decode()}


_NAMES = {kind: tuple(f.name for f in fields(kind)) for kind in (Claim, Finding, Law, Verdict)}
_EMPTY: tuple[object, ...] = ("", (), False, None)


def filled(value: Claim | Finding | Law | Verdict) -> dict[str, Any]:
    """Return a value as a record without what is empty."""
    found = {
        name: part for name in _NAMES[type(value)] if (part := getattr(value, name)) not in _EMPTY
    }
    if "findings" in found:
        found["findings"] = [filled(finding) for finding in found["findings"]]
    return found


def read_exchange(record: Mapping[str, Any]) -> Exchange:
    """Return the exchange that `dump_exchange` wrote.

    Raises AttributeError, KeyError, TypeError or ValueError.
    """
    own = ("reads", "response", "shows")
    found = {key: value for key, value in record.items() if key not in own}
    if "reads" in record or "shows" in record:
        found["conventions"] = Conventions.told(record.get("reads", {}), record.get("shows", {}))
    request = record["request"]
    about = {"about": tuple(request["about"])} if "about" in request else {}
    found["request"] = sound(Request(**{**request, **about}))
    answer, response = record["response"], None
    if answer is not None:
        body = base64.b64decode(answer["base64"]) if "base64" in answer else answer["body"].encode()
        response = sound(Response(
            answer["status"], answer["headers"], body, answer["truncated"],
            answer.get("length", 0), answer.get("sha256", ""), answer.get("refusing", False),
        ))  # fmt: skip
    return sound(Exchange(**found, response=response))


def read_claim(record: Mapping[str, Any]) -> Claim:
    """Return the claim that a record holds; what is empty is not written. Raises TypeError."""
    groups = tuple(record.get("groups", ()))
    return Claim(**{"clause": "", "operation": "", **record, "groups": groups})


def read_verdict(record: Mapping[str, Any]) -> Verdict:
    """Return the verdict that a record holds. Raises TypeError."""
    empty = {"clause": "", "operation": "", "exchanges": ()}
    findings = tuple(sound(Finding(**{"expected": "", "observed": "", **f}))
                     for f in record.get("findings", ()))  # fmt: skip
    found = {**empty, **record, "findings": findings}
    return Verdict(**{**found, "exchanges": tuple(found["exchanges"])})
