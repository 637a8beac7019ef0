"""Secrets whose letters stand apart: with spaces, dashes or commas between them, or in a list.

Everybody reads `s k _ t e s t`, though no eight letters of it stand in a row. What stands between
letters is left out here, and so are escapes of letters that are not seen and tags: what is left is
letters and digits, in lower case, in which a secret is looked for as in any text.
"""

from __future__ import annotations

import re

_ALL = bytes(range(256))
_BETWEEN = bytes(byte for byte in _ALL if not (byte < 0x80 and chr(byte).isalnum()))
# What says no letter, by what it begins with.
_SILENT = {
    b"\\": re.compile(rb"\\(?:u(?!00[2-7])[0-9a-f]{4}|[bfnrt])"),
    b"&": re.compile(rb"&[a-z]{2,8};"),
    b"<": re.compile(rb"<[^<>]{0,60}>"),
    b"%": re.compile(rb"%20"),
}


def squeezed(text: str) -> str:
    """Return the letters and digits of a text, in lower case, as if they stood in a row."""
    return _bare(text).translate(None, _BETWEEN).decode("ascii")


def places(text: str) -> list[int]:
    """Return where in a text each letter of what `squeezed` returns stands."""
    return [place for place, byte in enumerate(_bare(text)) if byte not in _BETWEEN]


def _bare(text: str) -> bytes:
    """Return a text, as long as it is, with blanks for escapes and tags that say no letter."""
    found = text.encode("ascii", "replace").lower()
    if b"?" in found:
        found = found.replace(b"?", b" ")
    for first, pattern in _SILENT.items():
        if first in found:
            found = pattern.sub(_blank, found)
    return found


def _blank(match: re.Match[bytes]) -> bytes:
    return b" " * len(match[0])
