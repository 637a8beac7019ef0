"""The kill table of an API package: which facets find which faults, and what each costs.

A facet is a law and a kind of subject (`suites/quick.py`). The table is computed on the *candidate
plan*, one subject a facet at the sizes of a smoke run, since 9,000 requests for each of hundreds of
faults are a night's work. It is kept in the package as `kills.json`, an entry a line.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from contracts.errors import ContractError
from contracts.package import KILLS
from harness.whole import write_whole

STAND = ""  # stands for a facet: what a group takes before it asks anything
Costs = dict[str, dict[str, float]]
PLAN = "one subject of each kind for each law, at the sizes of a smoke run"


@dataclass(frozen=True, slots=True)
class Found:
    """What finds a fault: the laws that break, and the facets that show it.

    A law of exchanges has no facets: it is shown by those whose requests were answered wrongly.
    """

    laws: frozenset[str] = frozenset()
    facets: frozenset[str] = frozenset()

    @classmethod
    def of(cls, table: Mapping[str, Iterable[str]]) -> Found:
        """Return what was found from the facets that showed each law broken."""
        return cls(
            frozenset(table), frozenset(facet for facets in table.values() for facet in facets)
        )

    def and_also(self, other: Found) -> Found:
        """Return what was found of the same fault by both."""
        return Found(self.laws | other.laws, self.facets | other.facets)


@dataclass(slots=True)
class Table:
    """`costs` has the requests that a facet takes in each group that asks it, and under STAND those
    that a group takes before it asks; what groups share is counted where it is needed first.
    `paid` is what was taken where less was asked beside it, `idle` are facets of which a smoke run
    could judge nothing by themselves. `found` is by fault.
    """

    seed: int = 1
    costs: Costs = field(default_factory=dict)
    paid: Costs = field(default_factory=dict)
    idle: frozenset[str] = frozenset()
    found: dict[str, Found] = field(default_factory=dict)

    def keep(self, facets: Collection[str], faults: Collection[str]) -> None:
        """Forget facets and faults that are there no more."""
        self.costs = {facet: costs for facet, costs in self.costs.items() if facet in facets}
        self.paid = {facet: costs for facet, costs in self.paid.items() if facet in facets}
        self.idle &= frozenset(facets)
        self.found = {
            fault: Found(found.laws, found.facets & frozenset(facets))
            for fault, found in sorted(self.found.items())
            if fault in faults
        }


def read(package: Path) -> Table:
    """Return the kill table of a package, an empty one when it has none. Raises ContractError."""
    path = package / KILLS
    if not path.exists():
        return Table()
    try:
        return _read(json.loads(path.read_text(encoding="utf-8")))
    except (ArithmeticError, LookupError, TypeError, AttributeError, ValueError) as trouble:
        line = trouble.lineno if isinstance(trouble, json.JSONDecodeError) else 1
        reason = f"it is no kill table ({type(trouble).__name__}): `assay prove --table` writes one"
        raise ContractError(KILLS, line, "", reason, package) from None


def _read(told: Any) -> Table:
    facets = list(told["costs"])
    found = {
        fault: Found(frozenset(laws.split()), frozenset(facets[n] for n in _numbers(numbers)))
        for fault, (laws, numbers) in told["found"].items()
    }
    return Table(told["seed"], told["costs"], told["paid"], frozenset(told["idle"]), found)


def write(package: Path, table: Table) -> None:
    """Write the kill table of a package: facets stand for themselves by their place in `costs`.

    Raises OSError.
    """
    places = {facet: place for place, facet in enumerate(table.costs)}
    found = {
        fault: (" ".join(sorted(one.laws)), _ranges(sorted(places[facet] for facet in one.facets)))
        for fault, one in sorted(table.found.items())
    }
    parts = [
        f'"plan": {json.dumps(PLAN)}', f'"seed": {table.seed}', _object("costs", table.costs),
        _object("paid", dict(sorted(table.paid.items()))),
        f'"idle": {json.dumps(sorted(table.idle), indent=1)}', _object("found", found),
    ]  # fmt: skip
    text = ",\n".join(parts)
    write_whole(package / KILLS, f"{{{text}}}\n".encode())


def _object(name: str, entries: Mapping[str, Any]) -> str:
    lines = ",\n".join(f"  {json.dumps(key)}: {json.dumps(one)}" for key, one in entries.items())
    return f'"{name}": {{\n{lines}\n}}'


def _ranges(numbers: Sequence[int]) -> str:
    """Return sorted numbers as text, neighbours as a range: `0-4 7 9-10`."""
    breaks = [n for n, (one, two) in enumerate(pairwise(numbers), 1) if two != one + 1]
    parts = (numbers[a:b] for a, b in pairwise([0, *breaks, len(numbers)]) if numbers)
    return " ".join(f"{p[0]}-{p[-1]}" if len(p) > 1 else f"{p[0]}" for p in parts)


def _numbers(text: str) -> Iterator[int]:
    for part in text.split():
        first, _, last = part.partition("-")
        yield from range(int(first), int(last or first) + 1)
