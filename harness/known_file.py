"""Reads `assay-known.toml`, strict: what is wrong there is named with its line.

A key that nobody reads, or an entry without a reason, would be an excuse that nobody has given.
"""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from pathlib import Path
from typing import Any, NoReturn

from harness.config import ConfigError, parsed, shown
from harness.known import TABLE, Entry

JUDGED = "judged"
_MOST = 10_000_000  # bytes of a file that people write
_KEYS = (TABLE, JUDGED)
_AT = re.compile(r"\s*\(at line (\d+), column \d+\)")
_SENTINEL = "the place that is looked for"


@dataclass(frozen=True, slots=True)
class Known:
    """A file of known failures; `judged` is the file that says what was judged, if it names one."""

    path: Path
    entries: tuple[Entry, ...] = ()
    judged: Path | None = None


def load_known(path: Path) -> Known:
    """Read a file of known failures. Raises ConfigError, with file and line."""
    return parse_known(path, read_text(path))


def read_text(path: Path) -> str:
    """Return the text of a file of known failures. Raises ConfigError."""
    try:
        odd = path.exists() and not path.is_file()  # a pipe would be waited for
        if odd and str(path) != os.devnull:  # which says that nothing is known
            message = f"{path}: it is no file"
            raise ConfigError(message)
        if not odd and path.exists() and path.stat().st_size > _MOST:
            message = f"{path}: it is larger than {_MOST // 1_000_000} MB"
            raise ConfigError(message)
        return path.read_bytes().decode("utf-8-sig")  # as some editors write it, its line ends kept
    except FileNotFoundError:
        message = f"{path}: there is no such file; `assay known update RUN` writes one"
    except (OSError, ValueError) as trouble:
        message = f"{path}: not readable as TOML: {trouble}"
    raise ConfigError(message) from None


def parse_known(path: Path, text: str) -> Known:
    """Return what the text of a file of known failures says. Raises ConfigError, as above."""
    try:
        found = parsed(text)
    except ValueError as trouble:
        line, said = _AT.search(str(trouble)), _AT.sub("", str(trouble))
        message = f"{path}{f':{line[1]}' if line else ''}: not readable as TOML: {said}"
        raise ConfigError(message) from None
    reading = _Reading(path, text)
    entries, judged = reading.entries(found), reading.judged(found)
    return Known(path, entries, judged)


def place_of(path: Path, text: str, *where: str | int) -> str:
    """Return `file:line` of a key, such as `"known", 3, "id"`; the file where it is not found.

    It is where another value would be written, as tomlkit writes a file.
    """
    import tomlkit  # noqa: PLC0415 - slow, and of use where a file is wrong

    try:
        marked: Any = tomlkit.parse(text)
        place = marked
        for step in where[:-1]:
            place = place[step]
        place[where[-1]] = _SENTINEL
        before = tomlkit.dumps(marked).partition(_SENTINEL)[0]
    except (IndexError, KeyError, TypeError, ValueError):
        return str(path)
    return f"{path}:{before.count(chr(10)) + 1}"


class _Reading:
    """Reads one file, and says where in it something is wrong."""

    def __init__(self, path: Path, text: str) -> None:
        self._path, self._text = path, text

    def _refuse(self, wrong: str, *where: str | int) -> NoReturn:
        place = place_of(self._path, self._text, *where) if where else self._path
        message = f"{place}: {wrong}"
        raise ConfigError(message)

    def judged(self, found: Mapping[str, Any]) -> Path | None:
        """Return the file that says what was judged."""
        value = found.get(JUDGED)
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip() or not value.isprintable():
            self._refuse(f"{JUDGED} is {shown(value)}; it should be the name of a file", JUDGED)
        return self._path.parent / value

    def entries(self, found: Mapping[str, Any]) -> tuple[Entry, ...]:
        """Return the entries, in the order in which they are written."""
        for key in found:
            if key not in _KEYS:
                self._refuse(f"unknown key {shown(key)}{_near(key, _KEYS)}", key)
        tables = found.get(TABLE, [])
        if not isinstance(tables, list) or not all(isinstance(each, dict) for each in tables):
            self._refuse(f"{TABLE} should be tables, each headed by [[{TABLE}]]", TABLE)
        entries: dict[str, Entry] = {}
        for at, table in enumerate(tables):
            entry = self._entry(at, table)
            if entry.id in entries:
                self._refuse(f"{entry.id} has an entry already", TABLE, at, "id")
            entries[entry.id] = entry
        return tuple(entries.values())

    def _entry(self, at: int, table: dict[str, Any]) -> Entry:
        for key, value in table.items():
            wrong = _WRONG[key](value) if key in _WRONG else f"unknown key {shown(key)}"
            if wrong:
                hint = "" if key in _WRONG else _near(key, _WRONG)
                self._refuse(f"{wrong}{hint}", TABLE, at, key)
        for key in ("id", "reason"):
            if key not in table:
                self._refuse(f"an entry has no {key}", *((TABLE, at, next(iter(table)))
                                                         if table else ()))  # fmt: skip
        expires = {"expires": table["expires"].isoformat()} if "expires" in table else {}
        places = {"places": tuple(map(str, table["places"]))} if "places" in table else {}
        return Entry(**{**table, **expires, **places})


def _near(key: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(key, list(known), 1)
    return f"; did you mean {near[0]}?" if near else f"; known are {', '.join(known)}"


def _id(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        return f"id is {shown(value)}; it should be the id of a claim, or a glob"
    if not value.isprintable() or " " in value:
        return f"id is {shown(value)}; no claim has such an id"
    return ""


def _saying(key: str) -> Callable[[Any], str]:
    """Return what says whether a value is a text that says something."""

    def wrong(value: Any) -> str:
        if isinstance(value, str) and any(
            letter.isprintable() and letter != " " for letter in value
        ):
            return ""
        return f"{key} is {shown(value)}; it should be a text that is not empty"

    return wrong


def _expires(value: Any) -> str:
    if isinstance(value, date) and not isinstance(value, datetime):
        return ""
    return f"expires is {shown(str(value))}; it should be a date without quotes, as in 2030-12-31"


def _sometimes(value: Any) -> str:
    if isinstance(value, bool):
        return ""
    return f"sometimes is {shown(value)}; it should be true or false"


def _places(value: Any) -> str:
    texts = isinstance(value, list) and all(isinstance(v, str) and v.strip() for v in value)
    if texts and value:
        return ""
    return f'places is {shown(value)}; it should be a list of fields, as in ["amount"]'


_OWN = {"id": _id, "expires": _expires, "sometimes": _sometimes, "places": _places}
_WRONG: dict[str, Callable[[Any], str]] = {
    field.name: _OWN.get(field.name) or _saying(field.name) for field in fields(Entry)
}
