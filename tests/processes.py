"""Which tests start the program in a process of its own: those that are marked as whole runs.

So are those that hold a server against a whole profile, or a hostile one against the suites. They
take half of the time of all tests: `tox -e whole` runs them, and the project's test command leaves
them out.
"""

from __future__ import annotations

import sys
from typing import Any

_EVENT = "subprocess.Popen"
_BARE = "-S"  # a script that imports nothing of ours: it takes a few hundredths of a second


class Watch:
    """An audit hook that refuses to start Python for a test without the marker `whole`.

    `unmarked` is the id of the test that runs and has none, or empty.
    """

    def __init__(self) -> None:
        self.unmarked = ""

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Look at what Python is about to do. Raises RuntimeError."""
        if event == _EVENT and self.unmarked and _imports(arguments[0], arguments[1]):
            message = f"{self.unmarked} starts Python and has no `@pytest.mark.whole`"
            raise RuntimeError(message)


def _imports(program: Any, arguments: Any) -> bool:
    """Whether a command starts a Python that imports what is installed."""
    return str(program or arguments[0]) == sys.executable and _BARE not in arguments
