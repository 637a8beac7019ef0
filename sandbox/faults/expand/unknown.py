"""Paths that lead to nothing."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call


@seams.beforehand()
def ignored(call: Call) -> None:
    """A path that names no field is ignored."""
    call.expand = tuple(path for path in call.expand if "unknown" not in path)


@seams.beforehand("GET *")
def ignored_in_lists(call: Call) -> None:
    """A path that names no field is ignored by lists alone."""
    if call.operation is not None and call.operation.many:
        call.expand = tuple(path for path in call.expand if "unknown" not in path)
