"""Asks several groups at a time, ahead of whoever reports them: a far target keeps one waiting.

Groups of one bundle share objects, and see each other's in lists: they are asked in their order,
never two at a time, and stand on objects that only they have. Nor are two that draw.
Of the others as many are asked at once as there are threads. None is begun that stands too far
behind the one that is waited for, so that a run which is told to stop has asked little in vain.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError, Future
from typing import Protocol

from harness.exchange import Exchange
from harness.message import Message
from harness.verdict import Verdict
from suites.guard import Sender
from suites.hold import hold
from suites.plan import Group
from suites.worker import Worker

_Found = Future[list[Verdict]]
_DRAWING = "drawing"
AHEAD = 16  # groups of each thread that may be begun behind the one that is waited for


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
        self._place = {group.id: place for place, group in enumerate(groups)}
        self._found: dict[str, _Found] = {group.id: Future() for group in groups}
        self._left = [(group, self._found[group.id]) for group in groups]
        self._shared = {group.bundle: worker.beside() for group in groups}
        self._busy: set[str] = set()
        self._bound = count * AHEAD
        self._front = 0
        self._turn = threading.Condition()
        self._closed = threading.Event()
        self._threads = [
            threading.Thread(target=self._work, args=(f"c{number}",), name=f"asks-{number}")
            for number in range(min(count, len(groups)))
        ]
        for thread in self._threads:
            thread.start()

    def knows(self, group: Group) -> bool:
        """Whether a group is asked here and was not taken yet."""
        return group.id in self._found

    def take(self, group: Group) -> list[Verdict]:
        """Wait for the verdicts of a group and return them; none when the target has stopped.

        Raises what asking it raised.
        """
        with self._turn:
            self._front = max(self._front, self._place[group.id])
            self._turn.notify_all()
        try:
            return self._found[group.id].result()
        except CancelledError:
            return []
        finally:
            del self._found[group.id]

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
            left, self._left = self._left, []
            for _, found in left:
                found.cancel()
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
                place = self._free()
                if place is not None:
                    group, found = self._left.pop(place)
                    self._busy |= _taken(group)
                    return group, found
                self._turn.wait()
        return None

    def _free(self) -> int | None:
        """Return the place, of those left, of the first group that may begin, if there is one."""
        busy = set(self._busy)
        for place, (group, _) in enumerate(self._left):
            if self._place[group.id] > self._front + self._bound:
                break
            if not busy & _taken(group):
                return place
            busy.add(group.bundle)  # those behind it are asked behind it
        return None

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
                self._busy -= _taken(group)
                self._turn.notify_all()


def _taken(group: Group) -> set[str]:
    """Return what a group has to itself: its bundle, and the drawing when it draws."""
    return {group.bundle, _DRAWING} if group.family.draws else {group.bundle}
