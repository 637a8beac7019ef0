"""Writes plain data as the YAML of contracts: leaves on one line, tables below each other."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

WIDTH = 100  # characters of a line
_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_./\-]*")
_LONGEST = 120  # characters of the name of a file
_PORTS = tuple(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))
_DEVICES = ("aux", "con", "nul", "prn", *_PORTS)  # which are no files on some systems
_WORDS = ("y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf")


def scalar(value: Any) -> str:
    """Return a text, a number, true, false or nothing as YAML writes it."""
    if isinstance(value, str):
        plain = _PLAIN.fullmatch(value) and value.lower() not in _WORDS
        return value if plain else json.dumps(value, ensure_ascii=False)
    return json.dumps(value)


def line(value: Any) -> str:
    """Return any value on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{scalar(k)}: {line(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(line, value)) + "]"
    return scalar(value)


def dump(value: dict[str, Any], depth: int = 0) -> str:
    """Return a mapping as YAML, its keys below each other behind so many blanks."""
    return "".join(f"{text}\n" for text in _mapping(value, depth))


def _mapping(value: dict[str, Any], depth: int) -> Iterator[str]:
    for key, inner in value.items():
        yield from _entry(f"{' ' * depth}{scalar(key)}:", inner, depth)


def _entry(start: str, value: Any, depth: int) -> Iterator[str]:
    """Yield a key, or the dash of an element, with what it holds."""
    if not isinstance(value, dict | list) or not value or _fits(value, WIDTH - len(start) - 1):
        yield f"{start} {line(value)}"
    elif isinstance(value, dict):
        yield start
        yield from _mapping(value, depth + 2)
    else:
        yield start
        for inner in value:
            yield from _element(inner, depth + 2)


def _element(value: Any, depth: int) -> Iterator[str]:
    dash = f"{' ' * depth}-"
    if isinstance(value, dict) and value and not _fits(value, WIDTH - depth - 2):
        first, *rest = _mapping(value, depth + 2)
        yield f"{dash} {first.lstrip()}"
        yield from rest
    else:
        yield from _entry(dash, value, depth)


def _fits(value: Any, room: int) -> bool:
    """Whether a value stands on one line: a short row does, and a table of one such row."""
    table = isinstance(value, dict) and not isinstance(value.get("type"), str)
    if table and sum(isinstance(inner, dict) for inner in value.values()) > 1:
        return False
    return not _holds_rows(value) and len(line(value)) <= room


def _holds_rows(value: Any) -> bool:
    """Whether a row has rows below it."""
    return isinstance(value, dict) and any(
        key == "children" or _holds_rows(inner) for key, inner in value.items()
    )


def package(api: dict[str, Any], resources: dict[str, dict[str, Any]], hint: str) -> dict[str, str]:
    """Return the files of a package: path -> text."""
    schema = f"# yaml-language-server: $schema={hint}" if hint else ""
    found = {
        "api.yaml": (f"{schema}api.schema.json\n" if schema else "") + dump(api),
        "shared/enums.yaml": "{}\n",
        "shared/fields.yaml": "{}\n",
    }
    start = f"{schema}contract.schema.json\n" if schema else ""
    taken: set[str] = set()
    for name, entry in sorted(resources.items()):
        file = _free(file_of(name), taken)
        taken.add(file.lower())
        found[f"resources/{file}.yaml"] = start + dump(entry)
    return found


def file_of(name: str) -> str:
    """Return the name of a resource's file, one that every system can have."""
    found = re.sub(r"[^A-Za-z0-9_.\-]", "_", name)[:_LONGEST]
    return f"_{found}" if found.partition(".")[0].lower() in _DEVICES else found


def _free(file: str, taken: set[str]) -> str:
    """Return the name of a file that no other has, be it in other letters."""
    every = (file, *(f"{file}_{number}" for number in range(2, len(taken) + 3)))
    return next(one for one in every if one.lower() not in taken)
