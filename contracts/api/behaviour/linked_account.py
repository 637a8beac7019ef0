"""Financial Connections on the legacy paths: sessions, accounts, owners (catalogue 2.6, 3.9)."""

from __future__ import annotations

from typing import Any

from contracts.model import Contracts
from sandbox.call import Call
from sandbox.errors import invalid, missing_parameter, no_such
from sandbox.lists import envelope, page
from sandbox.objects import build, create
from sandbox.registry import behaviour, keeps, seed
from sandbox.store import Object, Store, new_id

from . import customer

SESSION = "financial_connections.session"
ACCOUNT = "financial_connections.account"
OWNER = "financial_connections.account_owner"
OWNERSHIP = "financial_connections.account_ownership"
keeps(ACCOUNT, SESSION)
_SECOND = 4  # of as many accounts one is the second holder's
_GRANTS = {"balance": "balances", "ownership": "ownership", "transactions": "transactions"}
_REFRESH = {"balance": "balance_refresh", "ownership": "ownership_refresh",
            "transactions": "transaction_refresh"}  # fmt: skip


def _check_holder(holder: dict[str, Any]) -> None:
    kind = holder["type"]
    names = [name for name in ("account", "customer", "customer_account") if holder.get(name)]
    allowed = ("account",) if kind == "account" else ("customer", "customer_account")
    if not names:
        raise missing_parameter(f"account_holder[{kind}]")
    if len(names) > 1 or names[0] not in allowed:
        raise invalid(f"The holder is not of type {kind}.", f"account_holder[{names[-1]}]")


@behaviour("POST /v1/link_account_sessions")
def make(call: Call) -> Object:
    """Create a session; nothing is linked in it yet (FS-01, FS-07)."""
    _check_holder(call.params["account_holder"])
    item = create(
        call.store, call.contracts, SESSION, call.params, id=new_id("fcsess_"),
        accounts=envelope("/v1/linked_accounts", [], has_more=False),
    )  # fmt: skip
    item["client_secret"] = f"{item['id']}_secret_{new_id('', 16)}"
    return item


@behaviour("GET /v1/linked_accounts")
def listing(call: Call) -> Object:
    """List accounts by holder and by the session that linked them (FA-01 to FA-03)."""
    holder: dict[str, Any] = call.get("account_holder") or {}
    if holder.get("customer") and holder.get("account"):
        raise invalid("Send either a customer or an account.", "account_holder[account]")
    session = call.get("session")
    secrets = call.store.secrets

    def matches(item: Object) -> bool:
        own = item["account_holder"] or {}
        linked = secrets[item["id"]].get("session")
        return all(own.get(name) == value for name, value in holder.items()) and (
            session is None or linked == session
        )

    return page(call, ACCOUNT, matches)


@behaviour("POST /v1/linked_accounts/{account}/disconnect")
def disconnect(call: Call) -> Object:
    """End the access to an account; a second time changes nothing (FA-05, FA-07)."""
    item = call.store.get(ACCOUNT, call.id(), "account")
    item["status"] = "disconnected"
    return item


@behaviour("POST /v1/linked_accounts/{account}/refresh")
def refresh(call: Call) -> Object:
    """Ask for new data of the features that the account grants (FA-09 to FA-11)."""
    item = call.store.get(ACCOUNT, call.id(), "account")
    if item["status"] == "inactive":
        raise invalid("The account is inactive.", code="financial_connections_account_inactive")
    if item["status"] != "active":
        raise invalid("The account is disconnected.")
    for feature in call.params["features"]:
        if _GRANTS[feature] not in (item["permissions"] or []):
            raise invalid(f"The account does not grant {feature}.", "features")
    for feature in call.params["features"]:
        found: Object = {"status": "pending", "last_attempted_at": call.now,
                         "next_refresh_available_at": None}  # fmt: skip
        if feature == "transactions":
            found["id"] = new_id("fctxnref_")
        item[_REFRESH[feature]] = found
    return item


@behaviour("GET /v1/linked_accounts/{account}/owners")
def owners(call: Call) -> Object:
    """List the owners of one ownership of an account (FA-08)."""
    item = call.store.get(ACCOUNT, call.id(), "account")
    ownership = call.params["ownership"]
    if item["ownership"] != ownership:
        raise no_such(OWNERSHIP, ownership, "ownership", 400)
    return page(call, OWNER, lambda owner: owner["ownership"] == ownership)


@seed
def accounts(store: Store, contracts: Contracts) -> dict[str, list[str]]:
    """Accounts in every status, of two holders; one with an ownership of twelve owners."""
    holder = customer.build(store, {"name": "Jenny Rosen"}, "cus_assaylinked")
    other = customer.build(store, {"name": "Jane Doe"}, "cus_assaylinkedtoo")
    session = "fcsess_assaylinked"
    ids: dict[str, list[str]] = {}
    for status, count in (("active", 40), ("inactive", 4), ("disconnected", 4)):
        names = [f"fca_assay{status}{number}" for number in range(count)]
        ids[f"{ACCOUNT}:{status}"] = names
        for number, name in enumerate(names):
            whose, where = (other, f"{session}too") if number % _SECOND == 1 else (holder, session)
            _account(store, contracts, name, status, whose["id"])
            store.secrets[name]["session"] = where
    owned = _account(store, contracts, "fca_assayowned", "active", holder["id"])
    owned["ownership"] = "fcaowns_assayownership"
    limited = _account(store, contracts, "fca_assaylimited", "active", holder["id"])
    limited["permissions"] = ["payment_method"]
    store.insert(OWNERSHIP, {"id": owned["ownership"], "object": OWNERSHIP,
                             "created": store.now()})  # fmt: skip
    for number in range(12):
        store.insert(OWNER, build(
            contracts.resource(OWNER), {}, id=f"fcaown_assayowner{number:02d}",
            name=f"Owner {number}", ownership=owned["ownership"],
        ))  # fmt: skip
    _past_session(store, contracts, session, holder["id"])
    _past_session(store, contracts, f"{session}too", other["id"])
    ids[ACCOUNT] = ids[f"{ACCOUNT}:active"][-1:]
    return {**ids, f"{ACCOUNT}:owned": [owned["id"]],
            f"{ACCOUNT}:refreshable": ids[f"{ACCOUNT}:active"][-5:-1],
            f"{ACCOUNT}:limited": [limited["id"]], OWNERSHIP: [owned["ownership"]]}  # fmt: skip


def _past_session(store: Store, contracts: Contracts, name: str, holder: str) -> None:
    item = build(
        contracts.resource(SESSION), {}, id=name, livemode=False, permissions=["balances"],
        account_holder={"type": "customer", "customer": holder, "account": None},
        accounts=envelope("/v1/linked_accounts", [], has_more=False),
        client_secret=f"{name}_secret_assay",
    )  # fmt: skip
    store.insert(SESSION, item)


def _account(store: Store, contracts: Contracts, name: str, status: str, holder: str) -> Object:
    item = build(
        contracts.resource(ACCOUNT), {}, id=name, created=store.now(), livemode=False,
        account_holder={"type": "customer", "customer": holder, "account": None,
                        "customer_account": None},
        category="cash", subcategory="checking", display_name="Checking", last4="6789",
        institution_name="Test Institution", status=status, supported_payment_method_types=["link"],
        permissions=["balances", "ownership", "payment_method", "transactions"],
    )  # fmt: skip
    return store.insert(ACCOUNT, item)
