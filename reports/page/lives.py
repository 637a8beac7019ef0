"""The lifecycles of a run: what each operation did to an object in each status.

The header of a ledger says which claim is which cell; verdicts and answers say what became of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from harness.ledger import Ledger
from harness.verdict import Verdict

Became = Literal["broken", "taken", "refused", "unreached"]
WORDS: Mapping[Became, str] = {
    "broken": "broken", "taken": "taken", "refused": "refused", "unreached": "not reached",
}  # fmt: skip
_BROKEN = ("fail", "fixed", "warn", "error", "known")


@dataclass(frozen=True, slots=True)
class Mark:
    """What became of one claim of a cell; `label` tells it apart from others of the cell."""

    claim: str
    label: str
    became: Became
    status: str


@dataclass(frozen=True, slots=True)
class Life:
    """The lifecycle of a resource: its marks by operation and status; none where nothing is said.

    `counts` has how often each thing became.
    """

    resource: str
    states: tuple[str, ...]
    operations: tuple[str, ...]
    marks: Mapping[tuple[str, str], tuple[Mark, ...]]

    @property
    def counts(self) -> dict[Became, int]:
        """How many claims became what."""
        found: dict[Became, int] = dict.fromkeys(WORDS, 0)
        for marks in self.marks.values():
            for mark in marks:
                found[mark.became] += 1
        return found


def lives(ledger: Ledger) -> list[Life]:
    """Return the lifecycles of which a run asked something."""
    verdicts = {verdict.id: verdict for verdict in ledger.verdicts}
    told: Mapping[str, Any] = ledger.header.get("lifecycles") or {}
    found = (_life(ledger, verdicts, name, life) for name, life in told.items())
    return [life for life in found if life.marks]


def _life(
    ledger: Ledger, verdicts: Mapping[str, Verdict], name: str, told: Mapping[str, Any]
) -> Life:
    marks: defaultdict[tuple[str, str], list[Mark]] = defaultdict(list)
    for claim, state, label in told["cells"]:
        verdict = verdicts.get(claim)
        if verdict is not None:
            mark = Mark(claim, label, _became(ledger, verdict), verdict.status)
            marks[verdict.operation, state].append(mark)
    operations = dict.fromkeys(operation for operation, _ in marks)
    states = tuple(s for s in told["states"] if any(state == s for _, state in marks))
    return Life(name, states, tuple(operations), {k: tuple(every) for k, every in marks.items()})


def _became(ledger: Ledger, verdict: Verdict) -> Became:
    if verdict.status in _BROKEN:
        return "broken"
    answer = ledger.exchanges.get(verdict.exchanges[0]) if verdict.exchanges else None
    if verdict.status not in ("pass", "noted") or answer is None:
        return "unreached"
    return "taken" if answer.accepted else "refused"
