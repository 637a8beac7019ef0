"""Files that a user names for a command to read: to a bound, and none is waited for.

A device of the shell, as `<(…)` makes one, may be read like a file.
"""

from __future__ import annotations

import errno
from pathlib import Path

DEVICES = Path("/dev")  # where a shell puts what it makes of `<(…)`
MOST = 10_000_000  # bytes of a file that people write


def read_given(path: Path, most: int = MOST) -> bytes:
    """Return what is in a file of at most so many bytes.

    Raises OSError, also where a pipe is in the way that nobody may ever write to.
    """
    if path.is_fifo() and DEVICES not in path.parents:
        raise OSError(errno.EINVAL, "it is no file", str(path))
    with path.open("rb") as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise OSError(errno.EFBIG, f"it is larger than {most // 1_000_000} MB", str(path))
    return data
