"""The contracts hold every operation and row of the reference text with its line, and no other.

`data/inventory.json` is the text as rows: operation, name ("" when the text lost it, "…17" when it
leaves out 17 rows), line, whether it is required.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from contracts import load
from contracts.loader import API
from contracts.model import Operation, Parameter, Resource

ROWS = json.loads((Path(__file__).parent / "data" / "inventory.json").read_text(encoding="utf-8"))
SHOWN = [row for row in ROWS if not row[1].startswith("…")]
ELIDED = [row for row in ROWS if row[1].startswith("…")]
LOST = {7: "email", 27: "email", 92: "email"}  # the one name that fits the order of the rows
WITH_LIFECYCLE = {
    "financial_connections.account", "issuing.card", "issuing.cardholder", "issuing.dispute",
    "issuing.token", "payment_intent",
}  # fmt: skip
LIVING = [resource for resource in load().resources if resource.lifecycle]


def shown(operation: Operation) -> list[Parameter]:
    """The rows that the text itself shows."""
    return [row for row in operation.walk() if row.name and not row.restored]


def test_fifty_operations_of_eighteen_resources() -> None:
    contracts = load()
    assert len({o.title for o in contracts.operations}) == 50
    assert len({r.name for r in contracts.resources}) == 18
    assert {title for title, *_ in ROWS} == {o.title for o in contracts.operations}


def test_an_operation_knows_its_lines() -> None:
    for operation in load().operations:
        file, _, row = operation.at.rpartition(":")
        line = (API / file).read_text(encoding="utf-8").splitlines()[int(row) - 1]
        assert line.strip() == f"{operation.id.rpartition('.')[2]}:"


def test_the_inventory_is_the_whole_text() -> None:
    assert (len(ROWS), len(SHOWN), len(ELIDED)) == (595, 590, 5)
    assert {line for _, name, line, _ in SHOWN if not name} == set(LOST)


def test_every_row_of_the_text_is_there_and_no_other() -> None:
    told = sorted((title, LOST.get(line, name), line, need) for title, name, line, need in SHOWN)
    held = sorted(
        (o.title, row.name, row.source, row.required) for o in load().operations for row in shown(o)
    )
    assert held == told


@pytest.mark.parametrize(("title", "name", "line"), [row[:3] for row in ELIDED])
def test_as_many_rows_are_restored_as_the_text_leaves_out(title: str, name: str, line: int) -> None:
    hidden = {r.path for r in load().operation(title).walk() if r.name and r.source == line}
    highest = [path for path in hidden if not any(path.startswith(f"{h}[") for h in hidden)]
    assert len(highest) == int(name.removeprefix("…"))


def test_rows_stand_in_the_block_of_their_operation() -> None:
    for operation in load().operations:
        first, last = operation.source
        assert {row.path for row in operation.walk() if not first < row.source < last} == set()


def test_the_resources_with_states_have_lifecycles() -> None:
    assert {resource.name for resource in LIVING} == WITH_LIFECYCLE


@pytest.mark.parametrize("resource", LIVING, ids=lambda r: r.name)
def test_a_lifecycle_says_something_of_every_state_and_operation(resource: Resource) -> None:
    life = resource.lifecycle
    assert life is not None
    changing = {o.id for o in resource.operations if o.kind in ("update", "action")}
    assert changing
    told = {(cell.state, cell.operation) for cell in life.transitions}
    assert told == {(state, operation) for state in life.states for operation in changing}
    assert all(cell.to or cell.refused for cell in life.transitions)


@pytest.mark.parametrize("resource", LIVING, ids=lambda r: r.name)
def test_a_final_state_is_not_left(resource: Resource) -> None:
    life = resource.lifecycle
    assert life is not None
    assert set(life.terminal) <= set(life.states)
    left = {c.state: c.to for c in life.transitions if c.state in life.terminal
            and set(c.to) - {c.state}}  # fmt: skip
    assert left == {}


def test_a_discount_takes_something_off() -> None:
    """Nothing says that a discount of nothing is accepted, or that it is refused."""
    rows = [row for operation in load().operations for row in operation.walk()
            if row.name == "discount_amount"]  # fmt: skip
    assert len(rows) == 10
    assert {row.minimum for row in rows} == {1}
    assert all(any(text.startswith("range ") for text in row.unjudged) for row in rows)
