"""Requests that break the server."""

from __future__ import annotations

from sandbox import seams
from sandbox.service import Reply


@seams.replies()
def refusals_crash(reply: Reply) -> Reply:
    """What should be refused is a crash."""
    return seams.restated(reply, 400, 500)
