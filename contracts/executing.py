"""What holds while a room executes the Python of an API package: it ends, and it prints nothing to
where answers are expected. What is wrong is told with its file and its line.
"""

from __future__ import annotations

import contextlib
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from contracts.errors import blamed
from contracts.imports import check_imports

LIMIT = 20.0  # seconds that a module may take to be executed


class TooLongError(Exception):
    """A module takes longer than any declaration does."""


class EndedError(Exception):
    """A module ends the process that reads it."""


@contextlib.contextmanager
def executing(root: Path, path: Path | None = None) -> Iterator[None]:
    """Execute Python of the package at `root` inside, of the module at `path` where there is one.

    What is printed goes to standard error. Raises ContractError, which says where, also for a
    module that imports what its folder must not.
    """
    if path is not None:
        check_imports(path, root)
    try:
        with contextlib.redirect_stdout(sys.stderr), _limited():
            try:
                yield
            except SystemExit as ending:
                said = EndedError(f"it ends the process ({ending.code})")
                raise said.with_traceback(ending.__traceback__) from None
    except Exception as trouble:
        raise blamed(root, trouble) or trouble from trouble


@contextlib.contextmanager
def _limited() -> Iterator[None]:
    """Raise TooLongError in what takes too long; only the main thread can be stopped so."""
    main = threading.current_thread() is threading.main_thread()
    if not main or not hasattr(signal, "setitimer") or signal.getitimer(signal.ITIMER_REAL)[0]:
        yield
        return
    before = signal.signal(signal.SIGALRM, _stopped)
    signal.setitimer(signal.ITIMER_REAL, LIMIT)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _stopped(*_told: Any) -> None:
    raise TooLongError(f"it was not over after {LIMIT:g} seconds")
