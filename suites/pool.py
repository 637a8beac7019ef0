"""Asks several groups at a time, ahead of whoever reports them: a far target keeps one waiting.

Groups of one bundle share objects, and see each other's in lists: they are asked in their order,
never two at a time, and stand on objects that only they have.
Of the others as many are asked at once as there are threads: first those of the bundle that has
most before it, since what is left in one line at the end keeps all the others waiting.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError, Future
from typing import Protocol

from harness.exchange import Exchange
from harness.message import Message
from harness.verdict import Verdict
from suites.guard import Sender
from suites.hold import hold
from suites.objects.scarce import scarce
from suites.parsing import one_by_one
from suites.plan import Group, users
from suites.worker import Worker

_Found = Future[list[Verdict]]
SET_UP = 3  # claims that a group is as good as longer than it has claims


class Connection(Sender, Protocol):
    """A way to the target that one thread has to itself: `harness.target.Target`."""

    @property
    def stopped(self) -> str:
        """Where the target stopped answering, "" while it answers."""

    def close(self) -> None:
        """Close it."""


class Ended(BaseException):
    """The pool was closed: nothing more is sent. No law may take it for an answer."""


class _Line:
    """A connection over which nothing is sent once its pool is closed."""

    def __init__(self, sender: Sender, closed: threading.Event) -> None:
        self._sender = sender
        self._closed = closed

    @property
    def has_publishable(self) -> bool:
        """Whether a publishable key was given."""
        return self._sender.has_publishable

    def send(self, message: Message) -> Exchange:
        """Send one request. Raises Ended when the pool is closed."""
        if self._closed.is_set():
            raise Ended
        return self._sender.send(message)

    def twin(self, name: str) -> Sender:
        """Return another connection, for another thread."""
        return _Line(self._sender.twin(name), self._closed)

    def close(self) -> None:
        """Close the connection."""
        getattr(self._sender, "close", lambda: None)()


class Pool:
    """Threads that ask `groups`, `count` at a time. `connect` opens a connection by a name.

    What a group raises is raised where its verdicts are asked for, and loses no other's. Not to be
    used by more than one thread; `close` ends it.
    """

    def __init__(
        self, groups: Sequence[Group], worker: Worker, count: int,
        connect: Callable[[str], Connection],
    ) -> None:  # fmt: skip
        self.stopped = ""  # where the target stopped answering: no group is begun after that
        self._connect = connect
        self._found: dict[str, _Found] = {group.id: Future() for group in groups}
        self._groups = {group.id: group for group in groups}
        self._left: dict[str, deque[Group]] = {}
        for group in groups:
            self._left.setdefault(group.bundle, deque()).append(group)
        self._before = {bundle: sum(map(weight, left)) for bundle, left in self._left.items()}
        worker.stock.scarce = scarce(worker.contracts, users(groups), worker.ids)
        self._shared = {bundle: worker.beside() for bundle in self._left}
        self._busy: set[str] = set()
        self._turn = threading.Condition()
        self._closed = threading.Event()
        self._threads = [
            threading.Thread(target=self._work, args=(f"c{number}",), name=f"asks-{number}")
            for number in range(min(count, len(groups)))
        ]
        one_by_one()
        for thread in self._threads:
            thread.start()

    def knows(self, group: Group) -> bool:
        """Whether a group is asked here and was not taken yet."""
        return group.id in self._found

    def take(self, group: Group) -> list[Verdict]:
        """Wait for the verdicts of a group and return them; none when the target has stopped.

        Raises what asking it raised.
        """
        try:
            return self._found[group.id].result()
        except CancelledError:
            return []
        finally:
            del self._found[group.id]

    def untaken(self) -> Iterator[tuple[Group, list[Verdict]]]:
        """Yield the groups that were asked and that nobody took; call it once it is closed."""
        for name, found in self._found.items():
            if found.done() and not found.cancelled() and found.exception() is None:
                yield self._groups[name], found.result()

    def halt(self, why: str) -> None:
        """Begin nothing more, and let no thread send again; `stopped` says why."""
        self._closed.set()
        self._end(why)

    def close(self) -> None:
        """Begin nothing more, let no thread send again, and wait until each has ended."""
        self.halt("")
        for thread in self._threads:
            thread.join()

    def _end(self, stopped: str) -> None:
        """Give up the groups that were not begun."""
        with self._turn:
            self.stopped = self.stopped or stopped
            for left in self._left.values():
                for group in left:
                    self._found[group.id].cancel()
            self._left = {}
            self._turn.notify_all()

    def _work(self, name: str) -> None:
        connection = self._connect(name)
        line = _Line(connection, self._closed)
        try:
            while (begun := self._next()) is not None:
                self._ask(*begun, line)
                if connection.stopped:
                    self._end(connection.stopped)
        finally:
            connection.close()

    def _next(self) -> tuple[Group, _Found] | None:
        """Return the next group that nothing keeps back, once there is one; None at the end."""
        with self._turn:
            while self._left:
                bundle = self._free()
                if bundle is not None:
                    return self._begin(bundle)
                self._turn.wait()
        return None

    def _free(self) -> str | None:
        """Return the bundle that has most before it, of those whose next group may begin."""
        free = [name for name, left in self._left.items() if name not in self._busy]
        return max(free, key=self._before.__getitem__, default=None)

    def _begin(self, bundle: str) -> tuple[Group, _Found]:
        group = self._left[bundle].popleft()
        self._before[bundle] -= weight(group)
        if not self._left[bundle]:
            del self._left[bundle]
        self._busy.add(bundle)
        return group, self._found[group.id]

    def _ask(self, group: Group, found: _Found, line: _Line) -> None:
        worker = self._shared[group.bundle]
        worker.target = line
        try:
            verdicts = hold(group, worker)
        except Ended:
            found.cancel()
        except BaseException as trouble:  # noqa: BLE001 - it is raised where the group is reported
            found.set_exception(trouble)
        else:
            found.set_result(verdicts)
        finally:
            with self._turn:
                self._busy.discard(group.bundle)
                self._turn.notify_all()


def weight(group: Group) -> int:
    """Return how long a group takes beside others: what it asks is known, requests are not."""
    return len(group.asked) + SET_UP
