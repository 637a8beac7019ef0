"""An object that nothing was done to, read, updated and read again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from contracts.model import Operation
from harness.claim import Outcome
from harness.exchange import Exchange
from suites.lab import Lab
from suites.law import Family, Unavailable, held
from suites.looking.dig import dig
from suites.looking.likeness import differing
from suites.looking.moving import free, went_on
from suites.objects.edited import Edited
from suites.subjects import kind


@dataclass(frozen=True, slots=True)
class Keeping:
    """An update, and the bench it is sent from."""

    lab: Lab
    operation: Operation

    @property
    def marked(self) -> bool:
        """Whether an update can leave a mark in the metadata of the object."""
        return bool(self.operation.metadata)

    @property
    def mark(self) -> dict[str, Any]:
        """The form of an update that leaves one."""
        return {self.operation.metadata: {"assay": "@unique"}}

    def subject(self) -> Edited:
        """Return an object that nothing was done to. Raises Unavailable."""
        return Edited(self.lab, self.operation, untouched=True)

    def judge(self, sent: set[str], before: Exchange, answer: Exchange, after: Exchange) -> Outcome:
        """Judge that all but the rows that were sent is as it was, in both answers."""
        wrong = self._changed(before, after, sent) or self._changed(before, answer, sent)
        return held(not wrong, "every field that was not sent as it was",
                    f"changed: {', '.join(wrong)}", answer, before, after)  # fmt: skip

    def _changed(self, before: Exchange, after: Exchange, sent: set[str]) -> list[str]:
        contracts = self.lab.contracts
        resource = contracts.resource(self.operation.returns)
        excused = sent | free(contracts, resource, updated=True)
        old, new = before.item, after.item
        changed = [name for name in differing(old, new) if name not in excused]
        return [name for name in changed if not went_on(contracts, resource, name, old, new)]

    def told(self, read: Exchange) -> None:
        """Raises Unavailable when the metadata that was sent is not read: nothing was to lose."""
        if self.marked and not dig(read.item, f"{self.operation.metadata}.assay"):
            raise Unavailable("what an update sent is not seen when the object is read", read)


def names_of(subject: Edited, form: Mapping[str, Any]) -> set[str]:
    """Return the rows that an update with this form sends."""
    return {*subject.base, *form}


KEPT = Family("keeps", kind("update"), Keeping, stands_on=("kind", "echo"))
