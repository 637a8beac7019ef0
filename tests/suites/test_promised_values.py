"""Conventions bind the fields of the tables, not what a server adds under names of its own."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from contracts import load
from contracts.model import Field
from harness.exchange import Exchange, Request, Response
from suites.looking.walk import promised


def every(_field: Field) -> bool:
    return True


def seen(name: str, body: dict[str, Any], wanted: Callable[[Field], bool] = every) -> list[str]:
    answer = Response(200, {}, json.dumps(body).encode())
    exchange = Exchange("m-1", name, Request("GET", "/v1/x"), answer, 0, 0)
    found = promised(exchange, load().operation(name), load(), wanted)
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


def test_a_field_of_one_name_elsewhere_makes_no_promise_of_this_one() -> None:
    body = {"multi_use": {"currency": "usd"}, "single_use": {"currency": "usd"}}
    assert seen("mandate.retrieve", body, lambda field: field.path == "multi_use.currency") == [
        "multi_use.currency"
    ]
