"""What the laws of linked accounts share: sessions, accounts, and what these have granted."""

from __future__ import annotations

from typing import Any

from contracts.model import Operation
from harness.exchange import Exchange
from strategies import smallest
from suites.lab import Lab
from suites.law import Unavailable
from suites.looking.likeness import resembles
from suites.looking.say import said, shown

SESSION, ACCOUNT = "financial_connections.session", "financial_connections.account"
INVALID = 400  # status of a refusal that blames the request
# What an account must have granted, and where an answer tells of it, for each feature (FA-09, 10).
FEATURES = {
    "balance": ("balances", "balance_refresh"),
    "ownership": ("ownership", "ownership_refresh"),
    "transactions": ("transactions", "transaction_refresh"),
}


def new_session(lab: Lab, **form: Any) -> Exchange:
    """Make a session. Raises Unavailable."""
    create = lab.contracts.operation(f"{SESSION}.create")
    made = lab.call(create, lab.provision.fill({**smallest(create), **form}))
    if not resembles(made, create):
        reason = f"no session can be made ({said(made)})"
        raise Unavailable(reason, made, blocked_by=create.title)
    return made


def account(lab: Lab, state: str) -> Exchange:
    """Read an account of a recipe. Raises Unavailable."""
    retrieve = lab.contracts.operation(f"{ACCOUNT}.retrieve")
    name = lab.provision.obtain(f"@{ACCOUNT}:{state}", changing=True)
    found = lab.call(retrieve, {}, _ids(retrieve, name))
    if not resembles(found, retrieve):
        reason = f"the account cannot be read ({said(found)})"
        raise Unavailable(reason, found, blocked_by=retrieve.title)
    if found.item.get("status") != "active":
        raise Unavailable(f"the account is {shown(found.item.get('status'))}", found)
    return found


def refresh(lab: Lab, of: Exchange, *features: str) -> Exchange:
    """Ask for some features of an account again."""
    operation = lab.contracts.operation(f"{ACCOUNT}.refresh")
    return lab.call(operation, {"features": list(features)}, _ids(operation, str(of.item["id"])))


def granted(of: Exchange) -> list[str]:
    """Return the features that an account has granted."""
    permissions = of.item.get("permissions")
    own = permissions if isinstance(permissions, list) else []
    return [feature for feature, (permission, _) in FEATURES.items() if permission in own]


def _ids(operation: Operation, name: str) -> dict[str, str]:
    return {operation.path_parameters[0].name: name}
