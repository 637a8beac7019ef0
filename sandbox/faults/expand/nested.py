"""Paths with dots."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call


@seams.beforehand("GET *")
def first_level_only(call: Call) -> None:
    """Only the first step of a path is expanded."""
    call.expand = tuple(path.partition(".")[0] for path in call.expand)
