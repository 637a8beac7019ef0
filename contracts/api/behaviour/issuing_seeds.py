"""Issuing objects that no call can make: bundles, tokens, settlements, decided disputes."""

from __future__ import annotations

from typing import Any

from contracts.model import Contracts
from sandbox.objects import build
from sandbox.registry import hidden, seed
from sandbox.store import Object, Store

from .card import keep_plastic
from .card_number import Plastic
from .cardholder import plain
from .transaction import MERCHANT

TOKEN_STATES = ("requested", "active", "suspended", "deleted")
TOKENS_EACH = 30
DAY = 86400
_PLASTIC = Plastic("4000009990000034", "123", 12, 2036)
_OPTIONAL = {"card_logo": "optional", "carrier_text": "optional", "second_line": "optional"}
_FEATURES = (  # of custom bundles, in turn
    _OPTIONAL,
    {**_OPTIONAL, "carrier_text": "unsupported", "second_line": "unsupported"},
    {**_OPTIONAL, "card_logo": "required"},
)
hidden(
    "issuing.token",
    "network_data",
    "GET /v1/issuing/tokens/{token}",
    "POST /v1/issuing/tokens/{token}",
)


def _insert(store: Store, contracts: Contracts, kind: str, key: str, **own: Any) -> Object:
    resource = contracts.resource(kind)
    stamps: dict[str, Any] = {"id": key, "livemode": False}
    if any(field.name == "created" for field in resource.fields):
        stamps["created"] = store.now()
    return store.insert(kind, build(resource, {}, **{**stamps, **own}))


@seed
def bundles(store: Store, contracts: Contracts) -> dict[str, list[str]]:
    """Physical bundles: a standard one first in the list, custom ones below it."""
    ids = []
    for number in range(14):
        last = number == 13
        state = "active" if number % 5 or last else ("inactive", "review")[number % 2]
        features = _OPTIONAL if number % 2 else _FEATURES[number // 2 % 3]
        found = _insert(
            store, contracts, "issuing.physical_bundle", f"ics_assaybundle{number:02d}",
            features=features, name=f"Bundle {number}", status=state,
            type="standard" if number % 2 else "custom",
        )  # fmt: skip
        ids.append(found["id"])
    return {"issuing.physical_bundle": [ids[-1]]}


@seed
def settlements(store: Store, contracts: Contracts) -> dict[str, list[str]]:
    """Settlements come from clearing; here are three."""
    ids = [f"ise_assaysettlement{number}" for number in range(3)]
    for name in ids:
        _insert(
            store, contracts, "issuing.settlement", name, bin="400000", currency="usd",
            clearing_date=store.now() - DAY, interchange_fees=-120, net_total=98_000,
            network="visa", network_fees=30, network_settlement_identifier="1000633976",
            settlement_service="international", transaction_count=12, transaction_volume=98_150,
            metadata={},
        )  # fmt: skip
    return {"issuing.settlement": ids}


def _card(store: Store, contracts: Contracts) -> Object:
    holder = plain(store, id="ich_assayseeded")
    card = _insert(
        store, contracts, "issuing.card", "ic_assaytokenized", brand="Visa", cardholder=holder,
        currency="usd", exp_month=_PLASTIC.exp_month, exp_year=_PLASTIC.exp_year,
        last4=_PLASTIC.number[-4:], status="active", type="virtual", metadata={},
    )  # fmt: skip
    keep_plastic(store.secrets, card, _PLASTIC)
    return card


@seed
def tokens_and_disputes(store: Store, contracts: Contracts) -> dict[str, list[str]]:
    """A card with tokens in every status, and disputes that the network has decided."""
    card = _card(store, contracts)
    ids = {"issuing.card:tokenized": [card["id"]], "issuing.token": []}
    _token(store, contracts, card, "intok_assayold", "active", age=2 * DAY)
    for state in TOKEN_STATES:
        names = [f"intok_assay{state}{number}" for number in range(TOKENS_EACH)]
        ids[f"issuing.token:{state}"] = names
        for name in names:
            _token(store, contracts, card, name, state)
    ids["issuing.token"] = ids["issuing.token:active"][-1:]
    for state in ("won", "lost", "expired"):
        names = [f"idp_assay{state}{number}" for number in range(4)]
        ids[f"issuing.dispute:{state}"] = names
        for name in names:
            _dispute(store, contracts, card, name, state)
    return ids


def _token(
    store: Store, contracts: Contracts, card: Object, name: str, state: str, age: int = 0
) -> None:
    """Insert a token; what the network knows of it can be had for its first day (TK-07)."""
    made = store.now() - age
    found = _insert(
        store, contracts, "issuing.token", name, card=card["id"], last4=card["last4"],
        network="visa", network_updated_at=made, status=state, wallet_provider="apple_pay",
        created=made,
    )  # fmt: skip
    found.pop("network_data")
    if age < DAY:
        store.secrets[name] = {"network_data": _network_data(name)}


def _network_data(name: str) -> Object:
    visa = {
        "card_reference_id": None, "token_reference_id": f"DNITHE{name[-6:].upper()}",
        "token_requestor_id": "40010030273", "token_risk_score": None,
    }  # fmt: skip
    return {"device": None, "mastercard": None, "type": "visa", "visa": visa,
            "wallet_provider": None}  # fmt: skip


def _dispute(store: Store, contracts: Contracts, card: Object, name: str, state: str) -> None:
    paid = _insert(
        store, contracts, "issuing.transaction", f"ipi_{name[4:]}", amount=-1000, card=card["id"],
        cardholder=card["cardholder"]["id"], currency="usd", merchant_amount=-1000,
        merchant_currency="usd", merchant_data=MERCHANT, type="capture", dispute=name,
        metadata={},
    )  # fmt: skip
    reason = {"explanation": "Not made by the cardholder", "additional_documentation": None}
    _insert(
        store, contracts, "issuing.dispute", name, amount=1000, currency="usd", status=state,
        transaction=paid["id"], evidence={"reason": "fraudulent", "fraudulent": reason},
        loss_reason="merchandise_delivered_or_shipped" if state == "lost" else None, metadata={},
    )  # fmt: skip
