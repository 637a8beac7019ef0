"""An update that is sent again with its key, after another one; and reads that carry a key."""

from __future__ import annotations

from dataclasses import dataclass

from contracts.model import Operation
from harness.claim import Outcome
from harness.exchange import Exchange
from suites.lab import Lab
from suites.law import Unavailable, held
from suites.laws.idempotency._keys import KeyRefused, unkeyed
from suites.laws.idempotency._sent import Pair
from suites.looking.dig import dig
from suites.looking.likeness import resembles
from suites.looking.once import Once
from suites.looking.say import said, shown


@dataclass(frozen=True, slots=True)
class Story:
    """What was sent, in order: `second` is another update between the two with one key.

    `early` and `late` are readings with one key, before and after `second`; `end` is one without.
    """

    first: Exchange
    early: Exchange | None
    second: Exchange
    late: Exchange | None
    again: Exchange
    end: Exchange | None


class Marked:
    """An object whose metadata is set to one value, then another, then the first again."""

    def __init__(self, lab: Lab, operation: Operation) -> None:
        self.lab = lab
        self.operation = operation
        self._reader = lab.reader(operation)
        self._ids = lab.subject(operation, fresh=True)
        self._key, self._read_key = lab.unique(), lab.unique()
        self._name = f"k{self._key.rpartition('g')[2]}"
        self._story = Once(self._told)

    @property
    def pair(self) -> Pair:
        """The two answers to the update with one key. Raises Unavailable."""
        story = self._story()
        return story.first, story.again

    def _told(self) -> Story:
        first = self._set("1", self._key)
        if first.refused and self._mark(plainly := self._set("1", None)) == "1":
            raise KeyRefused(self.operation, first, plainly)
        if not resembles(first, self.operation) or self._mark(first) != "1":
            reason = f"the metadata was not set ({said(first)})"
            raise unkeyed(self.operation, reason, first)
        early, second = self._read(self._read_key), self._set("2", None)
        plain = self._read(None)
        if plain is not None and self._mark(plain) != "2":
            raise Unavailable("an update is not seen when the object is read", plain, second)
        late, again = self._read(self._read_key), self._set("1", self._key)
        return Story(first, early, second, late, again, self._read(None))

    def _set(self, value: str, key: str | None) -> Exchange:
        form = {self.operation.metadata: {self._name: value}}
        return self.lab.call(self.operation, form, self._ids, idempotency_key=key)

    def _read(self, key: str | None) -> Exchange | None:
        if self._reader is None:
            return None
        name = self._reader.path_parameters[-1].name
        value = next(iter(self._ids.values()))
        return self.lab.call(self._reader, {}, {name: value}, idempotency_key=key)

    def _mark(self, exchange: Exchange | None) -> object:
        row = self.operation.metadata
        return dig(exchange.item, f"{row}.{self._name}") if exchange else None

    def replayed(self) -> Outcome:
        """Judge that the second answer is the first, and the update in between stands.

        Raises Unavailable.
        """
        story = self._story()
        first, again, after = story.first, story.again, self._mark(story.end)
        good = again.status == first.status and again.item == first.item and after in ("2", None)
        key = f"{self.operation.metadata}[{self._name}]"
        return held(good, f"the first answer, and {key} 2 as set in between",
                    f"{said(again)}, then {key} {shown(after)}",
                    again, first, story.second)  # fmt: skip

    def read_anew(self) -> Outcome:
        """Judge that a key does not make a reading an old one. Raises Unavailable.

        It says something of keys only where one makes an update an old one.
        """
        story = self._story()
        if story.early is None or story.late is None:
            raise Unavailable("the object cannot be read")
        before, changed = self._mark(story.early), self._mark(story.late)
        fresh = before == "1" and changed == "2"
        if fresh and (self._mark(story.end) != "2" or story.again.item != story.first.item):
            blocker = f"{self.operation.id}.idempotency.replayed"
            raise Unavailable("no key is known", story.again, story.first, blocked_by=blocker)
        return held(fresh, "what the object is now",
                    f"{shown(before)}, then {shown(changed)}", story.late, story.early)  # fmt: skip
