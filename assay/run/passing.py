"""A temporary folder of a process: where that is killed, a later one takes the folder away.

Only a folder that Assay has marked is taken for one, and only when nobody holds it any more: the
system lets go of the lock with the process that has it.
"""

from __future__ import annotations

import contextlib
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from assay.run.marks import Hold, Mark, hold, read_mark
from assay.trouble import temporary

PREFIX = "assay-"
_PASSING = "a temporary folder"


@contextlib.contextmanager
def passing() -> Iterator[Path]:
    """Yield such a folder, and take it away afterwards. Raises Stop (3)."""
    sweep()
    path = Path(temporary(lambda: tempfile.mkdtemp(prefix=PREFIX)))
    try:
        own = temporary(lambda: _marked(path))
        try:
            yield path
        finally:
            own.release()
    finally:
        shutil.rmtree(path, ignore_errors=True)


def _marked(path: Path) -> Hold:
    own = hold(path)
    try:
        own.write(Mark("", path.name, "", time.time(), kept=_PASSING))
    except OSError:
        own.release()
        raise
    return own


def sweep() -> None:
    """Take away what processes that were killed have left where temporary files are."""
    with contextlib.suppress(OSError):
        for path in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
            with contextlib.suppress(OSError):
                _sweep(path)


def _sweep(path: Path) -> None:
    mark = None if path.is_symlink() else read_mark(path)
    if mark is None or mark.kept != _PASSING or mark.folder != path.name:
        return
    own = hold(path)  # BlockingIOError, an OSError, while its owner lives
    try:
        shutil.rmtree(path)
    finally:
        own.release()
