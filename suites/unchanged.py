"""A refused request changes nothing (G-30): the object is read before and after a batch."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from contracts.model import Operation
from harness.exchange import Exchange
from strategies import Violation
from suites import refusals
from suites.law import Unavailable
from suites.legacy import Claim, Lab
from suites.looking.dig import dig

# Fields that move by themselves or tell of the refused attempt.
_MOVING = ("updated",)
STILL = "not even an accepted update is seen when the object is read"
RESTLESS = "the object reads otherwise each time, whatever is sent"
_REFRESHED = {
    "balance_refresh": "balance", "ownership_refresh": "ownership",
    "transaction_refresh": "transaction_refresh",
}  # fmt: skip


class Watch:
    """Looks at the object in the path around a batch of refusals."""

    def __init__(self, lab: Lab, operation: Operation, batch: str) -> None:
        self._lab = lab
        self._operation = operation
        self._claim = Claim(f"{operation.id}.{batch}.unchanged", "G-30", operation.title)
        self._refused: list[tuple[Violation, Exchange]] = []
        self._accepted = False
        self._before = self._look()

    def saw(self, violation: Violation, exchange: Exchange | None) -> None:
        """Remember an exchange of the batch; one that was accepted may well change things."""
        if exchange is not None and exchange.refused:
            self._refused.append((violation, exchange))
        elif exchange is not None:
            self._accepted = True

    def spoilt(self) -> bool:
        """Whether an earlier refusal changed the object: then the breach is recorded, and the
        object is another one, so that the next refusal is not blamed for it.
        """
        after = self._changed()
        if after is None:
            return False
        self._tell(after)
        self._lab.renew(self._operation)
        self._refused = []
        self._before = self._look()
        return True

    def close(self) -> None:
        """Look again and record the verdict, when something was refused and can be read."""
        if not self._comparable():
            return
        after = self._look()
        if after is None or not after.accepted:
            return
        if self._differs(after):
            self._tell(after)
        elif not stirs(self._lab, self._operation):
            self._lab.untestable(self._claim, STILL, after, self._refused[0][1])
        elif self._before is not None:
            self._lab.passed(self._claim, after, self._before, self._refused[0][1])

    def _look(self) -> Exchange | None:
        operation = self._operation
        if operation.method == "GET" or not operation.path_parameters:
            return None
        try:
            ids = self._lab.subject(operation, fresh=False)
        except Unavailable:
            return None
        return self._lab.read(operation, ids)

    def _comparable(self) -> bool:
        before = self._before
        return bool(self._refused and before and before.accepted and not self._accepted)

    def _changed(self) -> Exchange | None:
        after = self._look() if self._comparable() else None
        return after if after is not None and after.accepted and self._differs(after) else None

    def _differs(self, after: Exchange) -> list[str]:
        return _moved(self._before, after)

    def _tell(self, after: Exchange) -> None:
        """Record the breach with the one request that did it, when it does it again.

        No request did it to an object that reads otherwise each time.
        """
        if restless(self._look):
            self._lab.untestable(self._claim, RESTLESS, after)
            return
        changed, steps = ", ".join(self._differs(after)), self._culprit()
        if steps:
            sent = unquote(steps[-2].request.body)[:80]
            changed = f"{', '.join(_moved(steps[-3], steps[-1]))} (sent {sent or 'no form'})"
        elif self._before is not None:
            steps = [self._before, *(exchange for _, exchange in self._refused), after]
        self._lab.broken(
            self._claim, "the object as it was before the refused requests",
            f"changed: {changed}", *steps,
        )  # fmt: skip

    def _culprit(self) -> list[Exchange]:
        """Return the steps that show the first refused form that changes a new object, if any."""
        for violation, _ in self._refused:
            steps = [] if violation.subject else self._alone(violation)
            if steps and _moved(steps[-3], steps[-1]):
                return steps
        return []

    def _alone(self, violation: Violation) -> list[Exchange]:
        """Return set-up, object, refused request and object again, of a new object."""
        lab, operation = self._lab, self._operation
        lab.renew(operation)
        with lab.noting() as steps:
            before = self._look()
        try:
            ids = lab.subject(operation, fresh=False)
            exchange = lab.call(operation, lab.provision.fill(violation.form), ids)
        except Unavailable:
            return []
        after = self._look()
        if before is None or after is None or not (before.accepted and after.accepted):
            return []
        return [*steps, before, exchange, after] if exchange.refused else []


def stirs(lab: Lab, operation: Operation) -> bool:
    """Whether an update of such an object is seen when it is read."""
    return lab.merit.stirs(operation)


def restless(look: Callable[[], Exchange | None]) -> bool:
    """Whether an object reads otherwise each time `look` reads it: then no request did that."""
    first, second = look(), look()
    if first is None or second is None or not (first.accepted and second.accepted):
        return False
    return bool(_moved(first, second))


def _underway(earlier: Mapping[str, Any]) -> Iterator[str]:
    """Yield what a refresh that was pending changes by itself when it is done (FA-10)."""
    for name, data in _REFRESHED.items():
        if dig(earlier, f"{name}.status") == "pending":
            yield from (name, data)


def _moved(before: Exchange | None, after: Exchange) -> list[str]:
    """Return the names of the fields that changed, but for those that move by themselves."""
    earlier = before.body if before is not None else {}
    names = sorted({*earlier, *after.body} - {*_MOVING, *_underway(earlier)})
    return [name for name in names if earlier.get(name) != after.body.get(name)]


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
        exchange = refusals.judge(lab, operation, violation, watch.spoilt if watch else None)
        if watch is not None:
            watch.saw(violation, exchange)
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
