"""Conventions bind the fields of the tables, not what a server adds under names of its own."""

from __future__ import annotations

import json
from typing import Any

from contracts import load
from harness.exchange import Exchange, Request, Response
from suites.looking.walk import promised


def seen(name: str, body: dict[str, Any]) -> list[str]:
    answer = Response(200, {}, json.dumps(body).encode())
    exchange = Exchange("m-1", name, Request("GET", "/v1/x"), answer, 0, 0)
    found = promised(exchange, load().operation(name), load(), lambda _: True)
    return [leaf.path for leaf in found]


def test_added_fields_are_left_out_at_every_depth() -> None:
    limits = [{"amount": 1, "interval": "daily", "own": {"amount": "1"}}]
    card = {
        "livemode": False, "own": {"livemode": 1}, "spending_controls": {
            "spending_limits": limits, "own": [{"amount": "1"}],
        },
    }  # fmt: skip
    place = "spending_controls.spending_limits.0"
    assert seen("issuing.card.retrieve", card) == [
        "livemode",
        f"{place}.amount",
        f"{place}.interval",
    ]


def test_entries_of_lists_are_looked_into() -> None:
    page = {"object": "list", "data": [{"currency": "usd", "own": {"currency": "USD"}}]}
    assert seen("issuing.card.list", page) == ["data.0.currency"]


def test_what_is_expanded_is_all_promised() -> None:
    """Its table is another one, or none that is known."""
    intent = {"customer": {"id": "cus_1", "balance": 1}, "latest_charge": {"amount": 5}}
    assert seen("payment_intent.retrieve", intent) == [
        "customer.id", "customer.balance", "latest_charge.amount",
    ]  # fmt: skip
