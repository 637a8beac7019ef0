"""A run that is told to stop stops like one that is interrupted by hand: what it saw is kept."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator
from functools import partial
from types import FrameType

from assay.trouble import INCOMPLETE, Stop

BEFORE = "before the suites were run"
_TOLD = threading.Event()
_NAMES = ("SIGINT", "SIGTERM", "SIGQUIT", "SIGHUP")  # some systems do not have them all


@contextlib.contextmanager
def terminable(what: str = BEFORE) -> Iterator[None]:
    """Let what tells a process to end do so as Ctrl-C does.

    Raises Stop, which says `what` was interrupted, when that ends the block.

    A closed terminal that is ignored stays so, as `nohup` has it.
    """
    before = {}
    for name in filter(partial(hasattr, signal), _NAMES):
        number = getattr(signal, name)
        if name != "SIGHUP" or signal.getsignal(number) is not signal.SIG_IGN:
            before[number] = signal.signal(number, _tell)
    try:
        yield
    except KeyboardInterrupt:
        raise _interrupted(what) from None
    except Stop:
        raise
    except Exception:  # pytest wraps what it was doing when it was told to stop
        if not _TOLD.is_set():
            raise
        raise _interrupted(what) from None
    finally:
        _TOLD.clear()
        for number, handler in before.items():
            signal.signal(number, handler)


def _interrupted(what: str) -> Stop:
    """Return how the command ends.

    An interruption that leaves a text that is executed, as dataclasses do while modules are loaded,
    lets the interpreter end by a signal, whatever is done with it; the next such text lifts that.
    """
    exec("")  # noqa: S102
    return Stop(f"interrupted {what}", INCOMPLETE)


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
