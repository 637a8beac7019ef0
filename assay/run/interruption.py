"""A run that is told to stop stops like one that is interrupted by hand: what it saw is kept.

What is told while its reports are made waits until they are there; only a second Ctrl-C does not.
"""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from collections.abc import Callable, Iterator
from functools import partial
from types import FrameType
from typing import Any

from assay.trouble import INCOMPLETE, Stop

_TOLD = threading.Event()
_ENDING = threading.Event()  # while what a run has seen is written
_PATIENCE = b"told to stop: what was seen is written first; Ctrl-C ends that as well\n"
_NAMES = ("SIGINT", "SIGTERM", "SIGQUIT", "SIGHUP")  # some systems do not have them all


@contextlib.contextmanager
def terminable() -> Iterator[None]:
    """Let what tells a process to end do so as Ctrl-C does. Raises Stop when that ends the block.

    A closed terminal that is ignored stays so, as `nohup` has it.
    """
    before = _heard_by(_tell)
    try:
        yield
    except KeyboardInterrupt:
        raise interrupted() from None
    except Stop:
        raise
    except Exception:  # pytest wraps what it was doing when it was told to stop
        if not _TOLD.is_set():
            raise
        raise interrupted() from None
    finally:
        _TOLD.clear()
        _restore(before)


@contextlib.contextmanager
def finishing(left: str) -> Iterator[None]:
    """Let the first that tells a process to end wait for the end of the block.

    Ctrl-C once more ends it where it is. Raises Stop then, which says what is `left` to be done.
    """
    if _ENDING.is_set():
        yield
        return
    alone, waits = not _TOLD.is_set(), [True]

    def wait(number: int, _frame: FrameType | None) -> None:
        _TOLD.set()
        if waits:
            waits.clear()
            with contextlib.suppress(OSError):
                os.write(2, _PATIENCE)  # a stream may be in the middle of something
        elif number == signal.SIGINT:
            raise KeyboardInterrupt

    _ENDING.set()
    before = _heard_by(wait)
    try:
        yield
    except KeyboardInterrupt:
        raise Stop(f"interrupted while what was seen was written; {left}", INCOMPLETE) from None
    finally:
        _restore(before)
        _ENDING.clear()
        if alone:
            _TOLD.clear()


@contextlib.contextmanager
def undisturbed() -> Iterator[None]:
    """Let the first that tells a process to end wait for the end of a block that starts another.

    One that is left alone while it starts says so at length, and so does one that is interrupted:
    until it says that it is `attentive` it hears no Ctrl-C, which a terminal sends to each process
    of a command.
    """
    heard: list[int] = []

    def wait(number: int, _frame: FrameType | None) -> None:
        heard.append(number)
        if len(heard) > 1:
            raise KeyboardInterrupt

    before = _heard_by(wait)
    try:
        with _deaf():
            yield
    finally:
        _restore(before)
        for number in heard[:1]:
            signal.raise_signal(number)


@contextlib.contextmanager
def _deaf() -> Iterator[None]:
    """Let this thread, and the processes that it starts meanwhile, hear no Ctrl-C."""
    mask = getattr(signal, "pthread_sigmask", None)
    if mask is None:
        yield
        return
    before = mask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        mask(signal.SIG_SETMASK, before)


def attentive() -> None:
    """Hear Ctrl-C from now on, in a process that was started `undisturbed`."""
    mask = getattr(signal, "pthread_sigmask", None)
    if mask is not None:
        mask(signal.SIG_UNBLOCK, {signal.SIGINT})


def told_to_stop() -> bool:
    """Whether the process was told to end: what can be left away is."""
    return _TOLD.is_set()


def _heard_by(handler: Callable[[int, FrameType | None], None]) -> dict[int, Any]:
    """Let a handler hear what tells this process to end; return who heard it before."""
    before: dict[int, Any] = {}
    if threading.current_thread() is not threading.main_thread():
        return before  # no other can
    for name in filter(partial(hasattr, signal), _NAMES):
        number = getattr(signal, name)
        if name != "SIGHUP" or signal.getsignal(number) is not signal.SIG_IGN:
            before[number] = signal.signal(number, handler)
    return before


def _restore(before: dict[int, Any]) -> None:
    for number, handler in before.items():
        signal.signal(number, handler)


def interrupted() -> Stop:
    """Return how the command ends.

    An interruption that leaves a text that is executed, as dataclasses do while modules are loaded,
    lets the interpreter end by a signal, whatever is done with it; the next such text lifts that.
    """
    exec("")  # noqa: S102
    return Stop("interrupted: nothing more is done", INCOMPLETE)


def _tell(number: int, _frame: FrameType | None) -> None:
    """Interrupt. A terminal that is closed says so more than once: only Ctrl-C is meant twice."""
    told = _TOLD.is_set()
    _TOLD.set()
    if not told or number == signal.SIGINT:
        raise KeyboardInterrupt


def heed() -> None:
    """Raise KeyboardInterrupt when the run was told to stop and went on.

    The interpreter drops an interruption that meets it in a finalizer or in a callback of the
    garbage collection, as it may while modules are loaded.
    """
    if _TOLD.is_set():
        raise KeyboardInterrupt
