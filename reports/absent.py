"""What a target does not have at all, and the lines of `assay.toml` that say so.

That an operation is absent is nothing to be mended one claim after the other: its author leaves it
out, or builds it. Each is told with its name, beside what is to be done and not among it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from harness.ledger import Ledger
from harness.verdict import Verdict

LACKING = ("fail", "known")  # statuses of its claims about an operation that is not there


@dataclass(frozen=True, slots=True)
class Absent:
    """The ids of the operations that are not there, and the names that stand for them.

    A resource's name stands for its operations where each is absent, or cannot be asked since what
    makes its objects is.
    """

    operations: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    hidden: int = 0  # operations that could not be asked, and that the names stand for as well
    titles: tuple[str, ...] = ()
    lost: int = 0  # claims that are broken or could not be asked because of it

    @property
    def block(self) -> str:
        """The TOML to be pasted into `assay.toml`, above its tables; "" where nothing is absent."""
        if not self.names:
            return ""
        return "\n".join(["unsupported = [", *(f"  {json.dumps(n)}," for n in self.names), "]"])

    @property
    def line(self) -> str:
        """What a terminal says of it in one line, with the block on it; "" where nothing is."""
        if not self.names:
            return ""
        count = len(self.operations)
        said = f"absent: {count} operation{'s' if count != 1 else ''}"
        if self.hidden:
            said += f", and {self.hidden} that could not be asked for want of them"
        listed = ", ".join(json.dumps(name) for name in self.names)
        meant = "if that is meant, say so in assay.toml"
        return f"{said} ({self.lost:,} claims); {meant}: unsupported = [{listed}]"


def presence(ledger: Ledger) -> list[Verdict]:
    """Return the verdicts that say whether an operation is there."""
    laws = {name for name, law in ledger.laws.items() if law.presence}
    return [verdict for verdict in ledger.verdicts if verdict.law in laws]


def absent(ledger: Ledger) -> Absent:
    """Return what a run found absent."""
    asked = presence(ledger)
    gone = {v.id: _operation(v) for v in asked if v.status in LACKING and not v.once}
    lost = {_operation(v) for v in asked if v.status == "not_testable" and v.root in gone}
    missing = set(gone.values())
    every = dict.fromkeys((ledger.header.get("operations") or {}).values())
    names = tuple(_names(_by_resource(every), missing, lost))
    covered = {n for n in lost if f"{_resource(n)}.*" in names}
    cost = sum(v.id in gone or (v.root or v.blocked_by) in gone for v in ledger.verdicts)
    titles = tuple(sorted(v.operation for v in asked if v.id in gone))
    return Absent(tuple(sorted(missing)), names, len(covered), titles, cost)


def _operation(verdict: Verdict) -> str:
    return verdict.id.rpartition(".")[0]


def _resource(operation: str) -> str:
    return operation.rpartition(".")[0]


def _by_resource(operations: Iterable[str]) -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for operation in sorted(operations):
        found[_resource(operation)].append(operation)
    return found


def _names(
    by_resource: Mapping[str, list[str]], missing: set[str], lost: set[str]
) -> Iterable[str]:
    for resource, operations in by_resource.items():
        gone = [name for name in operations if name in missing]
        if gone and len(operations) > 1 and missing | lost >= set(operations):
            yield f"{resource}.*"
        else:
            yield from gone
