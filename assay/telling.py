"""What a command prints, and what of it anybody may see.

Everything that is written to the standard streams while a command runs passes here: secrets are
left out, letters that a terminal obeys are escapes, and nothing is a command to the service that
reads the log of a build. Who prints what a server or a file says puts it on one line himself
(`harness/legible.py`): here nobody knows any more which line breaks were meant.
"""

from __future__ import annotations

import contextlib
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TextIO

from harness.legible import printed
from harness.redaction import Redactor

_STREAMS = ("stdout", "stderr")
_LIKE_A_KEY = re.compile(r"[a-z]{1,4}_(?:test|live)_\w+", re.IGNORECASE)
_kept = [Redactor()]  # of the process, as the streams are: a traceback is printed at its very end
_secrets: set[str] = set()


def conceal(secrets: Iterable[str], *, anew: bool = False) -> None:
    """Let nothing that is printed from now on show these, nor those of before unless `anew`."""
    if anew:
        _secrets.clear()
    _secrets.update(secrets)
    _kept[0] = Redactor(sorted(_secrets))


def early(arguments: Sequence[str], environment: Mapping[str, str], *names: str) -> set[str]:
    """Return what may be a secret before anybody has read what a command was given.

    That is what an argument holds that looks like a key, also of an option that there is not, and
    what the variables of these names hold.
    """
    found = {key for argument in arguments for key in _LIKE_A_KEY.findall(argument)}
    return found | {value for name in names if (value := environment.get(name))}


def kept(text: str) -> str:
    """Return a text that a user gave as it is written to a file."""
    return _kept[0].text(text)


def told(text: str) -> str:
    """Return a text as it is printed."""
    return printed(kept(text))


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
