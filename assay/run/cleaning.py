"""Takes away what a run has made, and nothing else, by the contracts' own words for it.

An object is deleted where the API deletes its kind; else it is brought to the state in which its
lifecycle says that it is put away (`ends`). What stands for neither stays, and is told. Only ids
that this run's creations were answered with are written to: the guard that holds for a run holds
here, too (`suites/guard.py`).
"""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import Any
from urllib.parse import quote

from assay.run.made import Made
from contracts.model import Contracts, Lifecycle, Operation, Transition
from harness.exchange import Exchange, ForgottenError
from harness.measure import started
from harness.message import Message
from harness.target import Target
from suites.guard import Guarded, Owned
from suites.law import Unavailable
from suites.looking.routing import placed

REMOVED, OVER = "removed", "over"
UNNAMED = "the contracts name no call that takes one away"
STOPPED = "the run was told to stop"
_NAMED = 5  # ids that one line names
_WIDE = 80  # characters of what a server says
_GONE = (404, 410)
_AT_ONCE = 16  # connections, at most
_HEEDED = 0.02  # seconds: a signal that comes just before a wait begins is heeded when it ends


@dataclass
class Cleaned:
    """What became of the objects of a run, by resource; `left` by reason as well, with the ids.

    `over` had come to their end by themselves: there is nothing to take away.
    """

    removed: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    over: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    left: defaultdict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))

    def lines(self) -> Iterator[str]:
        """Yield what a user is told."""
        removed, over = sum(self.removed.values()), sum(self.over.values())
        yield f"cleaned: {removed:,} objects that this run made were taken away{_of(self.removed)}"
        if over:
            yield f"  {over:,} were at their end already{_of(self.over)}"
        for (resource, reason), ids in sorted(self.left.items()):
            more = f" and {len(ids) - _NAMED} more" if len(ids) > _NAMED else ""
            told = f"{', '.join(started(one, _WIDE) for one in ids[:_NAMED])}{more}"
            yield f"  {len(ids):,} {resource} left: {reason} ({told})"


def _of(counts: Mapping[str, int]) -> str:
    told = ", ".join(f"{count:,} {name}" for name, count in sorted(counts.items()))
    return f": {told}" if told else ""


class Cleaner:
    """Takes objects away over connections to one server, `count` at a time.

    `contracts` say how. Nothing is written to but these objects.
    """

    def __init__(self, target: Target, contracts: Contracts, count: int = 1) -> None:
        self._target = target
        self._contracts = contracts
        self._count = max(1, min(count, _AT_ONCE))
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._why = ""  # nothing more is sent
        self.found = Cleaned()

    def clean(self, objects: Sequence[Made]) -> Cleaned:
        """Take objects away, those last that others may stand on; an interruption ends it."""
        owned = Owned(self._contracts, [one.id for one in objects])
        for wave in _waves(objects):
            self._wave(wave, owned)
        return self.found

    def _wave(self, wave: Sequence[Made], owned: Owned) -> None:
        """Take objects away that may go in any order; what is interrupted begins no more.

        Threads say themselves that they have ended: one that is joined when an interruption comes
        is taken for over by Python 3.11 while it goes on.
        """
        left: SimpleQueue[Made] = SimpleQueue()
        ended: SimpleQueue[None] = SimpleQueue()
        for one in wave:
            left.put(one)

        def work(name: str) -> None:
            try:
                self._work(left, owned, name)
            finally:
                ended.put(None)

        names = [f"clean{number}" for number in range(min(self._count, len(wave)))]
        threads = [threading.Thread(target=work, args=(name,)) for name in names]
        try:
            for thread in threads:
                thread.start()
            _wait(ended, threads)
        except KeyboardInterrupt:
            self._end(STOPPED)
            _wait(ended, threads)
            self._work(left, owned, "stopped")  # counts what no thread has begun

    def _work(self, left: SimpleQueue[Made], owned: Owned, name: str) -> None:
        target = self._target.twin(name)
        sender = Guarded(target, owned)
        try:
            while True:
                one = left.get_nowait()
                self._count_in(one, self._outcome(one, sender, target))
        except Empty:
            pass
        finally:
            target.close()

    def _outcome(self, one: Made, sender: Guarded, target: Target) -> str:
        """Return REMOVED, OVER, or why an object is left."""
        if self._why or target.stopped:
            return self._why or target.stopped
        try:
            return self._removed(one, sender)
        except (ForgottenError, Unavailable) as refused:
            return str(refused)
        except OSError as trouble:  # of the ledger: what a server does is an exchange
            self._end(f"what was done cannot be recorded: {trouble.strerror or trouble}")
            return self._why

    def _end(self, why: str) -> None:
        """Let nothing more be sent."""
        self._why = self._why or why
        self._stop.set()

    def _removed(self, one: Made, sender: Guarded) -> str:
        known = self._contracts.described(one.resource)
        if known is None:
            return UNNAMED
        operation, life = known.of_kind("delete"), known.lifecycle
        if operation is not None:
            exchange = self._send(operation, {}, one, sender)
            gone = exchange.status in _GONE
            return REMOVED if exchange.accepted else OVER if gone else _refused(exchange)
        if life is None or not life.ends:
            return UNNAMED
        return self._ended(one, life, known.of_kind("retrieve"), sender)

    def _ended(self, one: Made, life: Lifecycle, reader: Operation | None, sender: Guarded) -> str:
        """Bring an object to its end: from where it was seen, or else from where it is now."""
        said, taken = "", False
        for item in self._views(one, reader, sender):
            state = item.get(life.field)
            if state in (life.ends, *life.terminal):
                return REMOVED if taken else OVER
            cell = ending(life, state)
            if cell is None:
                said = f"nothing ends one that has {life.field} {_short(state)}"
                continue
            operation = self._contracts.operation(cell.operation)
            exchange = self._send(operation, cell.form, one, sender)
            shown = exchange.item.get(life.field, life.ends)
            if exchange.accepted and shown == life.ends:
                return REMOVED
            taken = taken or exchange.accepted
            said = (
                f"it shows {life.field} {_short(shown)}"
                if exchange.accepted
                else _refused(exchange)
            )
        return said

    def _views(
        self, one: Made, reader: Operation | None, sender: Guarded
    ) -> Iterator[Mapping[str, Any]]:
        """Yield an object as it was shown last, then as it reads now, twice at most."""
        yield one.item
        for _ in range(2 if reader is not None else 0):
            if reader is not None:
                exchange = self._send(reader, {}, one, sender)
                yield exchange.item if exchange.accepted else {}

    def _send(
        self, operation: Operation, form: Mapping[str, Any], one: Made, sender: Guarded
    ) -> Exchange:
        path = path_of(operation, one)
        parts = placed(operation, form)
        message = Message(operation.method, path, operation=operation.id, setup=True, **parts)
        return sender.send(message)

    def _count_in(self, one: Made, outcome: str) -> None:
        with self._lock:
            if outcome in (REMOVED, OVER):
                counts = self.found.removed if outcome == REMOVED else self.found.over
                counts[one.resource] += 1
            else:
                self.found.left[one.resource, outcome].append(one.id)


def _wait(ended: SimpleQueue[None], threads: Sequence[threading.Thread]) -> None:
    """Wait until the threads that were started have said that they have ended."""
    while ended.qsize() < sum(thread.ident is not None for thread in threads):
        time.sleep(_HEEDED)


def _waves(objects: Sequence[Made]) -> Iterator[list[Made]]:
    """Yield objects by resource: what was needed first was made first, and goes last."""
    waves: dict[str, list[Made]] = {}
    for one in sorted(objects, key=lambda one: one.started):
        waves.setdefault(one.resource, []).insert(0, one)
    yield from reversed(waves.values())


def ending(life: Lifecycle, state: object) -> Transition | None:
    """Return the plainest cell that puts an object of a state away, None where there is none."""
    cells = [c for c in life.transitions if c.to == (life.ends,) and c.state == state]
    plain = [cell for cell in cells if "@" not in repr(cell.form)]
    return min(plain, key=lambda cell: len(cell.form), default=None)


def path_of(operation: Operation, one: Made) -> str:
    """Return the path of an operation on an object: what stands above it is where it was made."""
    parts, made = operation.path.split("/"), one.path.split("/")
    places = [place for place, part in enumerate(parts) if part.startswith("{")]
    for place in places:
        above = place != places[-1] and place < len(made)
        parts[place] = made[place] if above else quote(one.id, safe="")
    return "/".join(parts)


def _refused(exchange: Exchange) -> str:
    """Return how a server refused to take an object away."""
    if exchange.response is None:
        return f"no answer: {exchange.error}"
    code = exchange.code or str(exchange.error_body.get("type") or "")
    return f"refused with status {exchange.status} {_short(code)}".strip()


def _short(told: object) -> str:
    return started(str(told), _WIDE)
