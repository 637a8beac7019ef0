"""Texts that may be anything, read from bytes: zero is the plainest letter, of one character.

A character is one byte, so Hypothesis makes a text shorter and plainer by lowering bytes. There is
no space, which servers may trim, and no @: texts that start with it name objects to be made.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

TEXT_SIZE = 20

_RANGES = (
    (0x41, 0x5A), (0x61, 0x7A), (0x30, 0x39), (0x21, 0x2F), (0x3A, 0x3F), (0x5B, 0x60),
    (0x7B, 0x7E),  # printable ASCII: letters and digits first
    (0xC0, 0xD6), (0xD8, 0xF6), (0xF8, 0xFF),  # Latin
    (0x3B1, 0x3C9), (0x430, 0x44F),  # Greek, Cyrillic
    (0x3042, 0x3053), (0x4E00, 0x4E07), (0xAC00, 0xAC05),  # Hiragana, Han, Hangul
    (0x1F600, 0x1F607), (0x20000, 0x20003),  # faces and Han beyond the basic plane
)  # fmt: skip
LETTERS = "".join(chr(code) for low, high in _RANGES for code in range(low, high + 1))

# What has been mistaken for a value of another kind, or for syntax, somewhere on the way.
WORDS = (
    "0", "-1", "null", "None", "true", "NaN", "1e3", "007", "{}", "[]", "a=b", "a&b", "a;b", "a+b",
    "100%", "%41", "a[b]", "#1", "a/b?c", "it's", '"a"', "a\\b", "\\n", "<b>a</b>", "&amp;",
    "{{a}}", "${a}", "--", "日本語", "Ünïcödé", "🙂🙃", "undefined",
)  # fmt: skip
KEYS = ("assay", "k", "order", "key 2", "a.b-c_d", "UPPER", "42", "schlüssel", "鍵", "x" * 40)
SETS_OF_KEYS: Sequence[tuple[str, ...]] = (*((key,) for key in KEYS), *pairwise(KEYS))

_FREE, _WORD = 128, 224  # from which byte on a text is some letters, or one of the words


def text(byte_at: Callable[[int], int], limit: int) -> str:
    """Return a text of 1 to `limit` characters (at most 20).

    `byte_at(0)` says of what kind: the plainest letter, some letters, or one of `WORDS`; the bytes
    after it are the letters.
    """
    kind = byte_at(0)
    if kind >= _WORD:
        return WORDS[kind - _WORD][:limit]
    if kind < _FREE:
        return LETTERS[0]
    size = 1 + (kind - _FREE) * min(limit, TEXT_SIZE) // (_WORD - _FREE)
    return "".join(LETTERS[byte_at(place) % len(LETTERS)] for place in range(1, size + 1))


def texts_by_key(byte_at: Callable[[int], int], limit: int) -> dict[str, str]:
    """Return a map of texts with one key or two; `byte_at(0)` says which."""
    keys = SETS_OF_KEYS[byte_at(0) % len(SETS_OF_KEYS)]
    return {key: text(_later(byte_at, n), limit) for n, key in enumerate(keys, 1)}


def _later(byte_at: Callable[[int], int], places: int) -> Callable[[int], int]:
    return lambda place: byte_at(place + places)
