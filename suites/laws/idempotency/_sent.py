"""A creation, or an action that uses its object up, which is sent twice with one key."""

from __future__ import annotations

import contextlib
from typing import Any

from contracts.model import Operation
from harness.claim import Outcome
from harness.exchange import Exchange
from suites.lab import Lab
from suites.law import Unavailable, held
from suites.laws.idempotency._keys import UUID, KeyRefused, new_key, own_form, unkeyed
from suites.looking.around import TOP, Around, Look
from suites.looking.likeness import differing, resembles
from suites.looking.once import Once
from suites.looking.say import said
from suites.merit import SAME_BORN, marked

Pair = tuple[Exchange, Exchange]


class Sent:
    """A form, the object it is sent to, and a key."""

    def __init__(self, lab: Lab, operation: Operation) -> None:
        self.lab = lab
        self.operation = operation
        self.form: dict[str, Any] = lab.provision.fill(own_form(operation))
        self._ids = lab.subject(operation, fresh=True)
        self.key = new_key(lab, UUID)
        self._pair = Once(self._twice)
        self.touched: Exchange | None = None  # an update between the two, where there is one
        self.around = Around(lab, operation)
        self.before: Look | None = None  # at what is made, before the first, where a list shows it

    @property
    def pair(self) -> Pair:
        """The two answers. Raises Unavailable when the first is no acceptance."""
        return self._pair()

    def _twice(self) -> Pair:
        if self.operation.kind == "create":
            with contextlib.suppress(Unavailable):
                self.before = self.around.look(TOP)
        first = self._send(self.key)
        if not resembles(first, self.operation):
            self._without_key(first)
            reason = f"a request with a key was not accepted ({said(first)})"
            raise unkeyed(self.operation, reason, first)
        self._touch(first)
        return first, self._send(self.key)

    def _without_key(self, first: Exchange) -> None:
        """Raises KeyRefused where what was refused with a key is accepted without."""
        plain = self._send(None) if first.refused else first
        if resembles(plain, self.operation):
            raise KeyRefused(self.operation, first, plain)

    def _touch(self, made: Exchange) -> None:
        """Update the object, where that can be done: the first answer is not what it is by then.

        It has a key of its own: a server keeps more than the last.
        """
        lab = self.lab
        found = lab.contracts.resource(self.operation.returns).operations
        update = next(filter(marked, found), None)
        if update is None:
            return
        with lab.standing():
            ids = {row.name: str(made.item["id"]) for row in update.path_parameters}
            form = {update.metadata: {"assay_since": lab.unique()}}
            self.touched = lab.call(update, form, ids, idempotency_key=new_key(lab))

    def _send(self, key: str | None) -> Exchange:
        return self.with_key(key, self.form)

    def with_key(self, key: str | None, form: dict[str, Any]) -> Exchange:
        """Send a form to the same place with a key, None for none."""
        return self.lab.call(self.operation, form, self._ids, idempotency_key=key)

    def replayed(self) -> Outcome:
        """Judge that the second answer is the first one. Raises Unavailable.

        It says something of keys only where doing it again is answered otherwise.
        """
        first, again = self.pair
        wrong = differing(first.item, again.item)
        good = again.status == first.status and not wrong
        if good:
            self._earned(first, again)
        return held(good, "the first answer", f"{said(again)}, different: {', '.join(wrong)}",
                    again, *filter(None, (self.touched,)), first)  # fmt: skip

    def _earned(self, first: Exchange, again: Exchange) -> None:
        """Raises Unavailable when the answer would be the same without the key."""
        if self.operation.kind == "create":
            if self.lab.merit.same_born(self.operation):
                raise Unavailable(SAME_BORN, again, first)
            return
        anew = self._send(new_key(self.lab))
        if anew.status == first.status and not differing(first.item, anew.item):
            raise Unavailable("with another key the answer is the same", anew, again, first)
