"""The words of an API: the names and values that its contracts know, and that nobody wrote."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from contracts import Contracts

_WORD = re.compile(r"[A-Za-z0-9_./:-]{1,80}")


def words(contracts: Contracts) -> frozenset[str]:
    """Return every name, path and value that an API package has."""
    seen: set[int] = set()
    return frozenset(word for text in _texts(contracts, seen) for word in _parts(text))


def _parts(text: str) -> Iterator[str]:
    if _WORD.fullmatch(text):
        yield text
        yield from text.split(".")


def _texts(value: Any, seen: set[int]) -> Iterator[str]:
    """Yield the texts in a value, however deep; each part once."""
    if isinstance(value, str):
        yield value
        return
    if id(value) in seen:
        return
    seen.add(id(value))
    if is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name), seen)
    elif isinstance(value, Mapping):
        for name, part in value.items():
            yield from _texts(name, seen)
            yield from _texts(part, seen)
    elif isinstance(value, tuple | list | set | frozenset):
        for part in value:
            yield from _texts(part, seen)
