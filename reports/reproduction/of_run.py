"""The reproductions of one run: made when they are asked for, from an index that is made once."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from harness.ledger import Ledger
from harness.verdict import SEEN, Verdict
from reports.reproduction.origins import Origins
from reports.reproduction.script import run_line, script
from reports.reproduction.steps import Reproduction, reproduce

SCRIPTS = 250  # scripts that one report holds; `assay reproduce` writes any


@dataclass
class Reproductions:
    """What shows the verdicts of a ledger again."""

    ledger: Ledger
    _known: dict[str, Reproduction | None] = field(default_factory=dict)

    @cached_property
    def _origins(self) -> Origins:
        return Origins(self.ledger)

    def of(self, verdict: Verdict) -> Reproduction | None:
        """Return what shows a verdict, None where it has no exchange or is no finding."""
        if verdict.status not in SEEN or not verdict.exchanges:
            return None
        if verdict.id not in self._known:
            self._known.clear()  # each holds answers, and is asked for once it was made
            self._known[verdict.id] = reproduce(self._origins, verdict)
        return self._known[verdict.id]

    def script(self, verdict: Verdict) -> str:
        """Return the script that shows a verdict, "" where there is none."""
        found = self.of(verdict)
        return script(found, str(self.ledger.header.get("base_url", ""))) if found else ""

    def run(self, verdict: Verdict) -> str:
        """Return the command that asks the claim of a verdict again."""
        return run_line(verdict, self.ledger.header)

    def numbers(self, verdict: Verdict) -> dict[str, int]:
        """Return the number of each exchange in a verdict's script, by its id."""
        found = self.of(verdict)
        return {s.exchange.id: n for n, s in enumerate(found.steps, 1)} if found else {}
