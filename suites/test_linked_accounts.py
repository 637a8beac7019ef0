"""Sessions and the accounts that are linked in them (catalogue 2.6)."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from _pytest.mark.structures import ParameterSet

from contracts import load
from contracts.model import Level, Operation
from harness.exchange import Exchange
from strategies import smallest
from suites.law import Unavailable
from suites.legacy import Claim, Lab, said
from suites.looking.dig import dig
from suites.looking.likeness import resembles
from suites.looking.say import joined, shown

_FAMILY = "financial_connections"
_CLOCK = 86_400  # seconds that two clocks may differ
# What an account must have granted, and where an answer tells of it, for each feature (FA-09, 10).
FEATURES = {
    "balance": ("balances", "balance_refresh"),
    "ownership": ("ownership", "ownership_refresh"),
    "transactions": ("transactions", "transaction_refresh"),
}
_STATES = ("pending", "succeeded", "failed")


class Rule(NamedTuple):
    """One statement about one operation."""

    operation: str
    topic: str
    clause: str
    level: Level
    judge: Callable[[Lab, Claim], None]


def _session(lab: Lab, **form: Any) -> Exchange:
    """Make a session. Raises Unavailable."""
    create = lab.contracts.operation(f"{_FAMILY}.session.create")
    made = lab.call(create, lab.provision.fill({**smallest(create), **form}))
    if not resembles(made, create):
        raise Unavailable(f"no session can be made ({said(made)})")
    return made


def client_secret(lab: Lab, claim: Claim) -> None:
    """A session carries a secret for the browser, and each has its own (FS-01, FS-09)."""
    first, second = _session(lab), _session(lab)
    secrets = [exchange.body.get("client_secret") for exchange in (first, second)]
    ids = [exchange.body.get("id") for exchange in (first, second)]
    good = all(isinstance(text, str) and text for text in secrets)
    good = good and secrets[0] != secrets[1] and ids[0] != ids[1]
    lab.held(claim, good, "a client_secret and an id of its own for each session",
             f"client_secret {'missing' if not all(secrets) else 'twice'}, ids {joined(ids)}",
             first, second)  # fmt: skip


def no_accounts(lab: Lab, claim: Claim) -> None:
    """In a new session nothing is linked (FS-07)."""
    made = _session(lab)
    found = dig(made.body, "accounts.data")
    lab.held(claim, found == [], "accounts.data []", f"accounts.data {shown(found)}", made)


def holder_mismatch(lab: Lab, claim: Claim) -> None:
    """A holder that is an account is named by an account (FS-04)."""
    _session(lab)
    create = lab.contracts.operation(f"{_FAMILY}.session.create")
    holder = lab.provision.fill({"type": "account", "customer": "@customer"})
    exchange = lab.call(create, {**lab.provision.fill(smallest(create)), "account_holder": holder})
    lab.held(claim, exchange.status == 400, "status 400", said(exchange), exchange)


def fresh_session(lab: Lab, claim: Claim) -> None:
    """A list filtered by a new session is empty, whatever else is linked (FA-03)."""
    listing = lab.contracts.operation(f"{_FAMILY}.account.list")
    whole = lab.call(listing, {"limit": 1})
    if not whole.body.get("data"):
        raise Unavailable("no account is linked")
    made = _session(lab)
    exchange = lab.call(listing, {"session": str(made.body["id"])})
    data = exchange.body.get("data")
    seen = f"{len(data)} accounts" if isinstance(data, list) else said(exchange)
    lab.held(claim, data == [], "an empty list", seen, exchange, whole)


def last4(lab: Lab, claim: Claim) -> None:
    """The last four of an account are four digits (FA-12)."""
    found = _account(lab, "active")
    digits = found.body.get("last4")
    good = digits is None or (isinstance(digits, str) and len(digits) == 4 and digits.isdigit())
    lab.held(claim, good, "last4 of four digits", f"last4 {shown(digits)}", found)


def _account(lab: Lab, state: str) -> Exchange:
    """Read an account. Raises Unavailable."""
    retrieve = lab.contracts.operation(f"{_FAMILY}.account.retrieve")
    name = lab.provision.obtain(f"@{_FAMILY}.account:{state}", changing=True)
    found = lab.call(retrieve, {}, {retrieve.path_parameters[0].name: name})
    if not resembles(found, retrieve):
        raise Unavailable(f"the account cannot be read ({said(found)})")
    if found.body.get("status") != "active":
        raise Unavailable(f"the account is {shown(found.body.get('status'))}")
    return found


def _refresh(lab: Lab, account: Exchange, *features: str) -> Exchange:
    operation = lab.contracts.operation(f"{_FAMILY}.account.refresh")
    ids = {operation.path_parameters[0].name: str(account.body["id"])}
    return lab.call(operation, {"features": list(features)}, ids)


def _granted(account: Exchange) -> list[str]:
    permissions = account.body.get("permissions")
    own = permissions if isinstance(permissions, list) else []
    return [feature for feature, (permission, _) in FEATURES.items() if permission in own]


def attempt_recorded(lab: Lab, claim: Claim) -> None:
    """A refresh is attempted now, of each feature that was named (FA-10)."""
    account = _account(lab, "active")
    granted = _granted(account)
    if not granted:
        raise Unavailable("the account grants no feature that can be refreshed")
    exchange = _refresh(lab, account, granted[0])
    if not exchange.accepted:
        raise Unavailable(f"the refresh was not accepted ({said(exchange)})")
    fields = [FEATURES[granted[0]][1]]
    together = _refresh(lab, account, *granted)
    if together.accepted and _attempted(exchange.body.get(fields[0])):
        exchange, fields = together, [FEATURES[feature][1] for feature in granted]
    field = next((f for f in fields if not _attempted(exchange.body.get(f))), "")
    lab.held(claim, not field, f"{field} with a status, attempted now",
             f"{field} {shown(exchange.body.get(field))}", exchange, account)  # fmt: skip


def _attempted(found: object) -> bool:
    """Whether a refresh was attempted now; while it is pending no next one is offered."""
    state = found if isinstance(found, dict) else {}
    at, pending = state.get("last_attempted_at"), state.get("status") == "pending"
    good = state.get("status") in _STATES
    good = good and isinstance(at, int) and abs(at - time.time()) < _CLOCK
    return good and not (pending and state.get("next_refresh_available_at") is not None)


def not_granted(lab: Lab, claim: Claim) -> None:
    """What an account never granted is not refreshed (FA-11)."""
    account = _account(lab, "limited")
    granted = _granted(account)
    missing = [feature for feature in FEATURES if feature not in granted]
    if not missing:
        raise Unavailable("the account grants every feature")
    twin = _refresh(lab, _account(lab, "active"), missing[0])
    if not twin.accepted:
        raise Unavailable(f"no account grants {missing[0]} either ({said(twin)})")
    exchange = _refresh(lab, account, missing[0])
    lab.held(claim, exchange.status == 400, "status 400", said(exchange), exchange, twin)


RULES = (
    Rule("session.create", "session.client_secret", "FS-01", "must", client_secret),
    Rule("session.create", "session.no_accounts", "FS-07", "must", no_accounts),
    Rule("session.create", "session.holder_mismatch", "FS-04", "should", holder_mismatch),
    Rule("account.list", "session.fresh_is_empty", "FA-03", "must", fresh_session),
    Rule("account.retrieve", "account.last4", "FA-12", "must", last4),
    Rule("account.refresh", "refresh.attempt_recorded", "FA-10", "must", attempt_recorded),
    Rule("account.refresh", "refresh.not_granted", "FA-11", "should", not_granted),
)


def _cells() -> list[ParameterSet]:
    group = pytest.mark.xdist_group(f"{_FAMILY}.account")
    return [pytest.param(rule, id=f"{rule.operation}.{rule.topic}", marks=group) for rule in RULES]


@pytest.mark.parametrize("rule", _cells())
def test_linked_accounts(lab: Lab, rule: Rule) -> None:
    """One rule of sessions and linked accounts."""
    operation: Operation = load().operation(f"{_FAMILY}.{rule.operation}")
    claim = Claim(f"{operation.id}.{rule.topic}", rule.clause, operation.title, rule.level)
    if lab.profile == "smoke" or not lab.judge.asked(claim.id):
        return
    try:
        rule.judge(lab, claim)
    except Unavailable as reason:
        lab.untestable(claim, str(reason))
