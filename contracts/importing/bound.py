"""Binds what is imported by conventions of its own, where a package lies over it.

The package promises nothing for operations that it does not know: they get a set of conventions,
as the document states them, and the package's own hold for its operations alone. How the API is
reached and spoken (keys, forms, paths, names) is said once, by the package.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import yaml

from contracts.conventions import FILE
from contracts.importing.writing import dump, line
from contracts.package import PRESETS
from contracts.presets import laid
from contracts.reader import Reader
from contracts.sets import DEFAULT, PACKAGE, SETS

Entry = dict[str, Any]
NEIGHBOURS = "neighbours"
_SPOKEN = ("base", "form", "names")
_JUDGED = (  # of keys
    "client_secret", "forbidden", "not_enabled", "publishable", "refused", "type",
)  # fmt: skip
_BLOCK = r"{}:[ \t]*(?:#.*)?$"


def spoken(folder: Path) -> Entry:
    """Return how a package is reached and spoken, as sections; what it promises is not among them.

    Raises ContractError.
    """
    read = laid(Reader.open(folder, folder / FILE), folder).record()
    found = {name: read[name] for name in _SPOKEN if name in read}
    if "auth" in read:
        found["auth"] = {key: told for key, told in read["auth"].items() if key not in _JUDGED}
    version = read.get("headers", {}).get("version")
    return found | ({"headers": {"version": version}} if version else {})


def bound(text: str, api: Entry, operations: Iterable[str], own: Iterable[str]) -> dict[str, str]:
    """Return `api.yaml` of a package, and the file beside it that binds what is imported.

    `api` are the conventions of the document, `operations` the ids that they hold for, `own` those
    of the package.
    """
    known: Entry = yaml.safe_load(text)
    name = _free(known.get(SETS) or {})
    file = f"{PRESETS}/{name}.yaml"
    held = {key: told for key, told in api.items() if key not in (*PACKAGE, NEIGHBOURS)}
    one = {name: {"like": file, "operations": _globs(operations, tuple(own))}}
    text = with_entries(text, SETS, one, first=True)
    if SETS not in known:
        text = f"{text.rstrip()}\n{DEFAULT}: base\n"
    return {FILE: _with_neighbours(text, api.get(NEIGHBOURS, [])), file: dump(held)}


def _globs(operations: Iterable[str], own: tuple[str, ...]) -> list[str]:
    """Return globs that fit operations and none of the package: a resource of them is one glob."""
    found = []
    for name in operations:
        whole = f"{name.rpartition('.')[0]}.*"
        found.append(name if any(fnmatchcase(other, whole) for other in own) else whole)
    return sorted(set(found))


def _free(sets: Entry) -> str:
    """Return a name that no set has."""
    names = ("document", *(f"document_{number}" for number in range(2, len(sets) + 3)))
    return next(name for name in names if name not in sets)


def _with_neighbours(text: str, further: list[str]) -> str:
    """Return conventions with more resources that no file describes."""
    there: list[str] = yaml.safe_load(text).get(NEIGHBOURS) or []
    new = [name for name in further if name not in there]
    last = re.search(rf"^{NEIGHBOURS}:[ \t]*\n(?:[ \t]*- .*\n)*([ \t]*- ).*\n", text, re.MULTILINE)
    if last and new:
        added = "".join(f"{last[1]}{line(name)}\n" for name in new)
        return f"{text[: last.end()]}{added}{text[last.end() :]}"
    before, after = _parted(text, NEIGHBOURS)
    return f"{before.rstrip()}\n{NEIGHBOURS}: {line([*there, *new])}\n{after}" if new else text


def with_entries(text: str, key: str, entries: Entry, *, first: bool = False) -> str:
    """Return YAML with more entries below a key; all else stays as it is."""
    if not entries:
        return text
    lines = text.splitlines(keepends=True)
    start = next((n for n, one in enumerate(lines) if re.match(_BLOCK.format(key), one)), -1)
    inside = range(start + 1, len(lines))
    end = next((n for n in inside if re.match(r"[^\s#]", lines[n])), len(lines))
    told = [one for one in lines[start + 1 : end] if one.strip() and one.lstrip()[0] != "#"]
    if start < 0 or not told:
        return _rewritten(text, key, entries, first=first)
    place = start + 1 if first else end
    blanks = len(told[0]) - len(told[0].lstrip())
    return "".join([*lines[:place], dump(entries, blanks), *lines[place:]])


def _rewritten(text: str, key: str, entries: Entry, *, first: bool) -> str:
    """Return YAML with more entries below a key that is not there, or stands on one line."""
    before, after = _parted(text, key)
    there: Entry = (yaml.safe_load(text).get(key) if after or before != text else None) or {}
    every = {**entries, **there} if first else {**there, **entries}
    return f"{before.rstrip()}\n{key}:\n{dump(every, 2)}{after}"


def _parted(text: str, key: str) -> tuple[str, str]:
    """Return what stands before a key at the top, and what stands after its value."""
    if not re.search(rf"^{key}:", text, re.MULTILINE):
        return text, ""
    root = yaml.compose(text)
    for name, value in root.value if root is not None else ():
        if name.value == key:
            end = text.find("\n", max(value.end_mark.index - 1, 0)) + 1 or len(text)
            return text[: name.start_mark.index], text[end:]
    return text, ""
