"""Standard streams that may be closed or full: what is told there never decides how a run ends.

A command that writes its result to files goes on without them, and its exit code is about that. Of
any other, what it prints is the result: when that is lost, the command says so and fails.
"""

from __future__ import annotations

import contextlib
import errno
import io
import os
import sys

_LEFT = (errno.EPIPE, errno.EBADF)  # nobody reads on, or ever did: that is what the user wanted
_NAMES = ("stdout", "stderr")


class Heedless(io.RawIOBase):
    """Writes to a file descriptor; where that cannot be done, `lost` says why."""

    def __init__(self, handle: int, name: str) -> None:
        self.lost: OSError | None = None
        self._handle = handle
        self.name = f"<{name}>"
        self.mode = "wb"

    def fileno(self) -> int:
        """Return the file descriptor."""
        return self._handle

    def writable(self) -> bool:
        """Whether one can write, which is always so."""
        return True

    def isatty(self) -> bool:
        """Whether a person may be looking."""
        return os.isatty(self._handle)

    def write(self, data: object) -> int:
        """Write, or take note that it cannot be done, and return how much is done with."""
        given = memoryview(data)  # type: ignore[arg-type] # whatever holds bytes
        if self.lost is not None:
            return given.nbytes
        try:
            return os.write(self._handle, given)
        except OSError as trouble:
            self.lost = trouble
            return given.nbytes


def occupy() -> None:
    """Open what is closed of the three standard streams, so that no file takes their place."""
    for handle in (0, 1, 2):
        try:
            os.fstat(handle)
        except OSError:
            opened = os.open(os.devnull, os.O_RDWR)
            if opened != handle:
                os.dup2(opened, handle)
                os.close(opened)
            os.set_inheritable(handle, True)


def guard() -> None:
    """Let standard output and error take everything; what terminals cannot show is escaped."""
    occupy()
    for handle, name in enumerate(_NAMES, 1):
        given = getattr(sys, name)
        if isinstance(given, io.TextIOWrapper):
            given.reconfigure(errors="backslashreplace")  # servers send what terminals cannot show
        if given is not None and (sys.platform == "win32" or not _is(given, handle)):
            continue  # a console, or something that catches what is printed
        raw = Heedless(handle, name)
        encoding = getattr(given, "encoding", None) or "utf-8"
        setattr(sys, name, io.TextIOWrapper(
            io.BufferedWriter(raw), encoding, errors="backslashreplace",
            line_buffering=name == "stderr" or raw.isatty(),
        ))  # fmt: skip


def lost() -> OSError | None:
    """Return why what was printed is not there, None when it is, or when nobody wanted it."""
    raw = getattr(getattr(sys.stdout, "buffer", None), "raw", None)
    with contextlib.suppress(OSError, ValueError):
        sys.stdout.flush()
    if not isinstance(raw, Heedless) or raw.lost is None or raw.lost.errno in _LEFT:
        return None
    return raw.lost


def _is(stream: object, handle: int) -> bool:
    """Whether a stream writes to a file descriptor as the interpreter has made it."""
    try:
        return isinstance(stream, io.TextIOWrapper) and stream.fileno() == handle
    except (OSError, ValueError):
        return False
