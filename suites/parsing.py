"""Lets one thread at a time make a syntax tree: some Pythons count for all how deep they are in it.

Hypothesis parses what a strategy is made of, and lets Python look for garbage meanwhile, where
another thread may go on. CPython 3.11 then raises a SystemError (“AST constructor recursion
depth mismatch”, https://github.com/python/cpython/issues/106905), and a claim becomes an error.
"""

from __future__ import annotations

import ast
import functools
import threading
from typing import Any

_LOCK = threading.RLock()  # what is collected meanwhile may parse in the same thread
_PLAIN = ast.parse


@functools.wraps(_PLAIN)
def _one_by_one(*given: Any, **named: Any) -> Any:
    with _LOCK:
        return _PLAIN(*given, **named)


def one_by_one() -> None:
    """Let `ast.parse`, in this process and from now on, be in one thread at a time."""
    ast.parse = _one_by_one
