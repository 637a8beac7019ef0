"""An operation that works, sent metadata that fits and metadata that does not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from contracts.model import Contracts, Operation
from contracts.model.api import Metadata
from harness.claim import Outcome
from harness.exchange import Exchange
from strategies import smallest
from suites.lab import Lab
from suites.law import Family, Unavailable, broken, held
from suites.laws.metadata._family import metadata_of, taking
from suites.looking.likeness import resembles
from suites.looking.say import said

Texts = dict[str, str]


@dataclass(frozen=True, slots=True)
class Taker:
    """An operation that takes metadata, the limits of it, and the bench it is sent from."""

    lab: Lab
    operation: Operation
    limits: Metadata
    accepted: dict[tuple[str, ...], Exchange] = field(default_factory=dict)  # by keys: the twins

    def send(self, metadata: Any) -> Exchange:
        """Send the smallest working form with metadata. Raises Unavailable."""
        form, ids = self._form(), self.lab.subject(self.operation, fresh=True)
        return self.lab.call(self.operation, {**form, self.operation.metadata: metadata}, ids)

    def plain(self) -> Exchange:
        """Send the smallest working form alone. Raises Unavailable."""
        form, ids = self._form(), self.lab.subject(self.operation, fresh=True)
        return self.lab.call(self.operation, form, ids)

    def limit(self, fits: Texts, too_much: Texts, words: str) -> Outcome:
        """Judge that the largest metadata is accepted, and the smallest above it is not."""
        twin = self._alone(fits)
        if not resembles(twin, self.operation):
            return broken("the largest metadata that fits is accepted", said(twin), twin)
        self.accepted[tuple(fits)] = twin
        with self.lab.wrongly():
            exchange = self.send(too_much)
        self._clear()
        return self._beyond(exchange, twin, words)

    def refused(self, fits: Texts, wrong: Texts, words: str) -> Outcome:
        """Judge that metadata is not accepted which differs from some that is in a key alone."""
        twin = self.accepted.get(tuple(fits)) or self._alone(fits)
        if not resembles(twin, self.operation):
            return broken("metadata that fits is accepted", said(twin), twin)
        self.accepted[tuple(fits)] = twin
        with self.lab.wrongly():
            exchange = self.send(wrong)
        if exchange.accepted:
            self._clear()
        return self._beyond(exchange, twin, words)

    def full(self, fits: Texts, further: Texts, words: str) -> Outcome:
        """Judge that an object with the largest metadata takes no more. Raises Unavailable."""
        twin = self._alone(fits)
        if not resembles(twin, self.operation) or len(metadata_of(twin)) != len(fits):
            blocker = f"{self.operation.id}.metadata.limit_keys"
            reason = f"the object has not the largest metadata ({said(twin)})"
            raise Unavailable(reason, twin, blocked_by=blocker)
        ids = {row.name: str(twin.item["id"]) for row in self.operation.path_parameters}
        with self.lab.wrongly():
            exchange = self.lab.call(
                self.operation, {**self._form(), self.operation.metadata: further}, ids
            )
        self._clear()
        return self._beyond(exchange, twin, words)

    def _beyond(self, exchange: Exchange, twin: Exchange, words: str) -> Outcome:
        known = self.lab.contracts.refusal("length", self.operation)
        wanted = f"status {' or '.join(map(str, known.status))}" if known.status else "a refusal"
        good = exchange.refused and known.has(exchange.status)
        return held(good, f"{wanted} for {words}", said(exchange), exchange, twin)

    def _form(self) -> dict[str, Any]:
        found: dict[str, Any] = self.lab.provision.fill(smallest(self.operation))
        return found

    def _alone(self, metadata: Texts) -> Exchange:
        """Send metadata to an object without any: it counts together with what is there (G-100).

        Raises Unavailable.
        """
        form = self._form()
        ids = self._bare() if self.operation.kind == "update" else {}
        ids = ids or self.lab.subject(self.operation, fresh=True)
        return self.lab.call(self.operation, {**form, self.operation.metadata: metadata}, ids)

    def _bare(self) -> dict[str, str]:
        """Return the ids of an object without metadata: cleared, or new. Raises Unavailable."""
        ids, read = self._stands()
        if read is None or metadata_of(read):
            self._clear()
            ids, read = self._stands()
        if read is not None and metadata_of(read):
            reason = "the object has metadata that cannot be cleared"
            blocker = f"{self.operation.id}.metadata.delete_all"
            raise Unavailable(reason, read, blocked_by=blocker)
        return ids

    def _stands(self) -> tuple[dict[str, str], Exchange | None]:
        """Return the ids of the object in the path, and what is read of it. Raises Unavailable."""
        with self.lab.standing():
            ids = self.lab.subject(self.operation, fresh=False)
            return ids, self.lab.read(self.operation, ids)

    def _clear(self) -> None:
        """Let the next law have room for its keys: on a new object where clearing is refused."""
        if self.operation.kind == "update":
            with self.lab.standing():
                ids = self.lab.subject(self.operation, fresh=False)
                form = {self.operation.metadata: self.limits.clear}
                answer = self.lab.call(self.operation, form, ids)
            if not answer.accepted or metadata_of(answer):
                self.lab.renew(self.operation)


def keys(count: int) -> Texts:
    """Return metadata with so many keys."""
    return {f"assay{number}": "1" for number in range(count)}


def longest(limits: Metadata) -> Texts:
    """Return metadata with a key of the largest length."""
    return {"k" * limits.key_length: "1"}


def _takers(contracts: Contracts) -> Iterator[Operation]:
    return (o for o in taking(contracts) if o.kind in ("create", "update"))


def _stand(lab: Lab, operation: Operation) -> Taker:
    limits = lab.contracts.api.metadata
    if limits is None:
        raise Unavailable("the API has no metadata")
    lab.merit.ready(operation)
    return Taker(lab, operation, limits)


LIMITED = Family(
    "metadata_limits", _takers, _stand,
    order=("limit_keys", "limit_merged", "limit_key", "limit_key_characters", "limit_value",
           "texts", "empty_at_first"),
    stands_on=("kind",),
)  # fmt: skip
