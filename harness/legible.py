"""What a server or a file says, as every terminal, log and file can show it.

A text that nobody here has written can move a terminal's cursor, turn the order of letters round,
begin a line of its own, or give a command to the service that reads the log of a build. Letters
that are not seen are written as escapes, and what would be a command is none any more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_COMMAND = re.compile(r"#(?=#[a-z]*\[)", re.IGNORECASE)  # ##[error], ##vso[…], ##teamcity[…]
_FIRST = re.compile(r"(\s*):(?=:)")  # ::error::… at the start of a line
_STARTS = re.compile(r"^([ \t]*):(?=:)", re.MULTILINE)


def line(text: str) -> str:
    """Return a text on one line that says nothing but what can be seen."""
    if not text.isprintable():
        text = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)
    if "##" in text:
        text = _COMMAND.sub(r"\\x23", text)
    return _FIRST.sub(r"\1\\x3a", text, count=1) if "::" in text and _FIRST.match(text) else text


def plain(texts: Iterable[str]) -> bool:
    """Whether nothing in texts makes `line` write one of them otherwise; most say so at once."""
    together = " ".join(texts)
    return together.isprintable() and "##" not in together and "::" not in together


def lines(text: str) -> str:
    """Return a text whose line breaks are meant, with all else that is not seen as escapes.

    The escapes are those of JSON, in which they change nothing that is said.
    """
    return "\n".join(map(_seen, text.split("\n")))


def quoted(text: str) -> str:
    """Return JSON that a terminal and a log can show: it says the same."""
    return _COMMAND.sub(r"\\u0023", lines(text)) if "##" in text else lines(text)


def printed(text: str) -> str:
    """Return what is printed on some lines: seen as a whole, and no command to who reads a log."""
    return _STARTS.sub(r"\1\\u003a:", quoted(text)) if "::" in text else quoted(text)


def _seen(text: str) -> str:
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else _escape(c) for c in text)


def _escape(letter: str) -> str:
    """Return the escape of a letter, of one beyond 16 bits two."""
    if letter == "\t":
        return letter
    units = letter.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))
