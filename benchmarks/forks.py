"""Asks something of a changed sandbox in a fork of this process: one change leaves no trace.

What is slow to load is loaded once, before; what imports the sandbox is imported in the fork, after
the change.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, NoReturn, TypeVar

Thing = TypeVar("Thing")
LIMIT = 300  # seconds a group may take; a change that makes the server hang is noticed
HANGS = "hangs"
GONE = "does not start"


def forked(work: Callable[..., None], *given: Any) -> tuple[Connection, Any]:
    """Return what a fork of this process answers through, and the fork."""
    context = multiprocessing.get_context("fork")
    mine, theirs = context.Pipe(duplex=False)
    process = context.Process(target=work, args=(theirs, *given))
    process.start()
    theirs.close()
    return mine, process


def received(pipe: Connection) -> Any:
    """Return what a fork answered, GONE when it ended without an answer."""
    try:
        return pipe.recv()
    except EOFError:
        return GONE


def answers(
    things: Sequence[Thing], work: Callable[..., None], workers: int
) -> Iterator[tuple[Thing, Any]]:
    """Yield what became of each thing, a few at once: `work` gets a pipe and the thing."""
    waiting, running = list(things)[::-1], dict[Connection, tuple[Thing, Any]]()
    while waiting or running:
        while waiting and len(running) < workers:
            thing = waiting.pop()
            pipe, process = forked(work, thing)
            running[pipe] = (thing, process)
        ready = wait(list(running))
        for pipe in [pipe for pipe in running if pipe in ready]:
            thing, process = running.pop(pipe)
            yield thing, received(pipe)
            process.join()


def tell(pipe: Connection, answer: Any) -> NoReturn:
    """Answer, and end this fork."""
    pipe.send(answer)
    os._exit(0)


def watched(pipe: Connection, answer: Any = HANGS) -> None:
    """Give this answer unless this is called again before LIMIT is over."""
    signal.signal(signal.SIGALRM, partial(_hanging, pipe, answer))
    signal.alarm(LIMIT)


def _hanging(pipe: Connection, answer: Any, *_signal: Any) -> None:
    tell(pipe, answer)


def silent() -> None:
    """Let a fork write nothing of what its sandbox complains of."""
    sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - until the end
