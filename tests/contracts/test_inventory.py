"""Every operation and every row of the reference text is in the contracts, with its line."""

from __future__ import annotations

import json
from pathlib import Path

from contracts import load

ROWS = json.loads((Path(__file__).parent / "data" / "inventory.json").read_text(encoding="utf-8"))
ELIDED = "…"


def test_fifty_operations_of_eighteen_resources() -> None:
    contracts = load()
    assert len(contracts.operations) == 50
    assert len(contracts.resources) >= 18
    assert {title for title, *_ in ROWS} == {o.title for o in contracts.operations}


def test_every_row_of_the_text_is_there() -> None:
    assert len(ROWS) == 595
    missing = []
    for title, name, line, required in ROWS:
        if name == ELIDED:
            continue
        at = [row for row in load().operation(title).walk() if row.source == line]
        fits = [r for r in at if (not name or r.name == name) and r.required == required]
        if not fits:
            missing.append((title, name, line, [(r.name, r.required) for r in at]))
    assert missing == []


def test_elided_rows_are_restored() -> None:
    for title, name, line, _required in ROWS:
        if name == ELIDED:
            rows = load().operation(title).walk()
            assert [r for r in rows if r.restored or r.source == line], (title, line)


def test_lifecycles_say_something_of_every_state_and_operation() -> None:
    for resource in load().resources:
        life = resource.lifecycle
        if life is None:
            continue
        asked = {(cell.state, cell.operation) for cell in life.transitions}
        operations = {cell.operation for cell in life.transitions}
        assert asked == {(s, o) for s in life.states for o in operations}, resource.name
