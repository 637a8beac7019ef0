"""Which regular expressions are matched in a time that no text makes long.

A repetition inside another one can take a time that grows exponentially with the text, and Python
cannot be stopped while it matches. What such a pattern says is known, and is held against nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from re import _constants as sre
from re import _parser as parser
from typing import Any

_REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)


@lru_cache(maxsize=1024)
def tame(pattern: str) -> bool:
    """Whether a pattern can be read, and no repetition of it stands inside another one."""
    try:
        tree = parser.parse(pattern)
    except re.error:
        return False
    return not any(_wild(op, value, inside=False) for op, value in tree)


def _wild(op: Any, value: Any, *, inside: bool) -> bool:
    many = op in _REPEATS and value[1] > 1 and value[0] != value[1]
    if many and inside:
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
