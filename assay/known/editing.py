"""Edits the text of a file of known failures: what people wrote in it stays, letter by letter."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.items import AoT, Whitespace

from harness.config import ConfigError
from harness.known import TABLE, Entry, block, toml_text
from harness.known_file import JUDGED, parse_known

_HEAD = """\
# Failures that are expected, and why. `assay known update RUN` adds what fails in a run,
# `assay known prune RUN` takes out what is fixed; the rest of this file is yours.

"""


def started(judged: str) -> str:
    """Return the text of a new file, which names the file that says what was judged."""
    return f"{_HEAD}{JUDGED} = {toml_text(judged)}\n"


def naming(path: Path, text: str, judged: str) -> str:
    """Return a text that names the file that says what was judged, below its first comment."""
    if parse_known(path, text).judged is not None:
        return text
    lines = text.splitlines(keepends=True)
    at = next((n for n, line in enumerate(lines) if not line.startswith("#")), len(lines))
    at = at + 1 if at < len(lines) and not lines[at].strip() else 0  # else it is an entry's comment
    end = _end(text)
    return "".join([*lines[:at], f"{JUDGED} = {toml_text(judged)}{end}{end}", *lines[at:]])


def added(path: Path, text: str, entries: Collection[Entry]) -> str:
    """Return a text with entries at its end. Raises ConfigError where they cannot stand there."""
    if not entries:
        return text
    before = parse_known(path, text).entries
    end = _end(text)
    start = text if not text or text.endswith("\n") else f"{text}{end}"
    new = "".join(f"\n{block(entry)}" for entry in entries).replace("\n", end)
    return _checked(path, start + new, (*before, *entries))


def pruned(path: Path, text: str, ids: Collection[str]) -> str:
    """Return a text without some entries; comments outside of them stay. Raises ConfigError."""
    left = tuple(entry for entry in parse_known(path, text).entries if entry.id not in ids)
    document = tomlkit.parse(text)
    tables: Any = document.get(TABLE, [])
    for at in reversed(range(len(tables))):
        if tables[at]["id"] in ids:
            if isinstance(tables, AoT):
                _hand_over(document, tables, at)
            del tables[at]
    if not left:
        document.body[:] = [(key, item) for key, item in document.body if key != TABLE]
    return _checked(path, tomlkit.dumps(document), left)


def _hand_over(document: Any, tables: Any, at: int) -> None:
    """Give what stands behind an entry, from the first empty line on, to what stands before it.

    tomlkit takes the comment above an entry for the end of the one before.
    """
    body = tables[at].value.body
    count = next((n for n, (key, _) in enumerate(reversed(body)) if key is not None), len(body))
    tail = body[len(body) - count :]
    empty = next((n for n, (_, item) in enumerate(tail) if isinstance(item, Whitespace)), count)
    above = tables[at - 1].value.body if at else document.body
    place = len(above) if at else [key for key, _ in above].index(TABLE)
    double = place > 0 and isinstance(above[place - 1][1], Whitespace)
    above[place:place] = tail[empty + double :]


def _end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _checked(path: Path, text: str, entries: Iterable[Entry]) -> str:
    """Return an edited text. Raises ConfigError when it does not say what it should."""
    wanted = f"{path} cannot be edited: write its entries as tables, each headed by [[{TABLE}]]"
    try:
        found = parse_known(path, text).entries
    except ConfigError:
        raise ConfigError(wanted) from None
    if found != tuple(entries):
        raise ConfigError(wanted)
    return text
