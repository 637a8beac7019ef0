"""The mark that a run leaves in its folder: that the folder is Assay's, and that a run holds it.

A folder without a mark is somebody else's, whatever its files are called. The mark is also the
lock of the run: the system lets go of it when the process ends, however it ends.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import stat
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

MARK = ".assay-run"
FORMAT = "assay-run-1"
_PLAIN = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)  # a link would lead away
_GLANCES = (0.05, 0.1, 0.2)  # seconds: who only looks whether a folder is held, holds it as briefly

if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30  # behind what the mark says: a locked byte cannot be read by others

    def _lock(handle: int) -> None:
        os.lseek(handle, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except PermissionError as trouble:
            raise BlockingIOError from trouble
else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


@dataclass(frozen=True, slots=True)
class Mark:
    """What a run says of its folder.

    `named` is whether a user named the folder, `folder` the name it has had; `kept` says why it is
    not to be removed, "" when it may be. `started` is in seconds since 1970.
    """

    run: str
    folder: str
    base_url: str
    started: float
    named: bool = False
    kept: str = ""


class Hold:
    """The lock on a folder, from `hold` until `release` or the end of the process."""

    def __init__(self, folder: Path, handle: int) -> None:
        self.folder = folder
        self._handle = handle

    def write(self, mark: Mark) -> None:
        """Leave a mark; the one before stays where that cannot be done. Raises OSError."""
        before = self._read()
        try:
            self._put(json.dumps({"format": FORMAT, **asdict(mark)}).encode() + b"\n")
        except OSError:
            with contextlib.suppress(OSError):  # what it takes is there already
                self._put(before)
            raise

    def _read(self) -> bytes:
        os.lseek(self._handle, 0, os.SEEK_SET)
        return os.read(self._handle, os.fstat(self._handle).st_size)

    def _put(self, text: bytes) -> None:
        """Write over what is there: where no room is left there is still as much. Raises OSError.

        A disk that is nearly full takes the beginning of a text without a word.
        """
        os.lseek(self._handle, 0, os.SEEK_SET)
        left = text
        while left:
            left = left[os.write(self._handle, left) :]
        os.ftruncate(self._handle, len(text))

    def erase(self) -> None:
        """Take the mark away, so that `withdraw` leaves nothing there."""
        with contextlib.suppress(OSError):
            os.ftruncate(self._handle, 0)

    def release(self) -> None:
        """Let go of the folder."""
        os.close(self._handle)

    def withdraw(self) -> None:
        """Let go of a folder; of one that was not marked nothing is left there."""
        if os.fstat(self._handle).st_size == 0:
            with contextlib.suppress(OSError):  # some systems remove no file that is open
                (self.folder / MARK).unlink()
        self.release()


def hold(folder: Path) -> Hold:
    """Hold a folder that is there. Raises BlockingIOError when a run holds it, OSError."""
    for seconds in _GLANCES:
        try:
            return _hold(folder)
        except BlockingIOError:
            time.sleep(seconds)
    return _hold(folder)


def _hold(folder: Path) -> Hold:
    handle = os.open(folder / MARK, os.O_RDWR | os.O_CREAT | _PLAIN, 0o666)
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, f"{MARK} there is no file")
        _lock(handle)
    except OSError:
        os.close(handle)
        raise
    return Hold(folder, handle)


def held(folder: Path) -> bool:
    """Whether a run holds a marked folder. Raises OSError."""
    try:
        _hold(folder).release()
    except BlockingIOError:
        return True
    return False


def read_mark(folder: Path) -> Mark | None:
    """Return the mark of a folder, or None when no run has left one."""
    path = folder / MARK
    if path.is_symlink() or not path.is_file():
        return None
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        if found.pop("format") != FORMAT:
            return None
        return Mark(**found)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
