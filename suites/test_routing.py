"""Paths and verbs that lead nowhere, and the number of each request (catalogue 1.1)."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest

from contracts.model import Level, Operation
from harness.exchange import Exchange
from suites.law import Unavailable
from suites.legacy import Claim, Lab, said
from suites.scope import operations


class Rule(NamedTuple):
    """One statement about a collection: how it is put to the test, its clause and level."""

    judge: Callable[[Lab, str, Claim], None]
    clause: str
    level: Level


def unknown_path(lab: Lab, path: str, claim: Claim) -> None:
    """A path that is none is a 404 without a code (G-10)."""
    exchange = lab.ask("GET", f"{path}_assay")
    error = exchange.error_body
    good = exchange.status == 404 and error.get("type") == "invalid_request_error"
    lab.held(claim, good and not error.get("code"), "status 404, invalid_request_error, no code",
             said(exchange), exchange)  # fmt: skip


def trailing_slash(lab: Lab, path: str, claim: Claim) -> None:
    """A collection's path with a slash behind it is no path (G-11)."""
    exchange = lab.ask("GET", f"{path}/")
    lab.held(claim, exchange.status == 404, "status 404", said(exchange), exchange)


def verb(lab: Lab, path: str, claim: Claim) -> None:
    """A verb that a collection does not have is refused with 404 or 405 (G-12)."""
    exchange = lab.ask("PUT", path)
    lab.held(claim, exchange.status in (404, 405), "status 404 or 405", said(exchange), exchange)


def request_ids(lab: Lab, path: str, claim: Claim) -> None:
    """No two requests have the same id (G-16)."""
    first, second = (lab.ask("GET", path) for _ in range(2))
    ids = [_request_id(exchange) for exchange in (first, second)]
    if not all(ids):
        lab.untestable(claim, "there is no request id", first, second)
        return
    lab.held(claim, ids[0] != ids[1], "two request ids", f"{ids[0]} twice", second, first)


def _request_id(exchange: Exchange) -> str:
    return exchange.response.headers.get("request-id", "") if exchange.response else ""


RULES = {
    "unknown_path": Rule(unknown_path, "G-10", "must"),
    "trailing_slash": Rule(trailing_slash, "G-11", "should"),
    "verb": Rule(verb, "G-12", "should"),
    "request_ids": Rule(request_ids, "G-16", "must"),
}


@pytest.mark.parametrize("operation", operations(lambda o: o.kind == "list"))
def test_routing(lab: Lab, operation: Operation) -> None:
    """Beside each collection lies nothing."""
    claims = {
        name: Claim(f"{operation.id}.routing.{name}", rule.clause, operation.title, rule.level)
        for name, rule in RULES.items()
    }
    asked = {name: claim for name, claim in claims.items() if lab.judge.asked(claim.id)}
    if not asked or lab.profile == "smoke":
        return
    reason, path = lab.ready(operation), operation.path
    try:
        for name, value in lab.subject(operation, fresh=False).items():
            path = path.replace(f"{{{name}}}", value)
    except Unavailable as trouble:
        reason = reason or str(trouble)
    for name, claim in asked.items():
        if reason:
            lab.untestable(claim, reason)
        else:
            RULES[name].judge(lab, path, claim)
