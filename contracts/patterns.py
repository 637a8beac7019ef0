"""Which regular expressions are matched in a time that no text makes long.

A repetition inside another one, or a choice inside one, can take a time that grows exponentially
with the text, and Python cannot be stopped while it matches. What such a pattern says is known, and
is held against nothing. Repetitions beside each other take a power of the length: so long a text is
held against nothing either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from re import _constants as sre
from re import _parser as parser
from typing import Any

_REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)
_FEW = 64  # a repetition that ends before is no power of the length of a text
_WAYS = 100_000  # in which what ends early may be taken
_STEPS = 10_000_000  # what is tried in half a second
LONGEST = 1_000_000  # characters that the shortest text of a pattern may have


def faulty(pattern: str) -> str:
    """Return why a text is no regular expression that can be worked with, or ""."""
    try:
        least, _ = parser.parse(pattern).getwidth()
    except (re.error, OverflowError, RecursionError) as trouble:
        return f"no regular expression: {trouble}"
    return f"no text of at most {LONGEST:,} characters fits it" if least > LONGEST else ""


def longest(pattern: str) -> int:
    """Return how many characters a text may have that is held against a pattern; 0: none is."""
    if not tame(pattern):
        return 0
    ways, power = _cost(pattern)
    return int((_STEPS / ways) ** (1 / power))


@lru_cache(maxsize=1024)
def tame(pattern: str) -> bool:
    """Whether a pattern can be read, and no repetition or choice stands inside a repetition."""
    if faulty(pattern):
        return False
    wild = any(_wild(op, value, inside=False) for op, value in parser.parse(pattern))
    return not wild and _cost(pattern)[0] <= _WAYS


@lru_cache(maxsize=1024)
def _cost(pattern: str) -> tuple[int, int]:
    """Return how much is tried: so many ways, times that power of the length of the text."""
    tree = parser.parse(pattern)
    return _ways(tree), max(sum(_long(op, value) for op, value in tree), 1)


def _long(op: Any, value: Any) -> int:
    """Return how many repetitions without an early end stand in a part of a pattern."""
    own = op in _REPEATS and value[1] > _FEW and value[0] != value[1]
    return own + sum(_long(o, v) for tree in _below(op, value) for o, v in tree)


def _ways(tree: Any) -> int:
    """Return in how many ways parts that end early can be taken; no more than are too many."""
    found = 1
    for op, value in tree:
        inner = [_ways(below) for below in _below(op, value)]
        one = sum(inner) if op is sre.BRANCH else max(inner, default=1)
        if op in _REPEATS:
            times = int(min(value[1], _FEW))
            one = one**times if one > 1 else 1
            one *= times - value[0] + 1 if value[1] <= _FEW else 1
        found = min(found * one, _STEPS)
    return found


def _wild(op: Any, value: Any, *, inside: bool) -> bool:
    many = op in _REPEATS and value[1] > 1 and value[0] != value[1]
    if inside and (many or op is sre.BRANCH or (op in _REPEATS and value[0] != value[1])):
        return True
    return any(
        _wild(inner, below, inside=inside or many)
        for tree in _below(op, value) for inner, below in tree
    )  # fmt: skip


def _below(op: Any, value: Any) -> Iterator[Any]:
    """Yield the patterns inside a part of one."""
    if op in _REPEATS:
        yield value[2]
    elif op is sre.SUBPATTERN:
        yield value[3]
    elif op is sre.BRANCH:
        yield from value[1]
    elif op in (sre.ASSERT, sre.ASSERT_NOT):
        yield value[1]
