"""Brings the kill table up to date: new faults, and new facets, are all that is held.

What was computed is kept, fault by fault, so that an update that is cut short goes on where it was.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from assay.kills.table import Found, Table
from assay.kills.tabulating import Clean, candidate_plan, clean, costs
from assay.proving import Proof, Tell, prove
from sandbox.defects import Fault

Save = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Update:
    """What an update of a table is done with: `save` is called whenever something was found."""

    package: Path
    table: Table
    workers: int
    tell: Tell
    save: Save

    def run(self, faults: Sequence[Fault], again: Collection[Fault]) -> None:
        """Hold what the table lacks of all `faults`, and those of `again` anew."""
        table = self.table
        whole = clean(candidate_plan(self.package), table.seed)
        took = costs(whole.plan, whole.notes)
        table.keep(took.keys(), {fault.name for fault in faults})
        fresh = took.keys() - table.costs.keys()
        left = [fault for fault in faults if fault in again or fault.name not in table.found]
        known = [fault for fault in faults if fault not in left]
        if fresh and known:
            self._add(known, clean(candidate_plan(self.package, fresh), table.seed), fresh)
        table.costs = {facet: took[facet] for facet in (*table.costs, *sorted(fresh))}
        self._hold(left, whole)
        self.save()

    def _add(self, faults: Sequence[Fault], part: Clean, fresh: Collection[str]) -> None:
        """Add what new facets find of faults that the others were held against."""
        found: dict[str, Found] = {}

        def keep(proof: Proof) -> None:
            self.tell(proof)
            one = Found.of(proof.table)
            found[proof.fault.name] = Found(one.laws, one.facets & frozenset(fresh))

        prove(faults, part.plan, self.table.seed, self.workers, keep, part.tabulate)
        for name, one in found.items():
            self.table.found[name] = self.table.found[name].and_also(one)

    def _hold(self, faults: Sequence[Fault], whole: Clean) -> None:
        def keep(proof: Proof) -> None:
            self.tell(proof)
            if not proof.crashed:
                self.table.found[proof.fault.name] = Found.of(proof.table)
                self.save()

        prove(faults, whole.plan, self.table.seed, self.workers, keep, whole.tabulate)
