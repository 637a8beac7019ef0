"""Calls that do not exist."""

from __future__ import annotations

from sandbox import seams
from sandbox.service import Reply


@seams.replies("POST /v1/issuing/physical_bundles")
def made(reply: Reply) -> Reply:
    """A bundle is made."""
    return seams.restated(reply, 405, 200)
