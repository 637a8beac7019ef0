"""What is told of a move that is not as its cell says."""

from __future__ import annotations

import json
from dataclasses import replace

from contracts import load
from contracts.loader import API
from harness.exchange import Exchange, Request, Response
from suites.laws.transition._judging import shortcoming


def _showing(**fields: object) -> Exchange:
    body = json.dumps({"id": "pi_1", "object": "payment_intent", **fields}).encode()
    return Exchange("e", "", Request("POST", "/v1/payment_intents"), Response(200, {}, body), 0, 0)


def test_a_field_that_is_not_there_is_told_otherwise_than_one_that_is_null() -> None:
    contracts = load(API)
    life = contracts.resource("payment_intent").lifecycle
    assert life is not None
    cell = next(c for c in life.transitions if c.operation == "payment_intent.capture" and c.to)
    cell = replace(cell, to=("succeeded",), sets={"amount_received": 2000})
    told = [
        shortcoming(contracts, life, cell, *(_showing(status="succeeded", **held),) * 3)
        for held in ({}, {"amount_received": None}, {"amount_received": 2000})
    ]
    assert told == [
        "amount_received missing in the answer", "the answer has amount_received null", "",
    ]  # fmt: skip
