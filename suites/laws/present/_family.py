"""What an operation was answered with, and what a path is answered with that is known not to exist.

Nothing more is sent where an answer was what the operation returns, and paths that do not exist are
refused: that is found out once a worker, for each method.
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Operation
from harness.exchange import Exchange
from suites.lab import Lab
from suites.law import Family, Unavailable
from suites.looking.presence import alike, kin, lacking, mute
from suites.nowhere import sent_beside, sent_nowhere
from suites.subjects import operations

_REPEATED = 3  # other refusals that are compared with those of a path that does not exist


class Place:
    """Where an operation is, or is not. `answer` is that to its smallest form, or to an empty one.

    Raises Unavailable when the ids in its path cannot be had.
    """

    def __init__(self, lab: Lab, operation: Operation) -> None:
        self.lab = lab
        self.operation = operation
        self.seen = lab.worker.learnt.seen.setdefault(operation.id, {})
        twin = lab.merit.minimal(operation)
        self.answer = twin if isinstance(twin, Exchange) else self._empty()

    def _empty(self) -> Exchange:
        """Send an empty form to an object that is there, in whichever state. Raises Unavailable."""
        ids = self._existing()
        with self.lab.wrongly():
            return self.lab.call(self.operation, {}, ids)

    def _existing(self) -> dict[str, str]:
        """Return ids for a path; only what calls make may have anything done to it."""
        operation, provision = self.operation, self.lab.provision
        found = {}
        for row in operation.path_parameters:
            if not (operation.subject or row.references):
                reason = f"nothing says what {row.name!r} in the path names"
                raise Unavailable(reason)
            wanted = (operation.subject or row.references[0]).rstrip("!")
            resource = wanted.partition(":")[0]
            if not operation.reads and not provision.makes(resource, "default"):
                reason = f"no {resource} that this run may change; configure the id of one"
                raise Unavailable(reason)
            with self.lab.standing():
                found[row.name] = provision.obtain(f"@{resource}", changing=True, stays=True)
        return found

    def shown(self) -> Exchange | None:
        """Return an answer that no path has which does not exist, or None.

        Such is what the operation returns, seen anywhere, where an unknown path has something else.
        """
        accepted = self.lab.worker.learnt.shown.get(self.operation.id)
        if accepted is None:
            return None
        refused = not self._nowhere().accepted
        return accepted if refused or not alike(accepted, self.nowhere(accepted)) else None

    def _nowhere(self) -> Exchange:
        """Return what some path of this method is answered with that does not exist; asked once."""
        known, method = self.lab.worker.learnt.nowhere, self.operation.method
        if method not in known:
            known[method] = self.nowhere(self.answer).slim()
        return known[method]

    def nowhere(self, asked: Exchange) -> Exchange:
        """Send a request to a path beside its own, which does not exist."""
        return sent_beside(self.lab, self.operation, asked)

    def unknown(self, answer: Exchange, nowhere: Exchange) -> bool:
        """Whether an answer is that of a path which does not exist, be it beside its own or not."""
        if alike(answer, nowhere):
            return True
        far = sent_nowhere(self.lab, self.operation, answer)
        return far is not None and not mute(far) and alike(answer, far)

    def others(self, usual: Exchange) -> Iterator[tuple[Exchange, Exchange]]:
        """Yield refusals of other forms that are not of the sort that an unknown path gives, the
        `usual` one, each with what such a path is answered with when it is sent the same.
        """
        unlike = [e for e in self.seen.values() if not (mute(e) or lacking(e) or kin(e, usual))]
        for exchange in unlike[:_REPEATED]:
            yield exchange, self.nowhere(exchange)


PLACED = Family("present", operations(), Place, stands_on=())
