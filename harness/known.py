"""What a user expects to fail: entries that name claims and say why, whose and until when.

What an entry names and fails is `known`; what an entry no longer explains is told, so that no list
of failures rots.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from fnmatch import translate
from functools import cache

KNOWN_FILE = "assay-known.toml"
TABLE = "known"
_ESCAPED = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One expected failure, or several by a glob in which * and ? alone are special.

    `expires` is the last day on which it counts, "" when there is none. `sometimes` says that what
    it names may hold as well: that it does is no reason to take the entry out. `places`, where
    given, are the only places at which it expects findings.
    """

    id: str
    reason: str
    link: str = ""
    owner: str = ""
    expires: str = ""
    sometimes: bool = False
    places: tuple[str, ...] = ()

    @property
    def exact(self) -> bool:
        """Whether it names one claim."""
        return not is_glob(self.id)


def is_glob(text: str) -> bool:
    """Whether a text of an entry stands for several ids."""
    return "*" in text or "?" in text


@cache
def _pattern(glob: str) -> re.Pattern[str]:
    return re.compile(translate(glob.replace("[", "[[]")))  # it takes no longer for more of *


class Entries:
    """Finds the entries that name a claim. `renamed` has new ids by those that entries may have."""

    def __init__(self, entries: Iterable[Entry], renamed: Mapping[str, str] | None = None) -> None:
        self._former: dict[str, list[str]] = {}
        for old, new in (renamed or {}).items():
            self._former.setdefault(new, []).append(old)
        every = tuple(entries)
        self._exact = {entry.id: entry for entry in every if entry.exact}
        self._globs = tuple((_pattern(entry.id), entry) for entry in every if not entry.exact)

    def of(self, name: str) -> tuple[Entry, ...]:
        """Return the entries that name a claim, the one that names it alone first."""
        names = (name, *self._former.get(name, ()))
        exact = (self._exact[text] for text in names if text in self._exact)
        globs = (entry for pattern, entry in self._globs if any(map(pattern.fullmatch, names)))
        return (*exact, *globs)


def toml_text(text: str) -> str:
    """Return a text as TOML writes it on one line: its quotes, and escapes for what nobody sees."""
    return f'"{"".join(map(_letter, text))}"'


def _letter(letter: str) -> str:
    if letter in _ESCAPED:
        return _ESCAPED[letter]
    code = ord(letter)
    if 0xD800 <= code <= 0xDFFF:  # half a character, which no TOML holds
        return "\\uFFFD"
    if letter.isprintable():
        return letter
    return f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"


def filled(entry: Entry) -> dict[str, object]:
    """Return an entry as a record without what is empty."""
    return {name: value for name, value in asdict(entry).items() if value}


def block(entry: Entry) -> str:
    """Return an entry as a file of known failures has it."""
    lines = [f"[[{TABLE}]]"]
    for field in fields(entry):
        value = getattr(entry, field.name)
        if value is True:
            lines.append(f"{field.name} = true")
        elif field.name == "expires" and value:
            lines.append(f"{field.name} = {value}")
        elif field.name == "places" and value:
            lines.append(f"{field.name} = [{', '.join(map(toml_text, value))}]")
        elif value:
            lines.append(f"{field.name} = {toml_text(value)}")
    return "\n".join(lines) + "\n"
