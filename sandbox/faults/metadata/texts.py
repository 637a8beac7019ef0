"""Metadata that comes back otherwise."""

from __future__ import annotations

import html
from collections.abc import Callable
from typing import Any
from unicodedata import normalize

from sandbox import seams
from sandbox.store import Object


@seams.objects()
def spaces_joined(item: Object) -> Object:
    """Of several spaces one is left."""
    return _changed(item, lambda text: " ".join(text.split()))


@seams.objects()
def numbers(item: Object) -> Object:
    """Values that look like numbers come back as numbers."""
    return _changed(item, lambda text: int(text) if text.isdigit() else text)


@seams.objects()
def basic_plane_only(item: Object) -> Object:
    """Characters beyond the basic plane are lost."""
    return _changed(item, lambda text: "".join(c if ord(c) < 0x10000 else "?" for c in text))


@seams.objects("GET *")
def keys_lowered(item: Object) -> Object:
    """Objects that are read show their keys in lower case."""
    metadata = item.get("metadata") or {}
    return {**item, "metadata": {key.lower(): text for key, text in metadata.items()}}


def _changed(item: Object, change: Callable[[str], Any]) -> Object:
    metadata = item.get("metadata") or {}
    return {**item, "metadata": {key: change(text) for key, text in metadata.items()}}


@seams.objects()
def trimmed(item: Object) -> Object:
    """Blanks at both ends are taken away."""
    return _changed(item, str.strip)


@seams.objects()
def entities_read(item: Object) -> Object:
    """Entities are read as the signs that they stand for."""
    return _changed(item, html.unescape)


@seams.objects()
def composed(item: Object) -> Object:
    """A letter and its mark are made one letter."""
    return _changed(item, lambda text: normalize("NFC", text))
