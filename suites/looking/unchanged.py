"""A refused request changes nothing (G-30): the object is read before and after a batch of them."""

from __future__ import annotations

from urllib.parse import unquote

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from harness.exchange import Exchange
from harness.reasons import TOOK_ALL, WITHHELD
from strategies import Violation
from suites.lab import Lab
from suites.law import Unavailable, broken, passed
from suites.looking.moving import moved
from suites.looking.say import said
from suites.merit import RESTLESS, STILL, restless
from suites.subjects import names_alike, reader_of


def watched(operation: Operation, contracts: Contracts) -> bool:
    """Whether an operation could change an object in its path that can be read."""
    reader = reader_of(contracts, operation)
    if reader is None or operation.reads or not operation.path_parameters:
        return False
    own = reader.path_parameters[-1:]  # what is created below another object is not there yet
    return (
        operation.kind != "create"
        or not any(row.references for row in own)
        or any(names_alike(row, own[0]) for row in operation.path_parameters)
    )


class Unchanged:
    """Looks at the object in the path around a batch of refusals. `before` is the first look."""

    def __init__(self, lab: Lab, operation: Operation) -> None:
        self._lab = lab
        self._operation = operation
        self._resource = lab.contracts.resource(operation.resource)
        self._refused: list[tuple[Violation, Exchange]] = []
        self._accepted: Exchange | None = None
        self._breach: Outcome | None = None
        self._restless: Unavailable | None = None
        self._before = self._look()

    def saw(self, violation: Violation, exchange: Exchange) -> None:
        """Remember an exchange of the batch; one that was accepted may well change things."""
        if exchange.refused:
            self._refused.append((violation, exchange))
        else:
            self._accepted = self._accepted or exchange

    def spoilt(self) -> bool:
        """Whether an earlier refusal changed the object: then the breach is kept, and the
        object is another one, so that the next refusal is not blamed for it.
        """
        if not self._refused or self._accepted is not None or self._before is None:
            return False
        after = self._look()
        if after is None or not self._moved(self._before, after):
            return False
        self._keep(self._before, after)
        self._lab.renew(self._operation)
        self._refused = []
        self._before = self._look()
        return True

    def outcome(self) -> Outcome:
        """Look again and judge. Raises Unavailable when nothing was refused or can be read."""
        try:
            found = self._compared()
        except Unavailable as lacking:
            if self._breach is None:
                raise self._restless or lacking from None
            return self._breach
        return self._breach or found

    def _compared(self) -> Outcome:
        before, after = self._readings()
        if self._moved(before, after):
            return self._told(before, after)
        if not self._lab.merit.stirs(self._operation):
            raise Unavailable(STILL, after, self._refused[0][1])
        return passed(after, before, self._refused[0][1])

    def _readings(self) -> tuple[Exchange, Exchange]:
        """Return the object before the refusals and now. Raises Unavailable."""
        if self._accepted is not None:
            reason = f"a broken form was accepted, and may change it ({said(self._accepted)})"
            raise Unavailable(reason, self._accepted)
        if self._before is None:
            self._read()
            raise Unavailable("the object could not be read before the requests")
        if not self._refused:
            if self._lab.read_only:
                raise Unavailable(WITHHELD, self._before)
            blocker = f"{self._operation.id}.accepts"
            raise Unavailable(TOOK_ALL, self._before, blocked_by=blocker)
        return self._before, self._read()

    def _look(self) -> Exchange | None:
        """Return how the object reads, or None when there is none or it cannot be read."""
        try:
            return self._read() if watched(self._operation, self._lab.contracts) else None
        except Unavailable:
            return None

    def _read(self) -> Exchange:
        """Return how the object in the path reads. Raises Unavailable."""
        ids = self._lab.subject(self._operation, fresh=False)
        found = self._lab.read(self._operation, ids)
        if found is None or not found.accepted:
            reader = self._lab.reader(self._operation)
            seen = said(found) if found else "nothing retrieves it"
            raise Unavailable(
                f"the object cannot be read ({seen})", *filter(None, [found]),
                blocked_by=f"{reader.id}.accepts" if reader else "",
            )  # fmt: skip
        return found

    def _moved(self, before: Exchange, after: Exchange) -> list[str]:
        return moved(self._lab.contracts, self._resource, before.item, after.item)

    def _keep(self, before: Exchange, after: Exchange) -> None:
        """Keep the first breach, or that the object shows none."""
        try:
            found = self._told(before, after)
        except Unavailable as lacking:
            self._restless = lacking
        else:
            self._breach = self._breach or found

    def _told(self, before: Exchange, after: Exchange) -> Outcome:
        """Return the breach with the one request that did it, when it does it again.

        No request did it to an object that reads otherwise each time: then raises Unavailable.
        """
        if restless(self._look, self._moved):
            raise Unavailable(RESTLESS, after)
        changed, steps = ", ".join(self._moved(before, after)), self._culprit()
        if steps:
            sent = unquote(steps[-2].request.body)[:80]
            changed = f"{', '.join(self._moved(steps[-3], steps[-1]))} (sent {sent or 'no form'})"
        else:
            steps = [before, *(exchange for _, exchange in self._refused), after]
        return broken(
            "the object as it was before the refused requests", f"changed: {changed}", *steps
        )

    def _culprit(self) -> list[Exchange]:
        """Return the steps that show the first refused form that changes a new object, if any."""
        for violation, _ in self._refused:
            steps = [] if violation.subject else self._alone(violation)
            if steps and self._moved(steps[-3], steps[-1]):
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
            form = lab.provision.fill(violation.form)
            with lab.wrongly():
                exchange = lab.call(operation, form, ids)
        except Unavailable:
            return []
        after = self._look()
        if before is None or after is None:
            return []
        return [*steps, before, exchange, after] if exchange.refused else []
