"""Does an answer earn anything? A server that says the same to everything keeps no promise.

What is sent to find out is set-up: claims stand on it, and it is asked once a worker.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from contracts.model import Operation
from harness.exchange import Exchange
from strategies import smallest
from suites.law import Unavailable
from suites.looking.dig import dig, names_told
from suites.looking.likeness import observed, resembles
from suites.looking.say import said

if TYPE_CHECKING:
    from suites.lab import Lab
    from suites.worker import Learnt

ALIKE = "the list is empty whatever is asked, even with a parameter that does not exist"
SAME_BORN = "whatever is created, the answer is one and the same object"
STILL = "not even an accepted update is seen when the object is read"
_SORTS = 8  # refusals of an operation that are kept, one of a sort
RESTLESS = "the object reads otherwise each time, whatever is sent"


class Merit:
    """What the answers of a target have earned until now."""

    def __init__(self, lab: Lab, learnt: Learnt) -> None:
        self._lab = lab
        self._learnt = learnt
        self._trying: set[str] = set()  # what this group is finding out

    def saw(self, exchange: Exchange, operation: Operation) -> None:
        """Learn from an answer."""
        if exchange.entries or "param" in exchange.error_body:
            self._learnt.lively.add(operation.id)
        if exchange.accepted:
            self._learnt.alive.add(operation.id)
            self._count(exchange, operation)
        self._note(exchange, operation)
        self._learnt.told |= names_told(exchange)

    def _note(self, exchange: Exchange, operation: Operation) -> None:
        """Keep what an operation was seen to do, and a refusal of each sort: is it there at all?"""
        known = self._learnt
        if self.telling(exchange, operation):
            if operation.id not in known.shown:
                known.shown[operation.id] = exchange.slim()
            return
        request = exchange.request
        if exchange.refused and request.key == "secret" and not self._keyed(exchange, operation):
            error = exchange.error_body
            sort = f"{exchange.status} {error.get('type')} {error.get('code')}"
            sorts = known.seen.setdefault(operation.id, {})
            if len(sorts) < _SORTS:
                sorts.setdefault(sort, exchange.slim())

    def told_of(self, name: str) -> bool:
        """Whether an answer that is no list has shown this worker the object of an id."""
        return name in self._learnt.told

    def _keyed(self, exchange: Exchange, operation: Operation) -> bool:
        """Whether a request has a key: its answer may be an earlier one."""
        api, request = self._lab.contracts.of(operation).api, exchange.request
        row = api.idempotency.row if api.idempotency else ""
        if row:
            return any(name == row for name, _ in parse_qsl(request.asked_body))
        return api.headers.idempotency_key.lower() in request.headers

    def _count(self, exchange: Exchange, operation: Operation) -> None:
        """Remember what a creation without a key gave: with one it may be an earlier object."""
        keyed = self._keyed(exchange, operation)
        if operation.kind == "create" and not keyed and resembles(exchange, operation):
            self._learnt.born.setdefault(operation.id, []).append(exchange.item["id"])

    def same_born(self, operation: Operation) -> bool:
        """Whether a creation makes nothing: it answers with the same object each time.

        It is sent once more where that is not known yet.
        """
        born = self._learnt.born.get(operation.id, [])
        if len(born) < 2 and isinstance(self.minimal(operation), Exchange):
            with contextlib.suppress(Unavailable), self._lab.standing():
                ids = self._lab.subject(operation, fresh=True)
                self._lab.call(operation, self._lab.provision.fill(smallest(operation)), ids)
            born = self._learnt.born.get(operation.id, [])
        return len(born) > 1 and len(set(born)) == 1

    def telling(self, exchange: Exchange, operation: Operation) -> bool:
        """Whether an accepted answer shows anything: an empty list may be all a server can say."""
        told = not operation.many or operation.id in self._learnt.lively
        return told and resembles(exchange, operation)

    def lively(self, operation: Operation) -> bool:
        """Whether a list was seen to hold something, or to refuse something, at least once."""
        if not operation.many or operation.id in self._learnt.lively:
            return True
        if isinstance(self.minimal(operation), Exchange):
            try:
                ids = self._lab.subject(operation, fresh=False)
                form = self._lab.provision.fill(smallest(operation))
            except Unavailable:
                return False
            with self._lab.standing():
                with self._lab.wrongly():
                    self._lab.call(operation, {**form, "assay_unknown": "1"}, ids)
                if operation.id not in self._learnt.lively:
                    self._fill(operation)
                    self._lab.call(operation, form, ids)
        return operation.id in self._learnt.lively

    def _fill(self, operation: Operation) -> None:
        """Make an object for a list that has shown none, as its contract says."""
        plan = operation.population
        with contextlib.suppress(Unavailable):
            chosen = self._lab.provision.fill(plan.filter) if plan else {}
            for step in plan.steps if plan else ():
                self._lab.provision.take_step(step, "", chosen)

    def absent(self, operation: Operation, exchange: Exchange) -> bool:
        """Whether an answer says that the target does not have the operation at all."""
        unknown = exchange.status in (404, 405, 501) and "code" not in exchange.error_body
        if exchange.conventions.refusal is not None and exchange.refused and exchange.code:
            known = self._lab.contracts.situation("unknown_path", operation)
            unknown = known is not None and exchange.code in known.code
        return unknown and operation.id not in self._learnt.alive

    def told(self, operation: Operation, exchange: Exchange) -> str:
        """Return what an exchange answered, and whether the operation seems not to be there."""
        missing = "; it seems that the target does not have the operation"
        return said(exchange) + (missing if self.absent(operation, exchange) else "")

    # -- twins -------------------------------------------------------------------------------

    def minimal(self, operation: Operation) -> Exchange | str:
        """Return the exchange of the smallest working call, or why it cannot be made."""
        return self.twin(operation, smallest(operation))

    def tried(self, operation: Operation) -> bool:
        """Whether the smallest working call was made, or found that it cannot be."""
        return not self._learnt.twins.gone(self._mark(operation, smallest(operation), ""))

    def twin(
        self, operation: Operation, form: Mapping[str, Any], subject: str = ""
    ) -> Exchange | str:
        """Return the exchange of a valid form, or why it cannot be made.

        It is sent once a worker: what every refusal of a form like it is measured by; again where
        there was no room for its answer. `subject` is the object in the path, when it is not the
        operation's own.
        """
        mark = self._mark(operation, form, subject)
        if self._learnt.twins.gone(mark):
            with self._lab.standing():
                found = self._sent(operation, form, subject)
                if self._learnt.twins.gone(mark):
                    self._learnt.twins[mark] = found
        return self._learnt.twins[mark]

    def _mark(self, operation: Operation, form: Mapping[str, Any], subject: str) -> tuple[str, str]:
        """Return what a twin is known by; where another subject serves, also by its own."""
        name, text = _mark(operation, form)
        return name, f"{text} {subject}" if self._learnt.otherwise.get(name) and subject else text

    def _sent(self, operation: Operation, form: Mapping[str, Any], subject: str) -> Exchange | str:
        try:
            ids = self._lab.subject(operation, subject, fresh=True)
            return self._lab.call(operation, self._lab.provision.fill(form), ids)
        except Unavailable as lacking:
            self._learnt.in_the_way[_mark(operation, form)] = lacking.exchanges
            return str(lacking)

    def in_the_way(self, operation: Operation, form: Mapping[str, Any]) -> tuple[Exchange, ...]:
        """Return the calls for which a valid form could not even be sent."""
        return self._learnt.in_the_way.get(_mark(operation, form), ())

    def remember(self, operation: Operation, form: Mapping[str, Any], exchange: Exchange) -> None:
        """Let a valid form that a law has sent serve as a twin."""
        mark = _mark(operation, form)
        if self._learnt.twins.gone(mark):
            self._learnt.twins[mark] = exchange

    def replace(self, operation: Operation, form: Mapping[str, Any], exchange: Exchange) -> None:
        """Let another exchange serve as a twin, such as one with another subject."""
        self._learnt.twins[_mark(operation, form)] = exchange

    def accepted(
        self, operation: Operation, form: Mapping[str, Any], subject: str = ""
    ) -> Exchange:
        """Return the accepted exchange of a valid form. Raises Unavailable when it was not."""
        twin = self.twin(operation, form, subject)
        blocker = f"{operation.id}.accepts"
        if isinstance(twin, str):
            raise Unavailable(twin, *self.in_the_way(operation, form), blocked_by=blocker)
        if not twin.accepted:
            reason = f"its twin, a valid request, was not accepted ({self.told(operation, twin)})"
            raise Unavailable(reason, twin, blocked_by=blocker)
        return twin

    def ready(self, operation: Operation) -> Exchange:
        """Return the answer to the smallest working call. Raises Unavailable when it earns nothing.

        The reason says why: it cannot be made, or its answer is not of the right kind.
        """
        form = smallest(operation)
        twin, blocker = self.twin(operation, form), f"{operation.id}.accepts"
        if isinstance(twin, str):
            raise Unavailable(twin, *self.in_the_way(operation, form), blocked_by=blocker)
        if not resembles(twin, operation):
            seen = self.told(operation, twin)
            reason = f"the smallest valid request was not accepted ({seen})"
            if twin.accepted:
                reason = f"the smallest valid request was answered with {observed(twin)}"
            raise Unavailable(reason, twin, blocked_by=blocker)
        if not self.lively(operation):
            raise Unavailable(ALIKE, twin, blocked_by=blocker)
        return twin

    def repeats(self, operation: Operation, ids: Mapping[str, str]) -> bool:
        """Whether an action is accepted of an object that it was done to; it is tried once."""
        if operation.id not in self._learnt.repeats and operation.id not in self._trying:
            self._trying.add(operation.id)
            with self._lab.standing(), contextlib.suppress(Unavailable):
                form = self._lab.provision.fill(smallest(operation))
                answer = self._lab.call(operation, form, ids)
                self._learnt.repeats[operation.id] = resembles(answer, operation)
        return self._learnt.repeats.get(operation.id, False)

    # -- updates -----------------------------------------------------------------------------

    def stirs(self, operation: Operation) -> bool:
        """Whether an update of such an object is seen when it is read: else nothing changes it.

        It is taken for granted of objects whose updates take no metadata.
        """
        found = self._lab.contracts.resource(operation.resource).operations
        update = next(filter(marked, found), None)
        if update is None:
            return True
        if update.resource not in self._learnt.stirring:
            with self._lab.standing():
                self._learnt.stirring[update.resource] = self._seen(update)
        return self._learnt.stirring[update.resource]

    def _seen(self, update: Operation) -> bool:
        mark = self._lab.unique()
        try:
            ids = self._lab.subject(update, fresh=False)
            self._lab.call(update, {update.metadata: {"assay_seen": mark}}, ids)
        except Unavailable:
            return False
        after = self._lab.read(update, ids)
        return after is not None and dig(after.item, f"{update.metadata}.assay_seen") == mark


def restless(
    look: Callable[[], Exchange | None], moved: Callable[[Exchange, Exchange], Any]
) -> bool:
    """Whether an object reads otherwise each time `look` reads it: then no request did that.

    `moved` says what two readings show differently.
    """
    first, second = look(), look()
    if first is None or second is None or not (first.accepted and second.accepted):
        return False
    return bool(moved(first, second))


def marked(operation: Operation) -> bool:
    """Whether an operation updates objects and can leave a mark in their metadata."""
    return operation.kind == "update" and bool(operation.metadata)


def _mark(operation: Operation, form: Mapping[str, Any]) -> tuple[str, str]:
    return operation.id, json.dumps(form, sort_keys=True)
