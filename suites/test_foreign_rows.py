"""Rows that a neighbouring table has and this one lacks are unknown parameters here (G-34).

An invented name is refused by many servers that take the row of another operation all the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

import pytest
from _pytest.mark.structures import ParameterSet

from contracts import load
from contracts.model import Level, Situation
from strategies import smallest
from suites.law import Unavailable
from suites.legacy import Claim, Lab
from suites.refusals import record
from suites.scope import group


class Row(NamedTuple):
    """A row that an operation does not have: its form, the names an error may give it."""

    operation: str
    form: Mapping[str, Any]
    clause: str
    level: Level = "must"

    @property
    def name(self) -> str:
        """The row as the verdict's place."""
        return self.params[-1]

    @property
    def params(self) -> tuple[str, ...]:
        """The bracketed names on the way down, the deepest last."""
        names: list[str] = []
        inner: Any = self.form
        while isinstance(inner, Mapping):
            key = next(iter(inner))
            names.append(f"{names[-1]}[{key}]" if names else key)
            inner = inner[key]
        return tuple(names)


# What makes a card, and no update takes (CA-32).
_OF_CARDS: tuple[Mapping[str, Any], ...] = (
    {"type": "virtual"}, {"currency": "usd"}, {"cardholder": "@issuing.cardholder:ready"},
    {"exp_month": 12}, {"exp_year": 2034}, {"replacement_for": "@issuing.card"},
    {"replacement_reason": "damaged"}, {"second_line": "Rocket Rides"},
    {"lifecycle_controls": {"cancel_after": {"payment_count": 3}}},
)  # fmt: skip


def _rows() -> Iterator[Row]:
    yield Row("issuing.cardholder.update", {"name": "Jenny Rosen"}, "CH-26")
    yield Row("issuing.cardholder.update", {"type": "individual"}, "CH-26")
    for form in _OF_CARDS:
        yield Row("issuing.card.update", form, "CA-32")
    currency = {"spending_controls": {"spending_limits_currency": "usd"}}
    yield Row("issuing.card.create", currency, "CA-21")
    yield Row("issuing.card.update", currency, "CA-21")
    yield Row("issuing.dispute.update", {"transaction": "@issuing.transaction"}, "DI-18")
    yield Row("issuing.dispute.update", {"treasury": {"received_debit": "rd_1"}}, "DI-18")
    yield Row("issuing.dispute.submit", {"amount": 100}, "DI-21")
    yield Row("issuing.dispute.submit", {"evidence": {"reason": "fraudulent"}}, "DI-21")
    yield Row("payment_attempt_record.list", {"ending_before": "@payment_attempt_record"},
              "PAR-02", "should")  # fmt: skip


def _cells() -> list[ParameterSet]:
    return [
        pytest.param(
            row, id=f"{row.operation}.foreign.refused.{row.name}",
            marks=pytest.mark.xdist_group(group(load().operation(row.operation))),
        )
        for row in _rows()
    ]  # fmt: skip


@pytest.mark.parametrize("row", _cells())
def test_foreign_row(lab: Lab, row: Row) -> None:
    """A valid request with a row of another table is refused, and the row is named."""
    operation = lab.contracts.operation(row.operation)
    name = f"{operation.id}.foreign.refused.{row.name}"
    claim = Claim(name, row.clause, operation.title, row.level, f"L{operation.source[0]}")
    if lab.profile == "smoke" or not lab.judge.asked(claim.id):
        return
    twin, reason = lab.minimal(operation), lab.ready(operation)
    if reason or isinstance(twin, str):
        lab.untestable(claim, reason)
        return
    try:
        ids = lab.subject(operation, fresh=False)
        form = lab.provision.fill({**smallest(operation), **row.form})
        exchange = lab.call(operation, form, ids)
    except Unavailable as trouble:
        lab.untestable(claim, str(trouble))
        return
    record(lab, claim, _situation(lab, row), row.params, twin, exchange)
    if exchange.accepted:
        lab.spent(ids)


def _situation(lab: Lab, row: Row) -> Situation:
    known = lab.contracts.situations["unknown"]
    return replace(known, level=row.level, levels=dict.fromkeys(known.levels, row.level))
