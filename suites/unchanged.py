"""A refused request changes nothing and creates nothing (G-30).

Changes are seen by reading the object before and after; creations by a mark in the metadata of
what was refused, looked for in the list afterwards, so that what others do at the same time is
never mistaken for it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from contracts.model import Operation
from harness.exchange import Exchange
from suites.lab import Claim, Lab
from suites.provision import Unavailable

# Fields that move by themselves or tell of the refused attempt.
_MOVING = ("updated",)


class Watch:
    """Looks at an object, or at a list, around a batch of refusals."""

    def __init__(self, lab: Lab, operation: Operation, batch: str) -> None:
        self._lab = lab
        self._operation = operation
        self._claim = Claim(f"{operation.id}.{batch}.unchanged", "G-30", operation.title)
        self._refused: list[Exchange] = []
        self._before = self._look()

    def refused(self, exchange: Exchange | None) -> None:
        """Remember an exchange of the batch, if it was a refusal."""
        if exchange is not None and exchange.refused:
            self._refused.append(exchange)

    def _look(self) -> Exchange | None:
        operation = self._operation
        if operation.method == "GET" or not operation.path_parameters:
            return None
        try:
            ids = self._lab.subject(operation, fresh=False)
        except Unavailable:
            return None
        return self._lab.read(operation, ids)

    def close(self) -> None:
        """Look again and record the verdict, when something was refused and can be read."""
        if not self._refused or not self._lab.judge.wanted(self._claim.id):
            return
        if self._before is not None and self._before.accepted:
            self._compare(self._before)

    def _compare(self, before: Exchange) -> None:
        after = self._look()
        if after is None or not after.accepted:
            return
        changed = [
            name
            for name in sorted({*before.body, *after.body} - set(_MOVING))
            if before.body.get(name) != after.body.get(name)
        ]
        self._lab.held(
            self._claim, not changed, "the object as it was before the refused requests",
            f"changed: {', '.join(changed)}", after, before, self._refused[0],
        )  # fmt: skip


@contextlib.contextmanager
def watching(lab: Lab, operation: Operation, batch: str) -> Iterator[Watch]:
    """Watch what a batch of refusals leaves behind."""
    watch = Watch(lab, operation, batch)
    yield watch
    watch.close()
