"""A run that is told to stop stops like one that is interrupted by hand: what it saw is kept."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Iterator

from assay.trouble import INCOMPLETE, Stop


@contextlib.contextmanager
def terminable() -> Iterator[None]:
    """Let SIGTERM end the block as Ctrl-C does. Raises Stop when either ends it."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    except KeyboardInterrupt:
        raise Stop("interrupted before the suites were run", INCOMPLETE) from None
    finally:
        signal.signal(signal.SIGTERM, before)
