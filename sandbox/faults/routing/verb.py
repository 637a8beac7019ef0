"""Verbs that a path does not have."""

from __future__ import annotations

from sandbox import seams
from sandbox.service import Reply


@seams.replies()
def crash(reply: Reply) -> Reply:
    """An unknown verb is a crash."""
    return seams.restated(reply, 405, 500)


@seams.replies()
def accepted(reply: Reply) -> Reply:
    """An unknown verb is taken for POST."""
    return seams.restated(reply, 405, 200)
