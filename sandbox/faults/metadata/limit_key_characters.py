"""Keys of metadata with characters that none may have."""

from __future__ import annotations

from typing import Any

from sandbox import seams
from sandbox.decode import Raw
from sandbox.errors import ApiError
from sandbox.faults.metadata import _limits
from sandbox.seams import Params
from sandbox.service import Route


@seams.validation()
def taken(inner: seams.Validate, route: Route, sent: Raw) -> Params:
    """A key is taken whatever characters it has."""
    return _limits.unlimited(inner, route, sent, "No key of")


@seams.validation()
def left_out(inner: seams.Validate, route: Route, sent: Raw) -> Params:
    """The characters that no key may have are taken out of it."""
    return inner(route, _renamed(route, sent, ""))


@seams.validation()
def last_alone_refused(inner: seams.Validate, route: Route, sent: Raw) -> Params:
    """The first of the characters is kept under another name, only the others are refused."""
    words = route.table.api.metadata if route.table else None
    first = words.key_without[:1] if words else ""
    return inner(route, _renamed(route, sent, first))


@seams.validation()
def refused_elsewhere(inner: seams.Validate, route: Route, sent: Raw) -> Params:
    """A key with such a character is refused as if there were no such object."""
    try:
        return inner(route, sent)
    except ApiError as refusal:
        if "No key of" in refusal.message:
            refusal.status = 404
        raise


def _renamed(route: Route, sent: Raw, only: str) -> Raw:
    """Return what was sent, keys of metadata without the characters, or without one of them."""
    words = route.table.api.metadata if route.table else None
    kept: Any = sent.get(words.row) if words else None
    if not words or not isinstance(kept, dict):
        return sent
    gone = dict.fromkeys(map(ord, only or words.key_without))
    return {**sent, words.row: {key.translate(gone): text for key, text in kept.items()}}
