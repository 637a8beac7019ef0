"""Metadata that comes back otherwise."""

from __future__ import annotations

import html
from collections.abc import Callable
from typing import Any
from unicodedata import normalize

from sandbox import seams

Texts = dict[str, str]


@seams.metadata()
def spaces_joined(kept: Texts) -> dict[str, Any]:
    """Of several spaces one is left."""
    return _changed(kept, lambda text: " ".join(text.split()))


@seams.metadata()
def numbers(kept: Texts) -> dict[str, Any]:
    """Values that look like numbers come back as numbers."""
    return _changed(kept, lambda text: int(text) if text.isdigit() else text)


@seams.metadata()
def basic_plane_only(kept: Texts) -> dict[str, Any]:
    """Characters beyond the basic plane are lost."""
    return _changed(kept, lambda text: "".join(c if ord(c) < 0x10000 else "?" for c in text))


@seams.metadata("GET *")
def keys_lowered(kept: Texts) -> dict[str, Any]:
    """Objects that are read show their keys in lower case."""
    return {key.lower(): text for key, text in kept.items()}


def _changed(kept: Texts, change: Callable[[str], Any]) -> dict[str, Any]:
    return {key: change(text) for key, text in kept.items()}


@seams.metadata()
def trimmed(kept: Texts) -> dict[str, Any]:
    """Blanks at both ends are taken away."""
    return _changed(kept, str.strip)


@seams.metadata()
def entities_read(kept: Texts) -> dict[str, Any]:
    """Entities are read as the signs that they stand for."""
    return _changed(kept, html.unescape)


@seams.metadata()
def composed(kept: Texts) -> dict[str, Any]:
    """A letter and its mark are made one letter."""
    return _changed(kept, lambda text: normalize("NFC", text))


@seams.metadata()
def naughts_lost(kept: Texts) -> dict[str, Any]:
    """Values that many languages take for false are lost."""
    return {key: text for key, text in kept.items() if text not in ("0", "false")}


@seams.metadata()
def nulls_read(kept: Texts) -> dict[str, Any]:
    """The word null comes back as a null."""
    return _changed(kept, lambda text: None if text == "null" else text)
