"""A run that is put together in a folder: what an earlier one left stays until all of it is there.

It is put together in a folder inside, so that it is on the same disk. What a process that was
killed has left of that is taken away by the next that writes there.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from assay.run.folders import held
from assay.run.marks import MARK, Hold, Mark, read_mark
from assay.run.settings import BEGUN
from assay.run.shelf import kept_apart, written
from assay.trouble import unwritten
from harness.whole import folder_for
from reports.formats import remove


@contextlib.contextmanager
def anew(folder: Path, mark: Mark) -> Iterator[Path]:
    """Yield a folder to write a run to, which takes the place of what `folder` holds.

    Where the block fails, or is interrupted, all is as it was before. Raises Stop when the folder
    cannot be had: 3 where the disk is full, else 2.
    """
    with contextlib.ExitStack() as stack:
        with _told(folder):
            stack.enter_context(folder_for(folder / MARK))
        yield stack.enter_context(_begun(held(folder), mark))


@contextlib.contextmanager
def _begun(own: Hold, mark: Mark) -> Iterator[Path]:
    new, begun = read_mark(own.folder) is None, own.folder / BEGUN
    try:
        with _told(own.folder):
            if new:  # one that is killed leaves a folder that is Assay's
                own.write(mark)
            remove(begun)
            begun.mkdir()
        yield begun
        with _told(own.folder):
            _put(own, begun, mark)
    except BaseException:  # an interruption as well
        with contextlib.suppress(OSError):
            remove(begun)
        if new:
            own.erase()
        raise
    finally:
        own.withdraw()


def _put(own: Hold, begun: Path, mark: Mark) -> None:
    """Put what was begun in its place, and take away what it does not replace. Raises OSError."""
    own.write(mark)
    for name in (*written(), *kept_apart()):
        there, new = own.folder / name, begun / name
        if there != begun and (new.is_dir() or not new.exists()):
            remove(there)
        if new.exists():
            new.replace(there)
    remove(begun)


@contextlib.contextmanager
def _told(folder: Path) -> Iterator[None]:
    """Raise Stop where a folder cannot be written to."""
    try:
        yield
    except OSError as trouble:
        raise unwritten(folder, trouble) from None
