"""Reads the file of a document: JSON, or YAML by the rules of its version 1.2, as OpenAPI asks.

`NO` is a country, and a date a text. What no package could hold is told with its place.
"""

from __future__ import annotations

import json
import re
from math import isfinite
from pathlib import Path
from typing import Any

import yaml

from contracts.importing.limits import DocumentError

DEEPEST = 200  # nested values of a document: more is no API, and would exhaust the stack
LARGEST = 100_000_000  # bytes of a file
_LARGE = 10**30
_DIGITS = 1_000
_HALF = re.compile("[\ud800-\udfff]")  # of a character that takes two
_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _TwiceError(Exception):
    """A mapping has a key twice, of which one would be lost."""


class _Loader(_Base):  # type: ignore[misc] # which of the two it is, is known at run time
    """Reads scalars as YAML 1.2 does: only true, false, null and decimal numbers are no texts."""

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        """Return a mapping none of whose keys stands twice. Raises ConstructorError."""
        seen: set[tuple[str, str]] = set()
        for key, _ in node.value if isinstance(node, yaml.MappingNode) else ():
            mark = (key.tag, key.value if isinstance(key.value, str) else repr(key))
            if mark in seen and not key.tag.endswith(":merge"):
                said = f"the key {mark[1]!r} stands here twice"
                raise yaml.constructor.ConstructorError(None, None, said, key.start_mark)
            seen.add(mark)
        return super().construct_mapping(node, deep)

    def construct_yaml_int(self, node: Any) -> int:
        """Return a whole number. Raises ValueError."""
        return _whole(self.construct_scalar(node))

    yaml_implicit_resolvers: dict[str, list[Any]] = {}  # noqa: RUF012 - as PyYAML has it


_SCALARS = (
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("int", r"^[-+]?(?:0|[1-9][0-9]*)$", "-+0123456789"),
    ("float", r"^[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+|[0-9]+)(?:[eE][-+]?[0-9]+)?$", "-+0123456789."),
    ("merge", r"^(?:<<)$", "<"),
)  # fmt: skip
for _tag, _pattern, _first in _SCALARS:
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), list(_first))
_Loader.add_constructor("tag:yaml.org,2002:int", _Loader.construct_yaml_int)


def parsed(file: Path, told: Path) -> Any:
    """Read a file of JSON or YAML. Raises DocumentError."""
    name = str(told)
    text = _content(file, name)
    try:
        if text.lstrip()[:1] in ("{", "["):
            try:
                return _keyed(json.loads(text, object_pairs_hook=_once, parse_int=_whole), name)
            except json.JSONDecodeError:
                if "\t" in text:  # no YAML either
                    raise
        return _keyed(yaml.load(text, Loader=_Loader), name)  # noqa: S506 - a safe loader's child
    except _TwiceError as trouble:
        raise DocumentError(name, "#", str(trouble)) from None
    except json.JSONDecodeError as trouble:
        raise DocumentError(name, f":{trouble.lineno}", f"not JSON: {trouble.msg}") from None
    except yaml.YAMLError as trouble:
        mark = getattr(trouble, "problem_mark", None)
        reason = f"not YAML: {getattr(trouble, 'problem', trouble)}"
        raise DocumentError(name, f":{mark.line + 1 if mark else 1}", reason) from None
    except RecursionError:
        raise DocumentError(name, "#", "it is nested too deeply") from None
    except ValueError as trouble:  # a number, or a date, that is none
        raise DocumentError(name, "#", f"cannot be read: {trouble}") from None


def _content(file: Path, name: str) -> str:
    try:
        with file.open("rb") as stream:
            content = stream.read(LARGEST + 1)
        if len(content) > LARGEST:
            raise DocumentError(name, "#", f"larger than {LARGEST:,} bytes: no document of an API")
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as trouble:
        line = content.count(b"\n", 0, trouble.start) + 1
        raise DocumentError(name, f":{line}", f"not UTF-8: {trouble.reason}") from None
    except OSError as trouble:
        raise DocumentError(name, "#", f"cannot be read: {trouble.strerror}") from None


def _whole(text: str) -> int:
    """Return a whole number; one of thousands of digits is as good as any that is too large."""
    return int(text) if len(text) < _DIGITS else _LARGE


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a mapping of JSON. Raises _TwiceError."""
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        twice = next(name for name, _ in pairs if name in seen or seen.add(name))  # type: ignore[func-returns-value]
        raise _TwiceError(f"the key {twice!r} stands twice in one mapping")
    return found


def _keyed(value: Any, file: str) -> Any:
    """Return a value whose keys are texts: `200:` is "200". Raises DocumentError.

    What an alias repeats is read once: some documents would fill the memory otherwise.
    """
    done: dict[int, Any] = {}

    def read(value: Any, depth: int, above: tuple[Any, ...] = ()) -> Any:
        if not isinstance(value, dict | list):
            if reason := _unreadable(value):
                raise DocumentError(file, _pointer(above), reason)
            return value
        if id(value) in done and done[id(value)] is not None:
            return done[id(value)]
        if id(value) in done or depth > DEEPEST:
            raise DocumentError(file, "#", "it is nested too deeply, or holds itself by an alias")
        done[id(value)] = None
        if isinstance(value, dict):
            found: Any = {read(_key(key), depth, above): read(inner, depth + 1, (above, key))
                          for key, inner in value.items()}  # fmt: skip
        else:
            found = [read(inner, depth + 1, (above, n)) for n, inner in enumerate(value)]
        done[id(value)] = found
        return found

    return read(value, 0)


def _unreadable(value: Any) -> str:
    """Return why a value is one that no file can hold, or ""."""
    if isinstance(value, str):
        half = "" if value.isascii() else next(filter(_HALF.match, value), "")
        return f"{half!r} is half a character" if half else ""
    if isinstance(value, float) and not isfinite(value):
        return f"{value} is no number that can be written"
    large = isinstance(value, int) and abs(value) >= _LARGE
    return "a whole number of more than 30 digits" if large else ""


def _pointer(above: tuple[Any, ...]) -> str:
    """Return where a value stands, as a JSON pointer."""
    names = []
    while above:
        above, name = above
        names.append(str(name).replace("~", "~0").replace("/", "~1"))
    return "#" + "".join(f"/{name}" for name in reversed(names))


def _key(key: Any) -> str:
    return str(key).lower() if isinstance(key, bool) or key is None else str(key)
