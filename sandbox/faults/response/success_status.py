"""The status of success."""

from __future__ import annotations

from sandbox import seams
from sandbox.service import Reply


@seams.replies("POST *")
def created(reply: Reply) -> Reply:
    """What was made is answered with 201."""
    return seams.restated(reply, 200, 201)
