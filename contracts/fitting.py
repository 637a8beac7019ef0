"""Texts that fit a regular expression, made from its parts: nothing is matched to find them.

A text is held against a pattern only where that is soon done, whatever the text is.
"""

from __future__ import annotations

import re
from functools import lru_cache
from random import Random
from re import _constants as sre
from re import _parser as parser
from typing import Any

from contracts.patterns import longest

_SPREAD = 12  # characters that a drawn repetition is longer by, at most
_MOST = 64  # characters that a repetition is made longer by
_CATEGORIES = {
    sre.CATEGORY_DIGIT: "7", sre.CATEGORY_NOT_DIGIT: "a", sre.CATEGORY_SPACE: " ",
    sre.CATEGORY_NOT_SPACE: "a", sre.CATEGORY_WORD: "a", sre.CATEGORY_NOT_WORD: "-",
}  # fmt: skip
_LETTERS = "aA0 -_.:/@#é"  # what is tried for a class that excludes others
_ENDS = ("!", "~", "0", "a")  # what is put beside a text that fits
_STRANGE = ("!", "assay unknown", "é~", "0", "-", "a", "A" * 65, "")


def fits(pattern: str, text: str) -> bool | None:
    """Whether the whole of a text fits a pattern; None where to find out may take long."""
    return bool(re.fullmatch(pattern, text)) if len(text) <= longest(pattern) else None


@lru_cache(maxsize=1024)
def fitting(pattern: str, least: int = 0) -> str | None:
    """Return a text that the whole of a pattern fits, of `least` characters where that is possible.

    None where the pattern has parts that no text can be made of here: references, look-arounds.
    """
    try:
        tree = parser.parse(pattern)
    except re.error:
        return None
    found = _text(tree, 0)
    for more in range(1, _MOST):
        if found is None or len(found) >= least:
            break
        found = _text(tree, more)
    right = found is not None and fits(pattern, found) is not False
    return found if right else None


@lru_cache(maxsize=1024)
def unfitting(pattern: str) -> tuple[str, ...]:
    """Return texts, none of them empty, that do not fit a pattern: none where none is known.

    The first is far from it where it can be; the others go on behind, or begin before, one that
    fits, which a server takes that looks for the pattern anywhere in a text.
    """
    if not longest(pattern):
        return ()
    near = fitting(pattern) or ""
    ends = _ENDS if near else ()
    far = (*_STRANGE, near * 2, near[:-1])
    behind, before = [near + end for end in ends], [end + near for end in ends]
    found = (
        next((text for text in texts if text and fits(pattern, text) is False), "")
        for texts in (far, behind, before)
    )
    return tuple(dict.fromkeys(filter(None, found)))


def drawn(pattern: str, key: str) -> str | None:
    """Return a text that fits a pattern, another one for each key as far as there are so many."""
    try:
        tree = parser.parse(pattern)
    except re.error:
        return None
    return _text(tree, 0, Random(key))


def _text(tree: Any, more: int, random: Random | None = None) -> str | None:
    """Return a text for the parts of a pattern, whose repetitions are longer by `more`."""
    parts = [_part(op, value, more, random) for op, value in tree]
    return None if None in parts else "".join(filter(None, parts))


def _part(op: Any, value: Any, more: int, random: Random | None) -> str | None:
    if op is sre.LITERAL:
        return chr(value)
    if op is sre.NOT_LITERAL:
        return "a" if value != ord("a") else "b"
    if op is sre.ANY:
        return "a"
    if op is sre.AT:
        return ""
    if op is sre.IN:
        return _one_of(value, random)
    if op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        low, high, inner = value
        count = min(max(low, more), high) if more or random else low
        if random is not None:
            count = random.randint(low, int(min(high, low + _SPREAD)))
        parts = [_text(inner, 0, random) for _ in range(count)]
        return None if None in parts else "".join(filter(None, parts))
    if op is sre.SUBPATTERN:
        return _text(value[3], more, random)
    if op is sre.BRANCH:
        return _text(value[1][0], more, random)
    return None


def _one_of(items: list[Any], random: Random | None) -> str | None:
    if items and items[0][0] is sre.NEGATE:
        return next((c for c in _LETTERS if not _within(c, items[1:])), None)
    op, value = random.choice(items) if random else items[0]
    if op is sre.LITERAL:
        return chr(value)
    if op is sre.RANGE:
        return chr(random.randint(*value) if random else value[0])
    return _CATEGORIES.get(value)


def _within(letter: str, items: list[Any]) -> bool:
    """Whether a letter is one that a class names."""
    for op, value in items:
        if op is sre.LITERAL and ord(letter) == value:
            return True
        if op is sre.RANGE and value[0] <= ord(letter) <= value[1]:
            return True
        if op is sre.CATEGORY:
            names = {sre.CATEGORY_DIGIT: letter.isdigit(), sre.CATEGORY_SPACE: letter.isspace(),
                     sre.CATEGORY_WORD: letter.isalnum() or letter == "_"}  # fmt: skip
            if names.get(value, not names.get(value, False)):
                return True
    return False
