"""Where formats for other tools file a verdict: the parts of its id, which no run changes.

A reader of results keeps a history by names: they are made of the id alone, never of what a server
said, of a seed or of a worker.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from harness.ledger import Ledger
from harness.verdict import Verdict
from reports.grouping import OTHER, resource_of

RUN = "assay"  # under which the suite says what it says of itself


@dataclass(frozen=True, slots=True)
class Name:
    """`resource` and `operation` are ids, `rest` is what of the id follows: `operation.rest`."""

    resource: str
    operation: str
    rest: str


class Names:
    """Takes the ids of one ledger apart."""

    def __init__(self, ledger: Ledger) -> None:
        self._resources = ledger.header.get("resources") or ()
        self._operations: Mapping[str, str] = ledger.header.get("operations") or {}

    def of(self, verdict: Verdict) -> Name:
        """Return the parts of an id; put together again by a dot they are the id."""
        resource = resource_of(verdict, self._resources)
        known = self._operations.get(verdict.operation, "")
        if known and verdict.id.startswith(f"{known}."):
            return Name(resource, known, verdict.id[len(known) + 1 :])
        if resource == OTHER:
            first, _, rest = verdict.id.partition(".")
            return Name(RUN, first if rest else RUN, rest or first)
        action, _, rest = verdict.id[len(resource) + 1 :].partition(".")
        return Name(resource, f"{resource}.{action}" if rest else resource, rest or action)
