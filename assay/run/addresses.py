"""Holds a base URL against the paths of the contracts: it ends before the first of their words."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from harness.config import ConfigError


def check_tail(name: str, value: str, paths: Iterable[str]) -> None:
    """Raise ConfigError when a base URL ends with what paths begin with, or with a whole path.

    `name` says where it was given. The text names the address that is meant.
    """
    known = tuple(paths)
    bare = value.rstrip("/")
    path = urlsplit(bare).path
    for tail in (*sorted(set(known), key=len, reverse=True), *_beginnings(known)):
        if path.endswith(tail):
            right = bare.removesuffix(tail).rstrip("/")
            message = f"{name} is {value!r}; it should end before {tail}, which paths have: {right}"
            raise ConfigError(message)


def _beginnings(paths: tuple[str, ...]) -> Iterator[str]:
    """Yield what every path begins with, the longest first: for /v1/a and /v1/b it is /v1."""
    shared = posixpath.commonpath(paths) if paths else "/"
    while shared.strip("/"):
        yield shared
        shared = posixpath.dirname(shared)
