"""The trees of our own modules: several tests look at each, and it is parsed once."""

from __future__ import annotations

import ast
from functools import cache


@cache
def tree_of(source: str) -> ast.Module:
    """Return what a source parses to, shared: nobody may change it. Raises SyntaxError."""
    return ast.parse(source)


@cache
def nodes_of(source: str) -> tuple[ast.AST, ...]:
    """Return every node of a source, as `ast.walk` yields them. Raises SyntaxError."""
    return tuple(ast.walk(tree_of(source)))
