"""Letters that look like those of a key: wide, bold, circled or accented ones, however written.

Whoever reads wide letters sees the same word as in plain ones.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_UTF8 = r"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
_HALF = r"u(?P<high>d[89ab][0-9a-f]{2})\\+u(?P<low>d[c-f][0-9a-f]{2})"
# One letter: as an escape of JSON, as bytes of UTF-8 that stand for letters each, or as it is
# where it is none of Latin-1, which any guess is full of.
LETTER = re.compile(
    rf"(?<!\\)\\++(?i:{_HALF}|u(?P<code>(?!00[0-7])[0-9a-f]{{4}}))|(?P<utf>{_UTF8})|[^\x00-\xff]"
)


def plain(match: re.Match[str]) -> str:
    """Return the plain letter that a match of LETTER looks like, "" where nobody sees it."""
    codes = f"{match['high'] or ''}{match['low'] or ''}{match['code'] or ''}"
    if codes:
        return _plain(bytes.fromhex(codes).decode("utf-16-be", "replace"))
    if match["utf"]:
        return _plain(match[0].encode("latin-1").decode("utf-8", "replace"))
    return _plain(match[0])


@lru_cache(1 << 12)
def _plain(letter: str) -> str:
    same = unicodedata.normalize("NFKD", letter)
    found = "".join(each for each in same if each.isascii())
    return found or ("" if unicodedata.category(letter[:1])[0] in "MC" else "?")
