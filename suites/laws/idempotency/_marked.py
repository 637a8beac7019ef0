"""An update that is sent again with its key, after another one; and reads that carry a key."""

from __future__ import annotations

from dataclasses import dataclass

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from harness.exchange import Exchange
from strategies.values import accepted
from suites.lab import Lab
from suites.law import Unavailable, held
from suites.laws.idempotency._keys import KeyRefused, new_key, unkeyed
from suites.laws.idempotency._sent import Pair
from suites.looking.dig import dig
from suites.looking.likeness import resembles
from suites.looking.once import Once
from suites.looking.replay import replays
from suites.looking.say import said, shown
from suites.merit import marked


def _switch(operation: Operation, contracts: Contracts) -> tuple[str, ...]:
    """Return a row of an update that its answer shows, and two words that it takes; or ()."""
    fields = contracts.resource(operation.returns).named
    for row in operation.sent if operation.kind == "update" else ():
        words, field = accepted(row), fields.get(row.name)
        shown_alone = row.type == "string" and field is not None and field.type == "string"
        if shown_alone and len(words) > 1 and not (row.needs or row.excludes):
            return row.name, *words[:2]
    return ()


def settable(operation: Operation, contracts: Contracts) -> bool:
    """Whether an update can set something to one value and another: metadata, or a word."""
    return marked(operation) or bool(_switch(operation, contracts))


@dataclass(frozen=True, slots=True)
class Story:
    """What was sent, in order: `second` is another update, with its own key, between two with one.

    `early` and `late` are readings with one key, before and after `second`; `end` is one without.
    """

    first: Exchange
    early: Exchange | None
    second: Exchange
    late: Exchange | None
    again: Exchange
    end: Exchange | None


class Marked:
    """An object of which something is set to one value, then another, then the first again.

    That is a key of its metadata; where it has none, a row that takes one of two words.
    """

    def __init__(self, lab: Lab, operation: Operation) -> None:
        self.lab = lab
        self.operation = operation
        self._reader = lab.reader(operation)
        self._ids = lab.subject(operation, fresh=True)
        self._key, self._read_key = new_key(lab), new_key(lab)
        name = f"k{self._key.rpartition('g')[2]}"
        mark = (f"{operation.metadata}.{name}", "1", "2") if marked(operation) else ()
        self._row, *self._values = mark or _switch(operation, lab.contracts)
        self._story = Once(self._told)

    @property
    def pair(self) -> Pair:
        """The two answers to the update with one key. Raises Unavailable."""
        story = self._story()
        return story.first, story.again

    def _told(self) -> Story:
        one, two = self._values
        first = self._set(one, self._key)
        if first.refused and self._mark(plainly := self._set(one, None)) == one:
            raise KeyRefused(self.operation, first, plainly)
        if not resembles(first, self.operation) or self._mark(first) != one:
            reason = f"{self._row} was not set ({said(first)})"
            raise unkeyed(self.operation, reason, first)
        early, second = self._read(self._read_key), self._set(two, new_key(self.lab))
        plain = self._read(None)
        if plain is not None and self._mark(plain) != two:
            raise Unavailable("an update is not seen when the object is read", plain, second)
        late, again = self._read(self._read_key), self._set(one, self._key)
        return Story(first, early, second, late, again, self._read(None))

    def _set(self, value: str, key: str | None) -> Exchange:
        row, _, inner = self._row.partition(".")
        form = {row: {inner: value} if inner else value}
        return self.lab.call(self.operation, form, self._ids, idempotency_key=key)

    def _read(self, key: str | None) -> Exchange | None:
        if self._reader is None:
            return None
        name = self._reader.path_parameters[-1].name
        value = next(iter(self._ids.values()))
        return self.lab.call(self._reader, {}, {name: value}, idempotency_key=key)

    def _mark(self, exchange: Exchange | None) -> object:
        return dig(exchange.item, self._row) if exchange else None

    def replayed(self) -> Outcome:
        """Judge that the second answer is the first, and the update in between stands.

        Raises Unavailable.
        """
        story = self._story()
        first, again, after = story.first, story.again, self._mark(story.end)
        row, two = self._row, self._values[1]
        good = again.status == first.status and again.item == first.item and after in (two, None)
        return held(good, f"the first answer, and {row} {two} as set in between",
                    f"{said(again)}, then {row} {shown(after)}",
                    again, first, story.second)  # fmt: skip

    def read_anew(self) -> Outcome:
        """Judge that a key does not make a reading an old one. Raises Unavailable.

        It says something of keys only where one makes an update an old one.
        """
        story = self._story()
        if story.early is None or story.late is None:
            raise Unavailable("the object cannot be read")
        before, changed = self._mark(story.early), self._mark(story.late)
        one, two = self._values
        fresh = before == one and changed == two
        if fresh and (self._mark(story.end) != two or story.again.item != story.first.item):
            blocker = f"{self.operation.id}.idempotency.replayed"
            raise Unavailable("no key is known", story.again, story.first, blocked_by=blocker)
        told = _replay(self.lab, story.late) or _replay(self.lab, story.early)
        seen = f"{shown(before)}, then {shown(changed)}{told}"
        return held(fresh and not told, "what the object is now", seen, story.late, story.early)


def _replay(lab: Lab, exchange: Exchange) -> str:
    """Return what an answer says of being a replay, in words, or ""."""
    name = lab.contracts.api.headers.replayed.lower()
    return f", {name}: true" if replays(exchange, lab.contracts) else ""
