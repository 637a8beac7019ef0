"""What a command prints, and what of it anybody may see.

Everything that is written to the standard streams while a command runs passes here: secrets are
left out, letters that a terminal obeys are escapes, and nothing is a command to the service that
reads the log of a build. Who prints what a server or a file says puts it on one line himself
(`harness/legible.py`): here nobody knows any more which line breaks were meant.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from harness.legible import printed
from harness.redaction import Redactor

_STREAMS = ("stdout", "stderr")
_kept = [Redactor()]  # of the process, as the streams are: a traceback is printed at its very end


def conceal(secrets: Iterable[str]) -> None:
    """Let nothing that is printed from now on show these."""
    _kept[0] = Redactor(secrets)


def told(text: str) -> str:
    """Return a text as it is printed."""
    return printed(_kept[0].text(text))


class Telling:
    """A standard stream that takes text; `plain` is the stream itself, to move the cursor.

    It has no `buffer`: what is written there would pass by.
    """

    def __init__(self, plain: TextIO) -> None:
        self.plain = plain

    def write(self, text: str) -> int:
        """Write what may be seen of a text."""
        if not isinstance(text, str):
            message = f"a text is written here, not {type(text).__name__}"
            raise TypeError(message)
        self.plain.write(told(text))
        return len(text)

    def writelines(self, texts: Iterable[str]) -> None:
        """Write several texts."""
        for text in texts:
            self.write(text)

    def __getattr__(self, name: str) -> Any:
        if name == "buffer":
            raise AttributeError(name)
        return getattr(self.plain, name)


@contextlib.contextmanager
def guarded() -> Iterator[None]:
    """Let what is printed pass through `told` until the block ends."""
    before = {name: getattr(sys, name) for name in _STREAMS}
    for name, stream in before.items():
        if stream is not None and not isinstance(stream, Telling):
            setattr(sys, name, Telling(stream))
    try:
        yield
    finally:
        for name, stream in before.items():
            setattr(sys, name, stream)
