"""A refused request changes nothing (G-30): the object is read before and after a batch."""

from __future__ import annotations

from collections.abc import Iterable

from contracts.model import Operation
from harness.exchange import Exchange
from strategies import Violation
from suites import refusals
from suites.lab import Claim, Lab
from suites.provision import Unavailable

# Fields that move by themselves or tell of the refused attempt.
_MOVING = ("updated",)


class Watch:
    """Looks at the object in the path around a batch of refusals."""

    def __init__(self, lab: Lab, operation: Operation, batch: str) -> None:
        self._lab = lab
        self._operation = operation
        self._claim = Claim(f"{operation.id}.{batch}.unchanged", "G-30", operation.title)
        self._refused: list[Exchange] = []
        self._accepted = False
        self._before = self._look()

    def saw(self, exchange: Exchange | None) -> None:
        """Remember an exchange of the batch; one that was accepted may well change things."""
        if exchange is not None and exchange.refused:
            self._refused.append(exchange)
        elif exchange is not None:
            self._accepted = True

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
        before = self._before
        if not self._refused or before is None or not before.accepted or self._accepted:
            return
        after = self._look()
        if after is not None and after.accepted:
            self._compare(before, after)

    def _compare(self, before: Exchange, after: Exchange) -> None:
        changed = [
            name
            for name in sorted({*before.body, *after.body} - set(_MOVING))
            if before.body.get(name) != after.body.get(name)
        ]
        self._lab.held(
            self._claim, not changed, "the object as it was before the refused requests",
            f"changed: {', '.join(changed)}", after, before, self._refused[0],
        )  # fmt: skip


def refuse_all(lab: Lab, operation: Operation, batch: str, violations: Iterable[Violation]) -> None:
    """Judge a batch of violations and whether they left everything as it was.

    The twins go first: they are accepted, so they change what they are sent to.
    """
    wanted = _asked(lab, operation, batch, list(violations))
    for violation in wanted:
        lab.twin(operation, violation.base, violation.subject)
    lab.renew(operation)  # what an earlier refusal wrongly did would hide that it is done again
    watch = Watch(lab, operation, batch) if wanted else None
    for violation in wanted:
        exchange = refusals.judge(lab, operation, violation)
        if watch is not None:
            watch.saw(exchange)
    if watch is not None:
        watch.close()


def _asked(
    lab: Lab, operation: Operation, batch: str, violations: list[Violation]
) -> list[Violation]:
    """Return the violations to send: all when the whole batch is judged, those that are asked
    for, or a few when only the checks of any refusal are.
    """
    if lab.judge.asked(f"{operation.id}.{batch}.unchanged"):
        return violations
    found = [v for v in violations if lab.judge.asked(refusals.name_of(operation, v))]
    return found or (violations[:2] if lab.judge.wanted(f"{operation.id}.response") else [])
