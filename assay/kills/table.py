"""The kill table of an API package: which cells find which faults, and what each costs.

A cell is a law and a kind of subject (`suites/quick.py`). The table is computed on the *candidate
plan*, one subject a cell at the sizes of a smoke run, since 9,000 requests for each of hundreds of
faults are a night's work. It is kept in the package as `kills.json`, an entry a line.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

FILE = "kills.json"
PLAN = "one subject of each kind for each law, at the sizes of a smoke run"
Costs = dict[str, dict[str, int]]
Found = dict[str, list[str]]


@dataclass(slots=True)
class Table:
    """`costs` has the requests that a cell takes in each group that asks it, `stands` those that a
    group takes before anything is asked; what groups share is counted where it is needed first.
    `found` has, by fault and by law, the cells that showed it: a law of exchanges is shown by what
    others send.
    """

    seed: int = 1
    costs: Costs = field(default_factory=dict)
    stands: dict[str, int] = field(default_factory=dict)
    found: dict[str, Found] = field(default_factory=dict)

    def killers(self, fault: str) -> frozenset[str]:
        """Return the cells that show a fault."""
        return frozenset(cell for cells in self.found.get(fault, {}).values() for cell in cells)

    @property
    def laws(self) -> set[str]:
        """The laws that it speaks of, but for those of exchanges, which have no cells."""
        return {cell.partition(" ")[0] for cell in self.costs}


def read(package: Path) -> Table:
    """Return the kill table of a package, an empty one when it has none."""
    path = package / FILE
    if not path.exists():
        return Table()
    told = json.loads(path.read_text(encoding="utf-8"))
    return Table(told["seed"], told["costs"], told["stands"], told["found"])


def write(package: Path, table: Table) -> None:
    """Write the kill table of a package, sorted, an entry a line."""
    parts = [f'"plan": {json.dumps(PLAN)}', f'"seed": {table.seed}']
    for name in ("costs", "stands", "found"):
        entries = sorted(getattr(table, name).items())
        lines = [f"  {json.dumps(key)}: {json.dumps(value, sort_keys=True)}"
                 for key, value in entries]  # fmt: skip
        parts.append(f'"{name}": {{\n' + ",\n".join(lines) + "\n}")
    draft = package / f".{FILE}"
    draft.write_text("{" + ",\n".join(parts) + "}\n", encoding="utf-8")
    draft.replace(package / FILE)
